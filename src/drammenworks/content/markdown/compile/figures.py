"""Figures in running text: nodes for what a report states elsewhere."""

from __future__ import annotations

from markdown_it.token import Token

from drammenworks.content.markdown.attributes import FIGURE
from drammenworks.content.markdown.compile.attribute_values import valid_attributes
from drammenworks.content.markdown.compile.escape import escape_text
from drammenworks.content.markdown.compile.state import State
from drammenworks.content.markdown.figure_references import ELEMENT, begins_sentence
from drammenworks.content.markdown.nodes import FigureNode
from drammenworks.content.markdown.syntax.meta import ATTRIBUTES, MALFORMED, START
from drammenworks.errors.rules import figures as rules
from drammenworks.errors.rules import markdown as markdown_rules


def figure_ref(state: State, token: Token) -> None:
    """Emit the node of a figure; a heading has none, because its text is the address of its section, too."""
    location = state.location_at(token.meta[START])
    if token.meta.get(MALFORMED):
        state.report(markdown_rules.MALFORMED_ATTRIBUTES.at(location, element=ELEMENT))
    pairs = token.meta.get(ATTRIBUTES, [])
    attributes = valid_attributes(state, pairs, FIGURE, element=ELEMENT, location=location)
    name = token.content
    if state.heading is not None:
        state.report(rules.FIGURE_IN_HEADING.at(location, name=name))
        state.out.append(escape_text(name))
        return
    begins = begins_sentence(state.text_since(state.inline_start))
    state.out.append(FigureNode(name, tuple(attributes.items()), begins, location))
    state.plain.append("0")
