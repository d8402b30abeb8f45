"""Writes the fields of a new document: those that it needs, and the others as comments to open.

Every field has its label and an explanation above it. A field that is not in use stands as a comment,
with an example that is right, so that taking away the ``#`` before it is all it takes to use it.
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
from drammenworks.content.placeholders import FILL_IN

_UNUSED = "# Felter du kan bruke: ta bort «# » foran linjen med feltet, og skriv det som er riktig."
_WITHDRAW = "Ta bort linjen når det skal ut."


def render_fields(
    kind: Kind, values: Mapping[str, Any], *, notes: Mapping[str, str], examples: Mapping[str, Any]
) -> str:
    """Return the fields of a document as YAML with comments.

    :param values: what it says, in the order in which it is to stand.
    :param notes: field → what is to be said of its value, in bokmål.
    :param examples: field → an example that goes with ``values``, where that of its type would not.
    """
    by_name = {field.name: field for field in form_fields(kind.name)}
    lines = list(_used(values, by_name, notes))
    lines += ["", _UNUSED]
    own = [field for name, field in by_name.items() if name not in Meta.model_fields]
    common = [field for name, field in by_name.items() if name in Meta.model_fields]
    for field in (*own, *common):
        if field.name not in values:
            lines += ["", _explained(field)]
            shown = (
                dump_yaml({field.name: examples[field.name]}).splitlines() if field.name in examples else None
            )
            lines += [f"# {line}" for line in shown or _example(field)]
    return "\n".join(lines) + "\n"


def render_translation(kind: Kind, values: Mapping[str, Any], original: Mapping[str, Any]) -> str:
    """Return the fields of a translation as YAML with comments.

    :param original: the fields of the document that it translates, as they are read.
    """
    by_name = {field.name: field for field in form_fields(kind.name)}
    lines = list(_used(values, by_name, {}))
    lines += ["", _explained(by_name["slug"]), "# slug: et-navn"]
    words = {
        name: value
        for name, value in original.items()
        if name in by_name and by_name[name].has_words and name not in values
    }
    if words:
        lines += ["", "# Dette står som i originalen til du tar bort «# » og oversetter det:"]
        for name, value in words.items():
            lines += [f"# {line}" for line in dump_yaml({name: value}).splitlines()]
    return "\n".join(lines) + "\n"


def todo_marker(text: str) -> str:
    """Return a text that nobody can take for a finished one."""
    return f"{FILL_IN}: {text}"


def dump_yaml(value: Any) -> str:
    """Return a value as YAML that our strict reading takes, whatever characters are in it."""
    text: str = yaml.safe_dump(value, allow_unicode=True, width=2**31, sort_keys=False)
    return text.removesuffix("...\n").rstrip("\n")


def _used(
    values: Mapping[str, Any], by_name: Mapping[str, FormField], notes: Mapping[str, str]
) -> Iterator[str]:
    for number, (name, value) in enumerate(values.items()):
        if number:
            yield ""
        note = f" {_WITHDRAW}" if name == "draft" else f" {notes[name]}" if name in notes else ""
        yield f"{_explained(by_name[name])}{note}"
        yield from dump_yaml({name: value}).splitlines()


def _explained(field: FormField) -> str:
    return f"# {field.label}: {field.description.replace('`', '')}."


def _example(field: FormField) -> list[str]:
    """Return a field with a value that it takes; what is inside it is explained beside it."""
    if field.what == "object":
        return [f"{field.name}:", *_indented(_members(field.fields))]
    if field.what == "list" and field.fields:
        first, *rest = _members(field.fields)
        return [f"{field.name}:", f"  - {first}", *_indented(rest, "    ")]
    value = field.item.example if field.item is not None else field.example
    shown = f"[{_scalar(value)}]" if field.what == "list" else _scalar(value)
    return [f"{field.name}: {shown}"]


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
        # Written as a date, which YAML puts no quotes around.
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return dump_yaml(value)
