"""The fields of models by their keys in a file, and what is known of their types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from drammenworks.base.fields import Choices

Keys = tuple[str | int, ...]
"""The keys and list indexes of a value, from the top."""


def dotted(keys: Keys) -> str:
    """``("venue", "name")`` → ``venue.name``; positions in lists are left out."""
    return ".".join(str(key) for key in keys if isinstance(key, str)) or "…"


def fields_of(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """Return the fields of a model by their keys; none for None."""
    if model is None:
        return {}
    return {field.alias or name: field for name, field in model.model_fields.items()}


def stated_fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    """Yield the key and the value of each field that the file states; defaults take four times as long."""
    fields, stated = type(model).model_fields, model.model_fields_set
    return ((fields[name].alias or name, value) for name, value in model.__dict__.items() if name in stated)


def value_at(model: BaseModel, keys: Keys) -> Any:
    """Return the value at some keys, which are there."""
    value: Any = model
    for key in keys:
        value = value[key] if isinstance(key, int) else getattr(value, _attribute(type(value), key))
    return value


def with_value(model: Any, keys: Keys, value: object) -> Any:
    """Return a model, or a list of them, with another value at some keys, which is not validated."""
    if not keys:
        return value
    key, *rest = keys
    if isinstance(key, int):
        return (*model[:key], with_value(model[key], tuple(rest), value), *model[key + 1 :])
    name = _attribute(type(model), key)
    return model.model_copy(update={name: with_value(getattr(model, name), tuple(rest), value)})


def _attribute(model: type[BaseModel], key: str) -> str:
    return next(name for name, field in model.model_fields.items() if (field.alias or name) == key)


def model_at(model: type[BaseModel] | None, keys: Keys) -> type[BaseModel] | None:
    """Return the model of the value at ``keys``, or None when it has none."""
    for key in keys:
        if model is None:
            return None
        if isinstance(key, int):
            continue
        fields = fields_of(model)
        model = model_of(fields[key]) if key in fields else None
    return model


def field_at(model: type[BaseModel], keys: Keys) -> FieldInfo | None:
    """Return the field whose value, or an item of it, is at ``keys``; None when there is no such field."""
    names = [key for key in keys if isinstance(key, str)]
    return fields_of(model_at(model, tuple(names[:-1]))).get(names[-1]) if names else None


def choices_of(field: FieldInfo) -> Choices | None:
    """Return the choices for the value of a field, or for its items; None for other values."""
    return next((one for one in _annotations(field) if isinstance(one, Choices)), None)


def schema_of(field: FieldInfo) -> dict[str, Any]:
    """Return the JSON Schema of the type of a field, or of its items, as far as the type states one."""
    stated = next((one for one in _annotations(field) if isinstance(one, WithJsonSchema)), None)
    return dict(stated.json_schema or {}) if stated is not None else {}


def _annotations(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    yield from _inner_annotations(field.annotation)


def _inner_annotations(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _inner_annotations(inner)


def model_of(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of the value of a field, or of its items; None for other values."""
    return _model_in(field.annotation)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
