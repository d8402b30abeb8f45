"""Write the fields of a new document: those with values, and the other fields as comments.

Every field has its label and description above it. An unused field is a comment with a valid example,
so that removing the ``#`` is enough to use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from drammenworks.authoring.fields import FormField, form_fields
from drammenworks.authoring.json_schemas import sentence
from drammenworks.content.models import Kind
from drammenworks.content.models.common import Meta
from drammenworks.content.todo_markers import FILL_IN

_UNUSED = "# Felter du kan bruke: ta bort «# » foran linjen med feltet, og skriv det som er riktig."
_WITHDRAW = "Ta bort linjen når det skal ut."


def render_fields(
    kind: Kind, values: Mapping[str, Any], *, notes: Mapping[str, str], examples: Mapping[str, Any]
) -> str:
    """Return the fields of a document as YAML with comments.

    :param values: the values of fields, in order.
    :param notes: field → a note about its value, in bokmål.
    :param examples: field → an example that is consistent with ``values``, instead of the one of its type.
    """
    by_name = {field.name: field for field in form_fields(kind.name)}
    lines = list(_set_fields(values, by_name, notes))
    lines += ["", _UNUSED]
    own = [field for name, field in by_name.items() if name not in Meta.model_fields]
    common = [field for name, field in by_name.items() if name in Meta.model_fields]
    for field in (*own, *common):
        if field.name not in values:
            lines += ["", _description(field)]
            example = (
                dump_yaml({field.name: examples[field.name]}).splitlines() if field.name in examples else None
            )
            lines += [f"# {line}" for line in example or _example(field)]
    return "\n".join(lines) + "\n"


def render_translation(kind: Kind, values: Mapping[str, Any], original: Mapping[str, Any]) -> str:
    """Return the fields of a translation as YAML with comments.

    :param original: the fields of the original.
    """
    by_name = {field.name: field for field in form_fields(kind.name)}
    lines = list(_set_fields(values, by_name, {}))
    lines += ["", _description(by_name["slug"]), "# slug: et-navn"]
    translatable = {
        name: value
        for name, value in original.items()
        if name in by_name and by_name[name].has_text and name not in values
    }
    if translatable:
        lines += ["", "# Dette står som i originalen til du tar bort «# » og oversetter det:"]
        for name, value in translatable.items():
            lines += [f"# {line}" for line in dump_yaml({name: value}).splitlines()]
    return "\n".join(lines) + "\n"


def todo_marker(text: str) -> str:
    """Return a text marked as unfinished."""
    return f"{FILL_IN}: {text}"


def dump_yaml(value: Any) -> str:
    """Return a value as YAML that strict YAML accepts."""
    text: str = yaml.safe_dump(value, allow_unicode=True, width=2**31, sort_keys=False)
    return text.removesuffix("...\n").rstrip("\n")


def _set_fields(
    values: Mapping[str, Any], by_name: Mapping[str, FormField], notes: Mapping[str, str]
) -> Iterator[str]:
    for number, (name, value) in enumerate(values.items()):
        if number:
            yield ""
        note = f" {_WITHDRAW}" if name == "draft" else f" {notes[name]}" if name in notes else ""
        yield f"{_description(by_name[name])}{note}"
        yield from dump_yaml({name: value}).splitlines()


def _description(field: FormField) -> str:
    return f"# {field.label}: {field.description.replace('`', '')}."


def _example(field: FormField) -> list[str]:
    """Return a field with an example; its inner fields are explained in comments."""
    if field.type_name == "object":
        return [f"{field.name}:", *_indented(_members(field.fields))]
    if field.type_name == "list" and field.fields:
        first, *rest = _members(field.fields)
        return [f"{field.name}:", f"  - {first}", *_indented(rest, "    ")]
    value = field.item.example if field.item is not None else field.example
    example = f"[{_scalar(value)}]" if field.type_name == "list" else _scalar(value)
    return [f"{field.name}: {example}"]


def _members(fields: Iterable[FormField]) -> list[str]:
    lines: list[str] = []
    for field in fields:
        first, *rest = _example(field)
        lines += [f"{first}  # {sentence(field.description)}", *rest]
    return lines


def _indented(lines: Iterable[str], by: str = "  ") -> list[str]:
    return [by + line for line in lines]


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    try:
        # ISO dates are written without quotation marks.
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return dump_yaml(value)
