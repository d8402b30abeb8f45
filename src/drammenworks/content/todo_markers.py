"""What is in a new document in place of each value that somebody is to write, and where it still is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from drammenworks.base.model_fields import Keys, choices_of, dotted, field_at, schema_of
from drammenworks.base.yaml_common import Value
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import fields as rules

FILL_IN = "FYLL INN"
"""In capitals, so that no text has it by chance; the same in every language, since it is for the editor."""

FILL_IN_NAME = "FYLL-INN"
"""The same, where no blank may stand."""

_EITHER = re.compile("FYLL[ -]INN")
_TEXTS = frozenset({"text", "prose", "term", "video-id", "file", "reference", "any-reference"})
"""Types of fields that accept a placeholder, or whose values are compared with those of other files."""


class Unchosen(NamedTuple):
    """A value that is still to be chosen."""

    keys: Keys
    field: FieldInfo

    def finding(self, location: Location) -> Finding:
        """Return the finding at the place of the value."""
        return rules.NOT_CHOSEN.at(
            location,
            field=dotted(self.keys),
            label=self.field.title,
            placeholder=FILL_IN,
            advice=self._advice(),
        )

    def _advice(self) -> Phrase:
        choices = choices_of(self.field)
        if choices is not None:
            return Phrase("Velg en av disse: {choices}.", choices=choices.shown)
        if schema_of(self.field).get("x-type") == "slug":
            # An example of a name is the name of nothing.
            what = (self.field.description or "").partition(";")[0].replace("`", "")
            return Phrase("Skriv {what}.", what=what)
        return Phrase("Skriv det slik: {example}.", example=_example(self.field))


def is_unfilled(text: str) -> bool:
    """Tell whether something is still to be written in a text."""
    return _EITHER.search(text) is not None


def with_examples(
    model: type[BaseModel], fields: Mapping[str, Value]
) -> tuple[dict[str, Value], tuple[Unchosen, ...]]:
    """Return fields that a draft can be shown with, and the values in them that are still to be chosen.

    A placeholder is no day and no category. Optional ones are left out; required ones become an example.
    """
    found = [*_among(dict(fields), ())]
    if not found:
        return dict(fields), ()
    unchosen = []
    filled: dict[str, Any] = deepcopy(dict(fields))
    for keys in reversed(found):
        field = field_at(model, keys)
        if field is None or schema_of(field).get("x-type") in _TEXTS:
            continue
        unchosen.append(Unchosen(keys, field))
        is_left_out = isinstance(keys[-1], int) or not field.is_required()
        _put(filled, keys, None if is_left_out else _example(field))
    return filled, tuple(reversed(unchosen))


def _put(fields: dict[str, Any], keys: Keys, value: Value) -> None:
    """Replace the value at ``keys``; None removes it, and a list that would be empty."""
    holder: Any = fields
    for key in keys[:-1]:
        holder = holder[key]
    if value is not None:
        holder[keys[-1]] = value
        return
    del holder[keys[-1]]
    if holder == []:
        _put(fields, keys[:-1], None)


def unfilled(
    fields: Mapping[str, Value], text: str, locate: Callable[[Keys], Location]
) -> Iterator[tuple[Keys, Location]]:
    """Yield the keys and the place of each field in which something is still to be written, comments aside.

    :param text: the fields as they are written.
    :param locate: returns the place of the value at some keys.
    """
    if is_unfilled(text):
        for keys in _among(dict(fields), ()):
            yield keys, locate(keys)


def unfilled_lines(text: str, *, path: str, first_line: int = 1) -> Iterator[Location]:
    """Yield each line of a text in which something is still to be written.

    :param path: of its file.
    :param first_line: that of the text there.
    """
    if is_unfilled(text):
        for number, line in enumerate(text.split("\n"), start=first_line):
            if found := _EITHER.search(line):
                yield Location(path, number, found.start() + 1)


def _example(field: FieldInfo) -> str:
    choices = choices_of(field)
    if choices is not None:
        return next(iter(choices.words))
    example = (field.examples or schema_of(field)["examples"])[0]
    return str(example).lower() if isinstance(example, bool) else str(example)


def _among(value: Value, keys: Keys) -> Iterator[Keys]:
    if isinstance(value, str):
        if is_unfilled(value):
            yield keys
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _among(inner, (*keys, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _among(inner, (*keys, index))
