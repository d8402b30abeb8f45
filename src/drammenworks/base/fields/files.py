"""References to files, and the focal point of a picture."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import unquote

from pydantic import PlainValidator, WithJsonSchema

from drammenworks.base.fields.validators import (
    anchored,
    excerpt,
    json_schema,
    pattern_validator,
    scalar_text,
    violation,
)
from drammenworks.base.text.slugs import slugify
from drammenworks.errors import Rule
from drammenworks.errors.rules import fields as rules

_REMOTE = re.compile(r"(?:https?|ftps?):|[/\\]{2}|www\.[^/]+/", re.IGNORECASE)
_LOCAL = re.compile(r"file:|[a-z]:[/\\]|~/|/(?:Users|home|Volumes)/", re.IGNORECASE)
_END = re.compile(r"[?#]")
_PATH = r"(?!//)/?(?!\.)[^/\\:*?\"<>|]+(/(?!\.)[^/\\:*?\"<>|]+)*"


class FileRef(str):
    """A file named by a field: relative to the document, or to content/ when it begins with a slash."""

    __slots__ = ()


class LogoRef(FileRef):
    """A logo: a picture that needs no alternative text, because the name is beside it."""

    __slots__ = ()


class OfferedRef(FileRef):
    """A file that the public may download."""

    __slots__ = ()


def foreign_file(src: str) -> tuple[Rule, dict[str, str]] | None:
    """Return the rule that a file outside the project violates, with its parameters; None for other names."""
    rule = rules.REMOTE_FILE if _REMOTE.match(src) else rules.LOCAL_FILE if _LOCAL.match(src) else None
    if rule is None:
        return None
    stem, dot, suffix = unquote(_END.split(src)[0]).replace("\\", "/").rpartition("/")[2].rpartition(".")
    name = slugify(stem)
    return rule, {"name": f"{name}{dot}{suffix.casefold()}" if name and suffix.isalnum() else "bilde.jpg"}


def _file_validator(kind: type[FileRef]) -> PlainValidator:
    validate_path = pattern_validator(_PATH, kind, rules.BAD_MEDIA_PATH)

    def validate(value: object) -> FileRef:
        foreign = foreign_file(scalar_text(value))
        if foreign is not None:
            rule, names = foreign
            raise violation(rule, value, src=excerpt(value), **names)
        valid: FileRef = validate_path(value)
        return valid

    return PlainValidator(validate)


def _schema(example: str) -> WithJsonSchema:
    return json_schema("file", type="string", pattern=anchored(_PATH), examples=[example])


MediaPath = Annotated[FileRef, _file_validator(FileRef), _schema("fil.pdf")]
_OFFERED = _file_validator(OfferedRef)
OfferedPath = Annotated[OfferedRef, _OFFERED, _schema("fil.pdf")]


def _offered_or_boolean(value: object) -> FileRef | bool:
    text = scalar_text(value)
    if text in ("true", "false"):
        return text == "true"
    valid: FileRef = _OFFERED.func(value)  # type: ignore[call-arg]
    return valid


OfferedPathOrBoolean = Annotated[
    OfferedRef | bool,
    PlainValidator(_offered_or_boolean),
    json_schema(
        "file",
        anyOf=[{"type": "boolean"}, {"type": "string", "pattern": anchored(_PATH)}],
        examples=["fil.pdf"],
    ),
]
"""A file that the public may download, or whether there is one that the program makes."""

LogoPath = Annotated[LogoRef, _file_validator(LogoRef), _schema("logo.svg")]


def _focal(value: object) -> tuple[float, float]:
    if isinstance(value, list) and len(value) == 2:
        try:
            x, y = (float(part) for part in value if isinstance(part, str))
        except ValueError:
            raise violation(rules.NOT_FOCAL, value) from None
        if 0 <= x <= 1 and 0 <= y <= 1:
            return (x, y)
    raise violation(rules.NOT_FOCAL, value)


FocalPoint = Annotated[
    tuple[float, float],
    PlainValidator(_focal),
    json_schema(
        "focal",
        type="array",
        items={"type": "number", "minimum": 0, "maximum": 1},
        minItems=2,
        maxItems=2,
        examples=[[0.5, 0.3]],
    ),
]
"""The position of the subject in a picture: x from the left and y from the top, both 0 to 1."""
