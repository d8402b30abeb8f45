"""Building blocks of field types: validators, their errors, and their JSON Schemas."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from drammenworks.base.paths import MAX_NAME, overlong, reserved_name
from drammenworks.errors import Phrase, Rule
from drammenworks.errors.nearest import suggestion_for
from drammenworks.errors.phrase import quoted
from drammenworks.errors.rules import fields as rules

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""What parts words; other spaces are quoted by their names."""


def violation(rule: Rule, value: object, **params: object) -> PydanticCustomError:
    """Return the error to raise when ``value`` violates ``rule``; the field's name is added later."""
    # The rule holds the message; pydantic carries only the code and the parameters.
    context = {"value": excerpt(value), **params}
    return PydanticCustomError("rule", "{code}", {"code": rule.code, **context})


def excerpt(value: object) -> str:
    """Return ``value`` as findings quote it: on one line, at most 60 characters, invisible ones by name."""
    text = _BLANKS.sub(" ", value).strip(" ") if isinstance(value, str) else "…"
    return quoted(text if len(text) <= 60 else text[:59] + "…", spaces=True)


def scalar_text(value: object) -> str:
    """Return the text of a scalar."""
    if not isinstance(value, str):
        raise violation(rules.NOT_TEXT, value)
    return value.strip()


SCALAR_TYPES = ["string", "number"]
"""The JSON types of a text field for tools whose YAML reads a number in ``postal_code: 3300``."""


def json_schema(what: str, **schema: Any) -> WithJsonSchema:
    """Return the JSON Schema of a type.

    :param what: the type's name, stored as ``x-type``, from which forms choose a widget.
    """
    return WithJsonSchema({**schema, "x-type": what})


def check_path(path: str, value: object) -> None:
    """Check that files can have a path that is made of a field's value, on every system.

    :raises PydanticCustomError: if they cannot.
    """
    found = overlong(path)
    if found is not None:
        is_part = found.limit == MAX_NAME and "/" in path
        what = Phrase("et ledd i den er") if is_part else Phrase("den er")
        raise violation(rules.ADDRESS_TOO_LONG, value, what=what, length=found.length, limit=found.limit)
    if (name := reserved_name(path)) is not None:
        raise violation(rules.RESERVED_NAME, value, name=name)


def anchored(pattern: str) -> str:
    """Return ``pattern`` anchored at both ends, because JSON Schema patterns match anywhere."""
    return f"^(?:{pattern})$"


def pattern_validator(
    pattern: str,
    convert: Callable[[str], Any],
    rule: Rule,
    *,
    suggest: Callable[[str], str | None] | None = None,
    otherwise: str = "",
    **params: object,
) -> Callable[[object], Any]:
    """Return a validator for text that matches all of ``pattern`` and that ``convert`` accepts.

    :param suggest: returns a correction of invalid text; ``rule`` then has a ``{suggestion}`` placeholder.
    :param otherwise: which other forms there are, with a space before it; told of a text that has none of
        them and no correction.
    :param params: other placeholders of ``rule``.
    """
    compiled = re.compile(pattern)

    def validate(value: object) -> Any:
        text = scalar_text(value)
        has_form = compiled.fullmatch(text) is not None
        if has_form:
            try:
                return convert(text)
            except ValueError:
                pass
        if suggest is None:
            raise violation(rule, value, **params)
        suggested = suggest(text)
        suggestion = suggestion_for(suggested if suggested != text else None)
        raise violation(rule, value, suggestion=suggestion or (otherwise if not has_form else ""), **params)

    return validate
