"""Translations that are not finished, or older than their originals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from drammenworks.base.model_fields import model_of, schema_of
from drammenworks.content.document import Document
from drammenworks.errors import Finding
from drammenworks.errors.phrase import format_list
from drammenworks.errors.rules import references as rules

_TEXTS = frozenset({"prose", "term"})
"""The types of fields with text in a language."""
_NAMES = frozenset({"venue", "source", "organisation", "credit"})
"""Fields in which things are called the same in every language."""


def check_translations(documents: Iterable[Document], default_language: str) -> Iterator[Finding]:
    """Yield a finding for each translation that takes over text, or that is older than its original.

    :param documents: all there are.
    :param default_language: that of originals.
    """
    versions = list(documents)
    originals = {document.id: document for document in versions if document.lang == default_language}
    for translation in versions:
        original = originals.get(translation.id)
        if original is None or translation is original or translation.meta.draft:
            continue
        fields = [
            name
            for name in _text_fields(type(translation.meta))
            if name in translation.inherited and _is_worded(getattr(translation.meta, name))
        ]
        if fields:
            names = format_list([f"«{name}»" for name in fields])
            yield rules.UNTRANSLATED.at(translation.location.at("title"), fields=names)
        updated, since = original.meta.updated, translation.meta.updated
        # One that does not say when it was updated may be as new as its original.
        if updated is not None and since is not None and since < updated:
            place = translation.location.at("updated")
            yield rules.OUTDATED_TRANSLATION.at(place, updated=updated, since=since)


def _is_worded(value: object) -> bool:
    """Tell whether there is any text in the value of a field."""
    if isinstance(value, BaseModel):
        return any(_is_worded(getattr(value, name)) for name in _text_fields(type(value)))
    if isinstance(value, tuple):
        return any(map(_is_worded, value))
    return isinstance(value, str)


@cache
def _text_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model that have text in a language, at any depth."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name not in _NAMES and (schema_of(field).get("x-type") in _TEXTS or _text_fields_in(field))
    )


def _text_fields_in(field: FieldInfo) -> tuple[str, ...]:
    inner = model_of(field)
    return _text_fields(inner) if inner is not None else ()
