"""References between documents."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from drammenworks.base.fields import SCALAR_TYPES, anchored, json_schema, scalar_text, violation
from drammenworks.errors.rules import fields as rules


class Ref(str):
    """A reference to a document: its id, ``kind/name``. The type distinguishes it from other text.

    The name is as it was written, and may be none of a document; the kind is empty when none is written.
    """

    __slots__ = ()

    @property
    def kind(self) -> str:
        """The kind of the document."""
        return self.split("/", 1)[0]

    @property
    def name(self) -> str:
        """The name of the document within its kind."""
        return self.split("/", 1)[1]

    @property
    def is_well_formed(self) -> bool:
        """Whether it has a kind, and its name can be that of a document."""
        return bool(self.kind) and _NAME.fullmatch(self.name) is not None


_NAME_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
_NAME = re.compile(_NAME_PATTERN)


def _ref_to(kind: str) -> Any:
    def validate(value: object) -> Ref:
        return Ref(f"{kind}/{_text(value).removeprefix(f'{kind}/').removeprefix(f'{kind}:')}")

    return PlainValidator(validate)


def _any_ref(value: object) -> Ref:
    text = _text(value)
    kind, separator, name = text.replace(":", "/", 1).partition("/")
    return Ref(f"{kind}/{name}" if separator and _NAME.fullmatch(kind) else f"/{text}")


def _text(value: object) -> str:
    # «Kari Nordmann» is no name of a file, but only who knows all documents can say which one is meant.
    text = scalar_text(value)
    if not text:
        raise violation(rules.EMPTY_TEXT, value)
    return text


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
VideoRef = Annotated[Ref, _ref_to("video"), _ref_schema("video")]
PersonRef = Annotated[Ref, _ref_to("person"), _ref_schema("person")]
OrganisationRef = Annotated[Ref, _ref_to("organisation"), _ref_schema("organisation")]
AnyRef = Annotated[Ref, PlainValidator(_any_ref), _ANY_REF_SCHEMA]
"""A reference that includes the kind: ``project:internasjonale-drammen``."""
