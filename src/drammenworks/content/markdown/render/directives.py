"""Directives: holes with content, and findings about how they are written."""

from __future__ import annotations

from markdown_it.token import Token

from drammenworks.content.markdown.attributes import language_attribute
from drammenworks.content.markdown.body import Attributes, Chunk, DirectiveNode, ImageNode, LinkNode, walk
from drammenworks.content.markdown.directives import (
    DIRECTIVES,
    NORWEGIAN_ALIASES,
    REQUIRED_CONTENT,
    ContentRequirement,
    DirectiveSpec,
    Presence,
)
from drammenworks.content.markdown.render.attribute_values import typeset_value, valid_attributes
from drammenworks.content.markdown.render.blocks import report_if_too_deep
from drammenworks.content.markdown.render.images import check_alt
from drammenworks.content.markdown.render.merge import merge_chunks
from drammenworks.content.markdown.render.state import OpenDirective, State
from drammenworks.content.markdown.syntax.directive import Opening
from drammenworks.content.markdown.targets import check_target, normalise_target
from drammenworks.errors import Location, Phrase, nearest
from drammenworks.errors.nearest import suggestion_for
from drammenworks.errors.rules import markdown as rules

_KEPT = ("credit", "focal", "download")
"""What a box says of a picture that the picture keeps among its attributes."""
_PICTURE = ("src", "alt", "decorative", "caption", *_KEPT)
"""The attributes with which a box describes a picture."""


def directive_stray(state: State, token: Token) -> None:
    """Report a line of colons that closes nothing."""
    state.report(rules.STRAY_FENCE.at(state.source.line_of(token), fence=token.markup))


def directive_open(state: State, token: Token) -> None:
    """Begin a box: what follows goes into it."""
    report_if_too_deep(state, token)
    opening: Opening = token.meta["opening"]
    location = state.source.line_of(token)
    if not opening.closed:
        state.report(rules.UNCLOSED_DIRECTIVE.at(location, name=opening.name, fence=opening.fence))
    if opening.malformed:
        state.report(rules.MALFORMED_ATTRIBUTES.at(location, element=_element(opening.name)))
    box = OpenDirective(opening.name, location, opening.closed, None, {}, state.out, state.lang)
    kind = DIRECTIVES.get(opening.name)
    state.lang = language_attribute(opening.attributes) or state.lang
    if kind is None:
        _report_unknown(state, opening.name, location)
    else:
        box.attributes = valid_attributes(
            state,
            opening.attributes,
            kind.allowed,
            element=_element(opening.name),
            location=location,
        )
        box.argument = _argument(state, kind, opening, location)
    state.boxes.append(box)
    state.out = []


def directive_close(state: State, token: Token) -> None:
    """Emit the hole for the box; of an unknown one, emit the content alone."""
    box = state.boxes.pop()
    children = merge_chunks(state.out)
    state.out, state.lang = box.out, box.lang
    kind = DIRECTIVES.get(box.name)
    if kind is None:
        state.out.extend(children)
        return
    names_picture = "src" in box.attributes
    if "src" in kind.attributes:
        children = _with_picture(state, box, children)
    if box.closed and not names_picture and _lacks_content(kind, children):
        what = REQUIRED_CONTENT[kind.content]
        state.report(rules.DIRECTIVE_LACKS.at(box.location, name=box.name, what=what))
    attributes = tuple(box.attributes.items())
    state.out.append(DirectiveNode(box.name, box.argument, attributes, children, box.location))


def _element(name: str) -> str:
    return Phrase("boksen «::: {name}»", name=name)


def _report_unknown(state: State, name: str, location: Location) -> None:
    suggestion = suggestion_for(NORWEGIAN_ALIASES.get(name) or nearest(name, DIRECTIVES))
    known = ", ".join(DIRECTIVES)
    state.report(
        rules.UNKNOWN_DIRECTIVE.at(
            location, name=name or Phrase("(uten navn)"), known=known, suggestion=suggestion
        )
    )


def _argument(state: State, kind: DirectiveSpec, opening: Opening, location: Location) -> str | None:
    """Return the argument to use, if any."""
    wanted, given, name = kind.argument, opening.argument, opening.name
    if given is None:
        if wanted.presence is Presence.REQUIRED:
            state.report(
                rules.MISSING_ARGUMENT.at(location, name=name, what=wanted.what, example=wanted.example)
            )
        return None
    if wanted.presence is Presence.FORBIDDEN:
        state.report(rules.SUPERFLUOUS_ARGUMENT.at(location, name=name, text=given))
        return None
    if wanted.prose:
        prose = typeset_value(given, state.lang)
        state.plain.append(f"{prose} ")
        return prose
    if len(given.split()) > 1:
        state.report(
            rules.NOT_A_NAME.at(location, name=name, what=wanted.what, text=given, example=wanted.example)
        )
        return None
    return given


def _with_picture(state: State, box: OpenDirective, children: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """Return the content with the picture that the box names in its attributes.

    However an author writes a picture, those who come after us meet an ``Image``.
    """
    taken = {name: box.attributes.pop(name, None) for name in _PICTURE}
    src = normalise_target(taken["src"] or "")
    kept = tuple((name, value) for name in _KEPT if (value := taken[name]))
    if not src:
        return _captioned(children, taken["caption"], kept)
    refused = check_target(src, box.location, element=Phrase("bildet"))
    if refused is not None:
        state.report(refused)
        return children
    decorative = taken["decorative"] is not None
    alt = check_alt(state, taken["alt"] or "", decorative=decorative, src=src, location=box.location)
    return (ImageNode(src, alt, taken["caption"], decorative, kept, True, box.location), *children)


def _captioned(children: tuple[Chunk, ...], caption: str | None, kept: Attributes) -> tuple[Chunk, ...]:
    """Return the content with what its first picture does not say itself."""
    for index, chunk in enumerate(children):
        if isinstance(chunk, ImageNode):
            attributes = tuple((dict(kept) | dict(chunk.attributes)).items())
            picture = chunk._replace(title=chunk.title or caption, attributes=attributes)
            return (*children[:index], picture, *children[index + 1 :])
    return children


def _lacks_content(kind: DirectiveSpec, children: tuple[Chunk, ...]) -> bool:
    match kind.content:
        case ContentRequirement.ANYTHING:
            return False
        case ContentRequirement.SOMETHING:
            return not any(not isinstance(chunk, str) or chunk.strip() for chunk in children)
        case ContentRequirement.IMAGE:
            return not any(isinstance(chunk, ImageNode) for chunk in walk(children))
        case ContentRequirement.LINK:
            return not any(isinstance(chunk, LinkNode) for chunk in walk(children))
