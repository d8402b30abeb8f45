"""Headings: ids for links, and a hierarchy without gaps."""

from __future__ import annotations

from markdown_it.token import Token

from drammenworks.content.markdown.attributes import HEADING, language_attribute
from drammenworks.content.markdown.compile.attribute_values import valid_attributes
from drammenworks.content.markdown.compile.escape import escape_text, html_attributes
from drammenworks.content.markdown.compile.state import OpenHeading, State, collapse_whitespace
from drammenworks.content.markdown.compile.typography import typeset
from drammenworks.content.markdown.lint.broken_tables import check_underlined
from drammenworks.content.markdown.nodes import Heading
from drammenworks.content.markdown.syntax.meta import ATTRIBUTES, MALFORMED
from drammenworks.errors import Location, Phrase
from drammenworks.errors.rules import markdown as rules

_ELEMENT = Phrase("overskriften")


def heading(state: State, token: Token) -> None:
    """Emit a heading of plain text."""
    text = typeset(token.content, state.lang)
    state.plain += (text, " ")
    tags = _tags(state, token, collapse_whitespace(text), state.source_map.block_location(token), {})
    if tags is not None:
        opening, closing = tags
        state.out.append(f"{opening}{escape_text(text)}{closing}")


def heading_open(state: State, token: Token) -> None:
    """Begin a heading, which contains the tokens that follow."""
    location = state.source_map.block_location(token)
    if token.meta.get(MALFORMED):
        state.report(rules.MALFORMED_ATTRIBUTES.at(location, element=_ELEMENT))
    pairs = token.meta.get(ATTRIBUTES, [])
    attributes = valid_attributes(state, pairs, HEADING, element=_ELEMENT, location=location) if pairs else {}
    state.heading = OpenHeading(len(state.out), len(state.plain), location, attributes, state.lang)
    state.lang = language_attribute(pairs) or state.lang
    state.out.append("")


def heading_close(state: State, token: Token) -> None:
    """Emit the heading, when its text is known."""
    heading = state.heading
    assert heading is not None, "heading_open precedes heading_close"
    state.heading = None
    state.lang = heading.lang
    text = state.text_since(heading.plain) or heading.alt
    if "|" in text and token.markup in ("-", "="):
        # A line of dashes makes a heading of what is above it.
        state.findings += check_underlined(text, heading.location)
    tags = _tags(state, token, text, heading.location, heading.attributes)
    if tags is None:
        del state.out[heading.out :]
        return
    state.out[heading.out], closing = tags
    state.out.append(closing)


def _tags(
    state: State, token: Token, text: str, location: Location, attributes: dict[str, str]
) -> tuple[str, str] | None:
    """Record a heading and return its opening and closing tags; None if it has no text."""
    level = int(token.tag[1:])
    if not text:
        state.report(rules.HEADING_EMPTY.at(location, marks="#" * max(level, 2)))
        return None
    level = _check_level(state, level, location)
    attributes = {"id": attributes.get("id") or state.new_id(text)} | attributes
    state.headings.append(Heading(level, attributes["id"], text))
    return f"<h{level}{html_attributes(attributes.items())}>", f"</h{level}>\n"


def _check_level(state: State, level: int, location: Location) -> int:
    if level == 1:
        state.report(rules.HEADING_LEVEL_ONE.at(location))
        level = 2
    elif level > state.heading_level + 1:
        above = state.heading_level
        previous = Phrase("tittelen på siden") if above == 1 else Phrase("«{marks}»", marks="#" * above)
        state.report(
            rules.HEADING_SKIPPED.at(
                location, marks="#" * level, previous=previous, expected="#" * (above + 1)
            )
        )
    state.heading_level = level
    return level
