"""Validate plain values as models, and convert pydantic's errors to findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from drammenworks.base.fields import excerpt
from drammenworks.base.model_fields import Keys, choices_of, dotted, field_at, fields_of, model_at
from drammenworks.errors import ContentError, Finding, Location, Phrase, Rule
from drammenworks.errors.nearest import nearest, suggestion_for
from drammenworks.errors.rules import fields as rules

_M = TypeVar("_M", bound=BaseModel)

_BULLET = re.compile(r"(?:^|\s+)[–—•·]\s+")
_HUGGING_DASH = re.compile(r"-(?P<item>[^\W\d_].*?)(?=\s-\S|$)")
"""«-Ti bedrifter -Fem byer», the lines of a list whose dashes lack the space after them."""
_UNSAFE_IN_BRACKETS = re.compile(r"""[\[\]{},]|^[-?:&*!|>'"%@`#]|:(?=\s|$)|\s#|^$""")
"""What YAML would read as a part of itself in a list in brackets."""
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
        if "{line}" in rule.hint:
            context["line"] = _line_to_add(keys, context.pop("example", "…"))
        return rule.at(location, field=dotted(keys), **context)
    location = locate(keys)
    field = dotted(keys)
    if kind == "missing":
        return rules.MISSING.at(location, field=field, line=_line_to_add(keys))
    if kind == "extra_forbidden":
        return rules.UNKNOWN.at(location, field=field, suggestion=suggestion_for(_nearest_field(model, keys)))
    if kind in ("tuple_type", "list_type"):
        return _not_list(model, keys, location, field, detail["input"])
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        inner = model_at(model, keys)
        return rules.NOT_MAPPING.at(location, field=field, fields=", ".join(fields_of(inner)) or "…")
    raise NotImplementedError(f"no rule corresponds to pydantic's error {kind}")


def _not_list(model: type[BaseModel], keys: Keys, location: Location, field: str, value: object) -> Finding:
    text = excerpt(value)
    if (hugging := _HUGGING_DASH.match(text)) is not None:
        return rules.DASH_WITHOUT_SPACE.at(location, field=field, item=hugging["item"])
    items = ", ".join(map(_in_brackets, _items(model, keys, value)))
    return rules.NOT_LIST.at(location, field=field, name=keys[-1], value=items)


def _in_brackets(item: str) -> str:
    """Return an item as YAML reads it within brackets, in quotes where it would be something else."""
    if _UNSAFE_IN_BRACKETS.search(item) is None:
        return item
    if '"' in item or "\\" in item:
        return "'" + item.replace("'", "''") + "'"
    return f'"{item}"'


def _unknown(details: Iterable[ErrorDetails]) -> Iterator[Keys]:
    return (detail["loc"] for detail in details if detail["type"] == "extra_forbidden")


def _nearest_field(model: type[BaseModel], keys: Keys) -> str | None:
    """Return the field that an unknown key most likely means, by its name or its label in forms."""
    within, name = model_at(model, keys[:-1]), str(keys[-1])
    labels = {field.title: name for name, field in fields_of(within).items() if field.title is not None}
    match = nearest(name, [*fields_of(within), *labels])
    return labels.get(match, match) if match is not None else None


def _line_to_add(keys: Keys, example: str = "…") -> str:
    """Return the line that gives a field a value, and where it belongs when that is not at the top."""
    *parents, name = keys or ("…",)
    if not parents:
        return Phrase("en linje «{name}: {example}»", name=name, example=example)
    owner = dotted(tuple(parents))
    if isinstance(parents[-1], int):
        return Phrase("«{name}: {example}» i punktet i «{owner}»", name=name, example=example, owner=owner)
    return Phrase("«{name}: {example}» i «{owner}»", name=name, example=example, owner=owner)


def _items(model: type[BaseModel], keys: Keys, value: object) -> Sequence[str]:
    """Return the items of a list that was written as one text."""
    item = field_at(model, keys)
    choices = choices_of(item) if item is not None else None
    if isinstance(value, str) and choices is not None and (meant := choices.meant(value)):
        return meant
    # In word processors, lines that begin with a dash or bullet form a list. In YAML they are one text.
    return _BULLET.sub(", ", excerpt(value)).removeprefix(", ").split(", ")
