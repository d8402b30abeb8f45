"""Text in a fixed format: URLs, e-mail addresses, phone numbers, slugs, paths, colours and names."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, PlainValidator

from drammenworks.base.fields.validators import (
    SCALAR_TYPES,
    anchored,
    check_path,
    json_schema,
    pattern_validator,
    scalar_text,
    violation,
)
from drammenworks.base.paths import MAX_NAME, MAX_PATH
from drammenworks.base.text.normalise_url import WEB_ADDRESS, normalise_url
from drammenworks.base.text.slugs import is_slug, slugify
from drammenworks.base.text.url_validation import fault_of, is_email, is_phone
from drammenworks.errors import Phrase
from drammenworks.errors.rules import fields as rules


def _url(text: str) -> str:
    if fault_of(text) is not None:
        raise ValueError(text)
    return normalise_url(text)


Url = Annotated[
    str,
    PlainValidator(pattern_validator(WEB_ADDRESS, _url, rules.NOT_URL)),
    json_schema(
        "url", type="string", pattern=anchored(WEB_ADDRESS), examples=["https://eksempel.example/side"]
    ),
]


def _email(text: str) -> str:
    if not is_email(text):
        raise ValueError(text)
    return text


_EMAIL = r"[^\s@<>\"]+@[^\s@<>\"']+\.([^\s@<>\"'.0-9]{2,}|xn--[a-zA-Z0-9-]+)"

Email = Annotated[
    str,
    PlainValidator(pattern_validator(_EMAIL, _email, rules.NOT_EMAIL)),
    json_schema("email", type="string", pattern=anchored(_EMAIL), examples=["post@eksempel.example"]),
]
_HARD_SPACES = "\u00a0\u2007\u2009\u202f"
"""The spaces that word processors and websites have in numbers, so that no line ends there."""
_PHONE = rf"\+?[0-9 {_HARD_SPACES}]{{3,20}}"


def _phone(text: str) -> str:
    if not is_phone(text):
        raise ValueError(text)
    return " ".join(text.split())


Phone = Annotated[
    str,
    PlainValidator(pattern_validator(_PHONE, _phone, rules.NOT_PHONE)),
    json_schema("phone", type=SCALAR_TYPES, pattern=anchored(_PHONE), examples=["32 00 00 00"]),
]


def _slug(value: object) -> str:
    text = scalar_text(value)
    if not is_slug(text):
        better = slugify(text)
        raise violation(
            rules.BAD_SLUG,
            value,
            suggestion=Phrase(", for eksempel «{example}»", example=better) if better else "",
        )
    check_path(text, value)
    return text


Slug = Annotated[
    str,
    PlainValidator(_slug),
    json_schema(
        "slug",
        type=SCALAR_TYPES,
        pattern=anchored("[a-z0-9]+(-[a-z0-9]+)*"),
        maxLength=MAX_NAME,
        examples=["et-navn"],
    ),
]
"""One segment of a URL."""


def _site_id(value: object) -> str:
    # Only who knows the sites can say which one «Opplev Hokksund» is.
    text = scalar_text(value)
    if not text:
        raise violation(rules.EMPTY_TEXT, value)
    return text


SiteId = Annotated[
    str,
    PlainValidator(_site_id),
    json_schema("slug", type=SCALAR_TYPES, pattern=anchored("[a-z0-9]+(-[a-z0-9]+)*"), examples=["et-navn"]),
]
"""The id of a site, as it was written; whether there is such a site is checked later."""


def site_path(path: str) -> str:
    """Return a path of a site that files can have."""
    check_path(path, path)
    return path


_SEGMENT = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9æøåÆØÅ._~-]+"

ALIAS_PATTERN = rf"(?:/{_SEGMENT})+/?"
"""A path below a site's root."""

Alias = Annotated[
    str,
    PlainValidator(pattern_validator(ALIAS_PATTERN, str, rules.BAD_ALIAS)),
    AfterValidator(site_path),
    json_schema(
        "alias",
        type="string",
        pattern=anchored(ALIAS_PATTERN),
        maxLength=MAX_PATH,
        examples=["/aktuelt/gammelt-navn/"],
    ),
]
"""A former path of the document, below the site's root."""

_COLOUR = "#[0-9a-f]{6}"

Colour = Annotated[
    str,
    PlainValidator(pattern_validator(_COLOUR, str, rules.BAD_COLOUR)),
    json_schema("colour", type="string", pattern=anchored(_COLOUR), examples=["#0b2a3c"]),
]

_TEMPLATE_NAME = "[a-z][a-z0-9-]*"

TemplateName = Annotated[
    str,
    PlainValidator(pattern_validator(_TEMPLATE_NAME, str, rules.BAD_TEMPLATE_NAME)),
    json_schema("template", type="string", pattern=anchored(_TEMPLATE_NAME), examples=["page"]),
]
