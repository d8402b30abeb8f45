"""Validate plain values as models, and convert pydantic's errors to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from drammenworks.base.fields import excerpt
from drammenworks.errors import ContentError, Finding, Location, Rule
from drammenworks.errors.nearest import did_you_mean, nearest, suggestion_for
from drammenworks.errors.rules import fields as rules

_M = TypeVar("_M", bound=BaseModel)
_Keys = tuple[str | int, ...]

_BULLET = re.compile(r"(?:^|\s+)[–—•·]\s+")
_RULES = {rule.code: rule for rule in vars(rules).values() if isinstance(rule, Rule)}


def validate(
    model: type[_M],
    data: object,
    *,
    lang: str,
    locate: Callable[[Sequence[str | int]], Location],
    inherited: Collection[str] = (),
) -> _M:
    """Return ``data`` as a ``model``.

    :param lang: the language of the typography of prose.
    :param locate: returns the location of the value at some keys; called for findings only.
    :param inherited: keys whose values come from a different file, which reports their findings.
    :raises ContentError: with a finding for each invalid field.
    """
    try:
        return model.model_validate(data, context={"lang": lang})
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {(*keys[:-1], _nearest_field(model, keys)) for keys in _unknown(details)}
        own = [
            detail
            for detail in details
            if not (detail["loc"] and detail["loc"][0] in inherited)
            # A misspelt field is not missing.
            and not (detail["type"] == "missing" and detail["loc"] in misspelt)
        ]
        raise ContentError([_finding(model, detail, locate) for detail in own]) from None


def _finding(
    model: type[BaseModel], detail: ErrorDetails, locate: Callable[[Sequence[str | int]], Location]
) -> Finding:
    # pydantic marks errors in a key itself with "[key]"; the key identifies the field.
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    kind = detail["type"]
    context = dict(detail.get("ctx", {}))
    if kind == "rule":
        rule = _RULES[context.pop("code")]
        # Errors of a whole model name the field within it.
        named = context.pop("field", None)
        keys += tuple(named.split(".")) if named else ()
        location = locate((*keys, context["later"]) if "later" in context else keys)
        return rule.at(location, field=_dotted(keys), **context)
    location = locate(keys)
    field = _dotted(keys)
    if kind == "missing":
        return rules.MISSING.at(location, field=field)
    if kind == "extra_forbidden":
        return rules.UNKNOWN.at(location, field=field, suggestion=suggestion_for(_nearest_field(model, keys)))
    if kind == "literal_error":
        return _not_choice(location, field, detail, context)
    if kind in ("tuple_type", "list_type"):
        # In word processors, lines that begin with a dash or bullet form a list. In YAML they are one text.
        value = _BULLET.sub(", ", excerpt(detail["input"])).removeprefix(", ")
        return rules.NOT_LIST.at(location, field=field, value=value)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        inner = _model_at(model, keys)
        return rules.NOT_MAPPING.at(location, field=field, fields=", ".join(_field_names(inner)) or "…")
    raise NotImplementedError(f"no rule corresponds to pydantic's error {kind}")


def _unknown(details: Iterable[ErrorDetails]) -> Iterator[_Keys]:
    return (detail["loc"] for detail in details if detail["type"] == "extra_forbidden")


def _nearest_field(model: type[BaseModel], keys: _Keys) -> str | None:
    """Return the field that an unknown key most likely means, by its name or its label in forms."""
    within, name = _model_at(model, keys[:-1]), str(keys[-1])
    labels = {field.title: name for name, field in _by_name(within).items() if field.title is not None}
    match = nearest(name, [*_by_name(within), *labels])
    return labels.get(match, match) if match is not None else None


def _not_choice(location: Location, field: str, detail: ErrorDetails, context: dict[str, Any]) -> Finding:
    # pydantic formats the choices as "'a', 'b' or 'c'".
    choices = str(context["expected"]).replace(" or ", ", ").replace("'", "")
    value = detail["input"]
    if not isinstance(value, str):
        return rules.NOT_TEXT.at(location, field=field)
    return rules.NOT_CHOICE.at(
        location,
        field=field,
        value=value,
        choices=choices,
        suggestion=did_you_mean(value, choices.split(", ")),
    )


def _dotted(keys: _Keys) -> str:
    """``("venue", "name")`` → ``venue.name``; positions in lists are left out."""
    return ".".join(str(key) for key in keys if isinstance(key, str)) or "…"


def _field_names(model: type[BaseModel] | None) -> list[str]:
    return [*_by_name(model)]


def _by_name(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    if model is None:
        return {}
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_at(model: type[BaseModel] | None, keys: _Keys) -> type[BaseModel] | None:
    """Return the model of the value at ``keys``, or None when it has none."""
    for key in keys:
        if model is None:
            return None
        if isinstance(key, int):
            continue
        by_name = _by_name(model)
        model = _model_in(by_name[key].annotation) if key in by_name else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
