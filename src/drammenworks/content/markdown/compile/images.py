"""Pictures: nodes, and findings about alternative texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markdown_it.token import Token

from drammenworks.base.fields import foreign_file
from drammenworks.base.text.alt_text import is_file_name
from drammenworks.content.markdown.attributes import IMAGE
from drammenworks.content.markdown.check_target import check_target, normalise_target
from drammenworks.content.markdown.compile.attribute_values import report_figures, valid_attributes
from drammenworks.content.markdown.compile.state import State, collapse_whitespace
from drammenworks.content.markdown.compile.typography import typeset
from drammenworks.content.markdown.nodes import ImageNode
from drammenworks.content.markdown.syntax.meta import ATTRIBUTES, MALFORMED, START
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import accidental_markdown as markup_rules
from drammenworks.errors.rules import markdown as rules


def image(state: State, token: Token) -> None:
    """Emit the node of a picture, unless its target is invalid."""
    location = state.location_at(token.meta[START])
    src = normalise_target(str(token.attrs["src"]))
    target_finding = _check_source(src, location)
    if token.meta.get(MALFORMED):
        state.report(rules.MALFORMED_ATTRIBUTES.at(location, element=Phrase("bildet")))
    attributes = valid_attributes(
        state, token.meta.get(ATTRIBUTES, []), IMAGE, element=Phrase("bildet"), location=location
    )
    alt = collapse_whitespace(typeset(_text(token.children or ()), state.lang))
    decorative = attributes.pop("decorative", None) is not None
    if target_finding is not None:
        state.report(target_finding)
        return
    alt = check_alt(state, alt, decorative=decorative, src=src, location=location)
    source_title = token.attrs.get("title")
    report_figures(state, f"{token.content} {source_title or ''}", Phrase("bildet"), location)
    title = typeset(str(source_title), state.lang) if source_title else None
    caption = attributes.pop("caption", None) or title
    if not state.images_are_blocks:
        _report_hidden(state, src, caption, attributes, location)
    if state.links:
        state.links[-1].alt += alt
    if state.heading is not None:
        state.heading.alt += alt
    state.out.append(
        ImageNode(
            src,
            alt,
            caption,
            decorative,
            tuple(attributes.items()),
            state.images_are_blocks,
            location,
        )
    )


def _check_source(src: str, location: Location) -> Finding | None:
    foreign = foreign_file(src)
    if foreign is not None:
        rule, names = foreign
        return rule.at(location, src=src, **names)
    return check_target(src, location, element=Phrase("bildet"))


def _report_hidden(
    state: State, src: str, caption: str | None, attributes: Mapping[str, str], location: Location
) -> None:
    """Report what is not shown of a picture in running text, the most important alone."""
    if "credit" in attributes:
        what = Phrase("Navnet på den som har laget bildet,")
    elif caption:
        what = Phrase("Billedteksten")
    elif "download" in attributes:
        what = Phrase("Lenken til å laste ned bildet")
    else:
        return
    state.report(markup_rules.INLINE_PICTURE.at(location, what=what, src=src))


def check_alt(state: State, alt: str, *, decorative: bool, src: str, location: Location) -> str:
    """Return the alternative text; report one that is missing or not descriptive."""
    if decorative:
        if alt:
            state.report(rules.DECORATIVE_WITH_ALT.at(location, src=src))
        return ""
    if not alt:
        state.report(rules.MISSING_ALT.at(location, src=src))
    elif is_file_name(alt):
        state.report(rules.ALT_IS_FILE_NAME.at(location, alt=alt))
    return alt


def _text(tokens: Sequence[Token]) -> str:
    """Return the text in a picture's brackets, without markup."""
    parts = []
    for token in tokens:
        if token.type == "image":
            parts.append(_text(token.children or ()))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)
