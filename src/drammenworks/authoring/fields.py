"""The fields of a kind for forms: their labels, types, limits and inner fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from drammenworks.authoring.json_schemas import Schema, fields_schema
from drammenworks.content.models import KINDS
from drammenworks.content.parse_document import OWN_FIELDS

_TEXT_TYPES = frozenset({"prose", "term"})
"""The types of text in a language."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form."""

    name: str
    """Its key in the front matter."""
    label: str
    """In bokmål."""
    description: str
    """In bokmål, short, in lower case, with code in backticks."""
    type_name: str
    """``x-type`` in its schema, or ``choice``, ``object`` or ``list``."""
    required: bool
    schema: Schema
    """Its limits: pattern, minimum and the like."""
    fields: tuple[FormField, ...] = ()
    """The fields of an object, or of each object in a list."""
    item: FormField | None = None
    """The items of a list."""

    @property
    def is_long(self) -> bool:
        """Whether its text may have several lines."""
        return bool(self.schema.get("x-long"))

    @property
    def choices(self) -> dict[str, str]:
        """The allowed words, with their labels in bokmål."""
        return dict(zip(self.schema.get("enum", ()), self.schema.get("enumDescriptions", ()), strict=True))

    @property
    def reference(self) -> str:
        """The kind of the referenced document."""
        return str(self.schema["x-reference"])

    @property
    def example(self) -> Any:
        """A valid, fictitious value."""
        if self.choices:
            return self.schema.get("default", next(iter(self.choices)))
        return self.schema["examples"][0]

    @property
    def has_text(self) -> bool:
        """Whether it contains text in a language."""
        return self.type_name in _TEXT_TYPES or any(
            field.has_text for field in (*self.fields, *self._items())
        )

    @property
    def is_translated(self) -> bool:
        """Whether translations have their own value; they inherit the other fields."""
        return self.name in OWN_FIELDS or self.has_text

    def _items(self) -> Iterator[FormField]:
        if self.item is not None:
            yield self.item


@cache
def form_fields(kind: str, *, sites_required: bool = False) -> tuple[FormField, ...]:
    """Return the fields of a kind, in the order of its model.

    :param sites_required: whether ``sites`` is required.
    """
    return _fields(fields_schema(KINDS[kind], sites_required=sites_required))


def _fields(schema: Schema) -> tuple[FormField, ...]:
    required = schema.get("required", ())
    return tuple(_field(name, inner, name in required) for name, inner in schema["properties"].items())


def _field(name: str, schema: Schema, required: bool) -> FormField:
    type_name = schema.get("x-type") or ("choice" if "enum" in schema else schema["type"])
    fields: tuple[FormField, ...] = ()
    item = None
    if type_name == "object":
        fields = _fields(schema)
    elif type_name == "array":
        type_name, item = "list", _field(name, schema["items"], True)
        fields = item.fields
    return FormField(
        name,
        schema.get("title", ""),
        schema.get("description", ""),
        type_name,
        required,
        schema,
        fields,
        item,
    )
