"""How a type reads what an editor wrote, and what editors' tools are told of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from drammenworks.errors import Rule
from drammenworks.errors.nearest import did_you_mean, suggestion_for
from drammenworks.errors.rules import fields as rules


def violation(rule: Rule, value: object, **params: object) -> PydanticCustomError:
    """Return the error to raise when ``value`` breaks ``rule``; the field's name is added later."""
    # The wording belongs to the rule; pydantic only carries the code and the parameters.
    context = {"value": excerpt(value), **params}
    return PydanticCustomError("rule", "{code}", {"code": rule.code, **context})


def excerpt(value: object) -> str:
    """Return ``value`` as a finding quotes it: in one line, and never long."""
    text = " ".join(value.split()) if isinstance(value, str) else "…"
    return text if len(text) <= 60 else text[:59] + "…"


def scalar_text(value: object) -> str:
    """Return the text of a scalar."""
    if not isinstance(value, str):
        raise violation(rules.NOT_TEXT, value)
    return value.strip()


SCALAR_TYPES = ["string", "number"]
"""The JSON types that a tool may take text for, whose YAML goes by the look: ``postal_code: 3300``."""


def json_schema(what: str, **schema: Any) -> WithJsonSchema:
    """Return the JSON Schema of a type.

    :param what: the type's name, as ``x-type``, from which forms choose a widget.
    """
    return WithJsonSchema({**schema, "x-type": what})


def anchored(pattern: str) -> str:
    """Return ``pattern`` for JSON Schema, where a pattern may match anywhere unless it says otherwise."""
    return f"^(?:{pattern})$"


def pattern_validator(
    pattern: str,
    convert: Callable[[str], Any],
    rule: Rule,
    *,
    near: Callable[[str], str | None] | None = None,
) -> Callable[[object], Any]:
    """Return a validator: text that matches ``pattern`` all through and that ``convert`` accepts.

    :param near: returns what was probably meant by other text; then ``rule`` has a place for the suggestion.
    """
    compiled = re.compile(pattern)

    def validate(value: object) -> Any:
        text = scalar_text(value)
        if compiled.fullmatch(text):
            try:
                return convert(text)
            except ValueError:
                pass
        if near is None:
            raise violation(rule, value)
        suggested = near(text)
        raise violation(rule, value, suggestion=suggestion_for(suggested if suggested != text else None))

    return validate


def choice_validator(*choices: str) -> Callable[[object], str]:
    """Return a validator: one of these words."""

    def validate(value: object) -> str:
        text = scalar_text(value)
        if text not in choices:
            suggestion = did_you_mean(text, choices)
            raise violation(rules.NOT_CHOICE, value, choices=", ".join(choices), suggestion=suggestion)
        return text

    return validate
