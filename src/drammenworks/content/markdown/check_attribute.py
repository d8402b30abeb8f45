"""Tell what is wrong with an attribute in braces."""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.content.markdown.attributes import (
    ATTRIBUTE_TYPES,
    AttributeType,
    expected_value,
    is_valid,
)
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import markdown as rules


def check_attribute(
    name: str,
    value: str | None,
    allowed: Sequence[str],
    *,
    unused: Sequence[str] = (),
    previous: tuple[str, str | None] | None = None,
    element: str,
    location: Location,
) -> Finding | None:
    """Return what is wrong with an attribute; None for a valid one.

    :param unused: further attributes that are allowed, and that findings do not name.
    :param previous: the last attribute before it that has a value, of which it may be a part.
    """
    if name not in allowed and name not in unused:
        known, suggestion = ", ".join(allowed), did_you_mean(name, allowed)
        if value is None and previous is not None and _is_text(previous):
            # {by=Kari Nordmann}
            suggestion = Phrase(
                ' Hører ordet til «{name}», så sett hele teksten i anførselstegn: {name}="{value} …".',
                name=previous[0],
                value=previous[1],
            )
        return rules.UNKNOWN_ATTRIBUTE.at(
            location, attribute=name, element=element, known=known, suggestion=suggestion
        )
    if is_valid(name, value):
        return None
    rule = rules.ATTRIBUTE_WITHOUT_VALUE if value is None else rules.INVALID_ATTRIBUTE
    return rule.at(location, attribute=name, element=element, value=value, expected=expected_value(name))


def _is_text(attribute: tuple[str, str | None]) -> bool:
    """Tell whether an attribute has a value in which there may be several words."""
    name, value = attribute
    return value is not None and ATTRIBUTE_TYPES.get(name) in (AttributeType.PROSE, AttributeType.WORDS)
