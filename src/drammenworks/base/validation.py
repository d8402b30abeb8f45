"""From plain values to a model, and from pydantic's errors to findings."""

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

    :param lang: the language whose typography prose gets.
    :param locate: tells where in the file the value at some keys stands; called for findings only.
    :param inherited: keys that come from another file, where they are validated, and told of, too.
    :raises ContentError: with one finding per field that is wrong.
    """
    try:
        return model.model_validate(data, context={"lang": lang})
    except ValidationError as error:
        details = error.errors(include_url=False)
        misspelt = {(*keys[:-1], _meant_field(model, keys)) for keys in _unknown(details)}
        own = [
            detail
            for detail in details
            if not (detail["loc"] and detail["loc"][0] in inherited)
            # What is there under another name is not missing.
            and not (detail["type"] == "missing" and detail["loc"] in misspelt)
        ]
        raise ContentError([_finding(model, detail, locate) for detail in own]) from None


def _finding(
    model: type[BaseModel], detail: ErrorDetails, locate: Callable[[Sequence[str | int]], Location]
) -> Finding:
    # pydantic marks what is wrong with a key itself; the key is the field that is meant.
    keys = tuple(key for key in detail["loc"] if key != "[key]")
    kind = detail["type"]
    context = dict(detail.get("ctx", {}))
    if kind == "rule":
        rule = _RULES[context.pop("code")]
        # What a model as a whole finds names the field within it.
        named = context.pop("field", None)
        keys += tuple(named.split(".")) if named else ()
        location = locate((*keys, context["later"]) if "later" in context else keys)
        return rule.at(location, field=_dotted(keys), **context)
    location = locate(keys)
    field = _dotted(keys)
    if kind == "missing":
        return rules.MISSING.at(location, field=field)
    if kind == "extra_forbidden":
        return rules.UNKNOWN.at(location, field=field, suggestion=suggestion_for(_meant_field(model, keys)))
    if kind == "literal_error":
        return _not_choice(location, field, detail, context)
    if kind in ("tuple_type", "list_type"):
        # Word processors make a list of lines that begin with a dash or a dot, which are one text here.
        value = _BULLET.sub(", ", excerpt(detail["input"])).removeprefix(", ")
        return rules.NOT_LIST.at(location, field=field, value=value)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        inner = _model_at(model, keys)
        return rules.NOT_MAPPING.at(location, field=field, fields=", ".join(_fields(inner)) or "…")
    raise NotImplementedError(f"no finding says what pydantic means by {kind}")


def _unknown(details: Iterable[ErrorDetails]) -> Iterator[_Keys]:
    return (detail["loc"] for detail in details if detail["type"] == "extra_forbidden")


def _meant_field(model: type[BaseModel], keys: _Keys) -> str | None:
    """Return the field that was meant by one that does not exist: it is spelt alike, or forms call it so."""
    within, name = _model_at(model, keys[:-1]), str(keys[-1])
    called = {field.title: name for name, field in _by_name(within).items() if field.title is not None}
    near = nearest(name, [*_by_name(within), *called])
    return called.get(near, near) if near is not None else None


def _not_choice(location: Location, field: str, detail: ErrorDetails, context: dict[str, Any]) -> Finding:
    # pydantic words the choices as "'a', 'b' or 'c'".
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


def _fields(model: type[BaseModel] | None) -> list[str]:
    return [*_by_name(model)]


def _by_name(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    if model is None:
        return {}
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _model_at(model: type[BaseModel] | None, keys: _Keys) -> type[BaseModel] | None:
    """Return the model that the value at ``keys`` is validated by, or None when it is none of ours."""
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
