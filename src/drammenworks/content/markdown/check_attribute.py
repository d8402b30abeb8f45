"""Tell what is wrong with an attribute in braces."""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.content.markdown.attributes import expected_value, is_valid
from drammenworks.errors import Finding, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import markdown as rules


def check_attribute(
    name: str,
    value: str | None,
    allowed: Sequence[str],
    *,
    unused: Sequence[str] = (),
    element: str,
    location: Location,
) -> Finding | None:
    """Return what is wrong with an attribute; None for a valid one.

    :param unused: further attributes that are allowed, and that findings do not name.
    """
    if name not in allowed and name not in unused:
        known, suggestion = ", ".join(allowed), did_you_mean(name, allowed)
        return rules.UNKNOWN_ATTRIBUTE.at(
            location, attribute=name, element=element, known=known, suggestion=suggestion
        )
    if is_valid(name, value):
        return None
    rule = rules.ATTRIBUTE_WITHOUT_VALUE if value is None else rules.INVALID_ATTRIBUTE
    return rule.at(location, attribute=name, element=element, value=value, expected=expected_value(name))
