"""Headings: ids to link to, and a hierarchy without gaps."""

from __future__ import annotations

from markdown_it.token import Token

from drammenworks.content.markdown.attributes import HEADING, language_of
from drammenworks.content.markdown.body import Heading
from drammenworks.content.markdown.render.checked import checked
from drammenworks.content.markdown.render.escape import html_attributes
from drammenworks.content.markdown.render.state import OpenHeading, State
from drammenworks.content.markdown.syntax.meta import ATTRIBUTES, MALFORMED
from drammenworks.errors import Phrase
from drammenworks.errors.rules import markdown as rules

_ELEMENT = Phrase("overskriften")


def heading_open(state: State, token: Token) -> None:
    """Keep a place for the opening tag."""
    location = state.source.line_of(token)
    if token.meta.get(MALFORMED):
        state.report(rules.MALFORMED_ATTRIBUTES.at(location, element=_ELEMENT))
    pairs = token.meta.get(ATTRIBUTES, [])
    attributes = checked(state, pairs, HEADING, element=_ELEMENT, location=location) if pairs else {}
    state.heading = OpenHeading(len(state.out), len(state.plain), location, attributes, state.lang)
    state.lang = language_of(pairs) or state.lang
    state.out.append("")


def heading_close(state: State, token: Token) -> None:
    """Emit the heading, now that its text is known."""
    heading = state.heading
    assert heading is not None, "every heading is opened before it is closed"
    state.heading = None
    state.lang = heading.lang
    level = int(token.tag[1:])
    text = state.text_since(heading.plain) or heading.alt
    if not text:
        state.report(rules.HEADING_EMPTY.at(heading.location, marks="#" * max(level, 2)))
        del state.out[heading.out :]
        return
    level = _judged_level(state, level, heading)
    attributes = {"id": heading.attributes.get("id") or state.new_id(text)} | heading.attributes
    state.headings.append(Heading(level, attributes["id"], text))
    state.out[heading.out] = f"<h{level}{html_attributes(attributes.items())}>"
    state.out.append(f"</h{level}>\n")


def _judged_level(state: State, level: int, heading: OpenHeading) -> int:
    if level == 1:
        state.report(rules.HEADING_LEVEL_ONE.at(heading.location))
        level = 2
    elif level > state.heading_level + 1:
        above = state.heading_level
        previous = Phrase("tittelen på siden") if above == 1 else Phrase("«{marks}»", marks="#" * above)
        state.report(
            rules.HEADING_SKIPPED.at(
                heading.location, marks="#" * level, previous=previous, expected="#" * (above + 1)
            )
        )
    state.heading_level = level
    return level
