"""Text: literal text, prose with typography, and terms."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ValidationInfo

from drammenworks.base.fields.validators import (
    SCALAR_TYPES,
    check_path,
    json_schema,
    scalar_text,
    violation,
)
from drammenworks.base.text.normalise_term import normalise_term
from drammenworks.base.text.slugs import slugify
from drammenworks.base.text.typography import typeset
from drammenworks.errors.rules import fields as rules


def _text(value: object) -> str:
    text = scalar_text(value)
    if not text:
        raise violation(rules.EMPTY_TEXT, value)
    return text


def _prose(value: object, info: ValidationInfo) -> str:
    text = _text(value)
    return typeset(text, lang=info.context["lang"]) if info.context else text


Text = Annotated[
    str, BeforeValidator(_text), json_schema("text", type=SCALAR_TYPES, minLength=1, examples=["…"])
]
"""Text without typography: names, codes, units."""

Prose = Annotated[
    str, BeforeValidator(_prose), json_schema("prose", type=SCALAR_TYPES, minLength=1, examples=["…"])
]
"""Prose; gets the typography of its document's language."""


def _term(value: object, info: ValidationInfo) -> str:
    text = normalise_term(scalar_text(value))
    slug = slugify(text)
    if not slug:
        raise violation(rules.NOT_TERM if text else rules.EMPTY_TEXT, value)
    check_path(slug, value)
    return _prose(text, info)


Term = Annotated[
    str, BeforeValidator(_term), json_schema("term", type=SCALAR_TYPES, minLength=1, examples=["Handel"])
]
"""A tag or similar: prose with its own page."""
