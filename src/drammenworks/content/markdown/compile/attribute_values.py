"""Validate attributes: allowed for their element, with valid values; prose is typeset."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.common.utils import unescapeAll

from drammenworks.content.markdown.attributes import (
    ATTRIBUTE_TYPES,
    AttributeType,
    Pairs,
    expected_value,
    is_valid,
)
from drammenworks.content.markdown.compile.state import State
from drammenworks.content.markdown.compile.typography import typeset
from drammenworks.errors import Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import markdown as rules


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
    for name, value in pairs:
        if name not in allowed and name not in unused:
            known, suggestion = ", ".join(allowed), did_you_mean(name, allowed)
            state.report(
                rules.UNKNOWN_ATTRIBUTE.at(
                    location, attribute=name, element=element, known=known, suggestion=suggestion
                )
            )
            continue
        attribute_type = ATTRIBUTE_TYPES[name]
        if not is_valid(name, value):
            rule = rules.ATTRIBUTE_WITHOUT_VALUE if value is None else rules.INVALID_ATTRIBUTE
            state.report(
                rule.at(location, attribute=name, element=element, value=value, expected=expected_value(name))
            )
            continue
        if name == "id" and not state.claim_id(value or "", location):
            continue
        if attribute_type is AttributeType.FLAG:
            if value != "false":
                result[name] = "true"
        elif attribute_type is AttributeType.PROSE:
            result[name] = typeset_value(value or "", state.lang)
        elif name == "class" and name in result:
            result[name] += f" {value}"
        else:
            result[name] = value or ""
    return result


def typeset_value(text: str, lang: str) -> str:
    """Return ``text`` typeset, with escapes and entities decoded as in Markdown."""
    return typeset(unescapeAll(text), lang)
