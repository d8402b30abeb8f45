"""Booleans and numbers."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator

from drammenworks.base.fields.choices import as_written
from drammenworks.base.fields.validators import json_schema, pattern_validator
from drammenworks.base.fields.value_synonyms import Vocabulary
from drammenworks.errors.rules import fields as rules

_BOOLEANS = Vocabulary(
    {
        "true": ("ja", "sann", "sant", "på", "yes", "on", "j", "y", "1"),
        "false": ("nei", "usann", "usant", "av", "ikke", "ikkje", "no", "off", "n", "0"),
    }
)


def _meant_boolean(text: str) -> str | None:
    return as_written(_BOOLEANS.meant(text))


Boolean = Annotated[
    bool,
    PlainValidator(
        pattern_validator(
            "true|false", lambda text: text == "true", rules.NOT_BOOLEAN, suggest=_meant_boolean
        )
    ),
    json_schema("boolean", type="boolean", examples=[True]),
]
_MAX_INTEGER = 10**15 - 1
"""Fifteen digits, which a float represents exactly."""

Integer = Annotated[
    int,
    PlainValidator(pattern_validator("[-+]?[0-9]{1,15}", int, rules.NOT_INTEGER)),
    json_schema("integer", type="integer", minimum=-_MAX_INTEGER, maximum=_MAX_INTEGER, examples=[1]),
]
Count = Annotated[
    int,
    PlainValidator(pattern_validator("0*[1-9][0-9]{0,8}", int, rules.NOT_COUNT)),
    json_schema("integer", type="integer", minimum=1, examples=[1]),
]
Decimals = Annotated[
    int,
    PlainValidator(pattern_validator("[0-3]", int, rules.NOT_BETWEEN, least=0, most=3, example=1)),
    json_schema("integer", type="integer", minimum=0, maximum=3, examples=[1]),
]
YEARS = {"least": 1000, "most": 2999, "example": 2017}
"""The years that fields accept, and one of them."""
Year = Annotated[
    int,
    PlainValidator(pattern_validator("[12][0-9]{3}", int, rules.NOT_BETWEEN, **YEARS)),
    json_schema("integer", type="integer", minimum=1000, maximum=2999, examples=[2026]),
]
Number = Annotated[
    int | float,
    PlainValidator(
        pattern_validator(
            r"[-+]?[0-9]{1,15}(\.[0-9]{1,6})?",
            lambda text: float(text) if "." in text else int(text),
            rules.NOT_NUMBER,
        )
    ),
    json_schema("number", type="number", minimum=-_MAX_INTEGER, maximum=_MAX_INTEGER, examples=[12.5]),
]
