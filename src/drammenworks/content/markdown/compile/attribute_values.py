"""Validate attributes: allowed for their element, with valid values; prose is typeset."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.common.utils import unescapeAll

from drammenworks.content.markdown.attributes import ATTRIBUTE_TYPES, AttributeType, Pairs
from drammenworks.content.markdown.check_attribute import check_attribute
from drammenworks.content.markdown.compile.state import State
from drammenworks.content.markdown.compile.typography import typeset
from drammenworks.content.markdown.figure_references import REFERENCE
from drammenworks.errors import Location
from drammenworks.errors.rules import figures as rules


def valid_attributes(
    state: State,
    pairs: Pairs,
    allowed: Sequence[str],
    *,
    unused: Sequence[str] = (),
    element: str,
    location: Location,
) -> dict[str, str]:
    """Return the valid attributes, in source order; report the rest as findings.

    :param unused: further attributes that are allowed, and that findings do not name.
    """
    result: dict[str, str] = {}
    previous: tuple[str, str | None] | None = None
    for name, value in pairs:
        finding = check_attribute(
            name, value, allowed, unused=unused, previous=previous, element=element, location=location
        )
        previous = (name, value) if value is not None else previous
        if finding is not None:
            state.report(finding)
            continue
        attribute_type = ATTRIBUTE_TYPES[name]
        if name == "id" and not state.claim_id(value or "", location):
            continue
        if attribute_type is AttributeType.FLAG:
            if value != "false":
                result[name] = "true"
        elif attribute_type is AttributeType.PROSE:
            result[name] = prose_value(state, value or "", element, location)
        elif name == "class" and name in result:
            result[name] += f" {value}"
        else:
            result[name] = value or ""
    return result


def prose_value(state: State, text: str, element: str, location: Location) -> str:
    """Return ``text`` typeset, with escapes and entities decoded as in Markdown."""
    report_figures(state, text, element, location)
    return typeset(unescapeAll(text), state.lang)


def report_figures(state: State, text: str, element: str, location: Location) -> None:
    """Report each figure in a text that shows none, such as a caption."""
    for match in REFERENCE.finditer(text) if "[figure:" in text else ():
        state.report(rules.MISPLACED.at(location, text=match[0], where=element))
