"""Links: nodes for their opening tags, and findings about targets and texts."""

from __future__ import annotations

from markdown_it.token import Token

from drammenworks.content.markdown.attributes import LINK
from drammenworks.content.markdown.check_target import check_target, normalise_target
from drammenworks.content.markdown.compile.attribute_values import report_figures, valid_attributes
from drammenworks.content.markdown.compile.state import OpenLink, State
from drammenworks.content.markdown.compile.typography import typeset
from drammenworks.content.markdown.nodes import LinkNode
from drammenworks.content.markdown.syntax.meta import ATTRIBUTES, MALFORMED, START
from drammenworks.content.markdown.vague_link_text import is_vague
from drammenworks.errors import Phrase
from drammenworks.errors.rules import markdown as rules

_ELEMENT = Phrase("lenken")


def link_open(state: State, token: Token) -> None:
    """Emit the node for ``<a>``, unless the target is invalid."""
    location = state.location_at(token.meta[START])
    target = normalise_target(str(token.attrs["href"]))
    target_finding = check_target(target, location, element=_ELEMENT)
    if target_finding is not None:
        state.report(target_finding)
    # An autolink may be inside a link, but <a> must not be inside <a>.
    is_rendered = target_finding is None and not state.links
    state.links.append(OpenLink(len(state.plain), location, target, is_rendered))
    if token.meta.get(MALFORMED):
        state.report(rules.MALFORMED_ATTRIBUTES.at(location, element=_ELEMENT))
    pairs = token.meta.get(ATTRIBUTES)
    attributes = (
        tuple(valid_attributes(state, pairs, LINK, element=_ELEMENT, location=location).items())
        if pairs
        else ()
    )
    if is_rendered:
        title = token.attrs.get("title")
        report_figures(state, str(title or ""), _ELEMENT, location)
        typeset_title = typeset(str(title), state.lang) if title else None
        state.out.append(LinkNode(target, typeset_title, attributes, location))


def link_close(state: State, token: Token) -> None:
    """End the link, and check its text."""
    link = state.links.pop()
    if not link.is_rendered:
        return
    state.out.append("</a>")
    if token.info == "auto":
        return
    text = state.text_since(link.plain) or link.alt
    if not text:
        state.report(rules.EMPTY_LINK_TEXT.at(link.location, target=link.target))
    elif is_vague(text):
        state.report(rules.VAGUE_LINK_TEXT.at(link.location, text=text))
