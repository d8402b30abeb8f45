"""The fields of a kind as forms see them: what each is called, what it takes, and what is inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from drammenworks.authoring.json_schemas import Schema, fields_schema
from drammenworks.content.models import KINDS
from drammenworks.content.parse import OWN_FIELDS

_WORDS = frozenset({"prose", "term"})
"""The types whose values are in a language."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form."""

    name: str
    """As it stands in the front matter."""
    label: str
    """In bokmål."""
    description: str
    """In bokmål, in a few words, with a small letter first and code in backticks."""
    what: str
    """The name of its type: ``x-type`` in its schema, or ``choice``, ``object`` or ``list``."""
    required: bool
    schema: Schema
    """Its limits: pattern, minimum and the like."""
    fields: tuple[FormField, ...] = ()
    """Of an object, or of each object in a list."""
    item: FormField | None = None
    """What each item of a list is."""

    @property
    def is_long(self) -> bool:
        """Whether its text may run over several lines."""
        return bool(self.schema.get("x-long"))

    @property
    def choices(self) -> dict[str, str]:
        """The words that it may be, and what to call each in bokmål."""
        return dict(zip(self.schema.get("enum", ()), self.schema.get("enumDescriptions", ()), strict=True))

    @property
    def reference(self) -> str:
        """The kind of the document that it names."""
        return str(self.schema["x-reference"])

    @property
    def example(self) -> Any:
        """A value that it takes; of the right type, and about nothing that exists."""
        if self.choices:
            return self.schema.get("default", next(iter(self.choices)))
        return self.schema["examples"][0]

    @property
    def has_words(self) -> bool:
        """Whether it has something in a language in it."""
        return self.what in _WORDS or any(field.has_words for field in (*self.fields, *self._items()))

    @property
    def is_translated(self) -> bool:
        """Whether a translation says it itself; of the rest it takes over what the original says."""
        return self.name in OWN_FIELDS or self.has_words

    def _items(self) -> Iterator[FormField]:
        if self.item is not None:
            yield self.item


@cache
def form_fields(kind: str) -> tuple[FormField, ...]:
    """Return the fields of a kind, in the order of its model."""
    return _fields(fields_schema(KINDS[kind]))


def _fields(schema: Schema) -> tuple[FormField, ...]:
    required = schema.get("required", ())
    return tuple(_field(name, inner, name in required) for name, inner in schema["properties"].items())


def _field(name: str, schema: Schema, required: bool) -> FormField:
    what = schema.get("x-type") or ("choice" if "enum" in schema else schema["type"])
    fields: tuple[FormField, ...] = ()
    item = None
    if what == "object":
        fields = _fields(schema)
    elif what == "array":
        what, item = "list", _field(name, schema["items"], True)
        fields = item.fields
    return FormField(
        name,
        schema.get("title", ""),
        schema.get("description", ""),
        what,
        required,
        schema,
        fields,
        item,
    )
