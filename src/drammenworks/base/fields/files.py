"""References to files, and the focal point of a picture."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from drammenworks.base.fields.validators import anchored, json_schema, pattern_validator, violation
from drammenworks.errors.rules import fields as rules

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


def _file_validator(kind: type[FileRef]) -> PlainValidator:
    return PlainValidator(pattern_validator(_PATH, kind, rules.BAD_MEDIA_PATH))


def _schema(example: str) -> WithJsonSchema:
    return json_schema("file", type="string", pattern=anchored(_PATH), examples=[example])


MediaPath = Annotated[FileRef, _file_validator(FileRef), _schema("fil.pdf")]
OfferedPath = Annotated[OfferedRef, _file_validator(OfferedRef), _schema("fil.pdf")]
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
