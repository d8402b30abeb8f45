"""References between documents."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from drammenworks.base.fields import SCALAR_TYPES, anchored, json_schema, scalar_text, violation
from drammenworks.errors.rules import fields as rules


class Ref(str):
    """A reference to a document: its id, ``kind/name``. The type distinguishes it from other text."""

    __slots__ = ()

    @property
    def kind(self) -> str:
        """The kind of the document."""
        return self.split("/", 1)[0]

    @property
    def name(self) -> str:
        """The name of the document within its kind."""
        return self.split("/", 1)[1]


_NAME_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
_NAME = re.compile(_NAME_PATTERN)


def _ref_to(kind: str) -> Any:
    def validate(value: object) -> Ref:
        name = scalar_text(value).removeprefix(f"{kind}/").removeprefix(f"{kind}:")
        if not _NAME.fullmatch(name):
            raise violation(rules.NOT_NAME, value)
        return Ref(f"{kind}/{name}")

    return PlainValidator(validate)


def _any_ref(value: object) -> Ref:
    kind, separator, name = scalar_text(value).replace(":", "/", 1).partition("/")
    if not separator or not _NAME.fullmatch(kind) or not _NAME.fullmatch(name):
        raise violation(rules.NOT_NAME, value)
    return Ref(f"{kind}/{name}")


def _ref_schema(kind: str) -> WithJsonSchema:
    pattern = anchored(f"({kind}[/:])?{_NAME_PATTERN}")
    return json_schema(
        "reference", type=SCALAR_TYPES, pattern=pattern, examples=["navn-pa-filen"], **{"x-reference": kind}
    )


_ANY_REF_SCHEMA = json_schema(
    "any-reference",
    type="string",
    pattern=anchored(f"{_NAME_PATTERN}[/:]{_NAME_PATTERN}"),
    examples=["project:navn-pa-filen"],
)


ProjectRef = Annotated[Ref, _ref_to("project"), _ref_schema("project")]
ReportRef = Annotated[Ref, _ref_to("report"), _ref_schema("report")]
VideoRef = Annotated[Ref, _ref_to("video"), _ref_schema("video")]
PersonRef = Annotated[Ref, _ref_to("person"), _ref_schema("person")]
OrganisationRef = Annotated[Ref, _ref_to("organisation"), _ref_schema("organisation")]
AnyRef = Annotated[Ref, PlainValidator(_any_ref), _ANY_REF_SCHEMA]
"""A reference that includes the kind: ``project:internasjonale-drammen``."""
