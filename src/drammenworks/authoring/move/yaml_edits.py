"""Edit the fields of a document or a site by the smallest changes of their text: comments and quotes stay."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_common import Value

Keys = Sequence[str | int]
"""The way to a value: keys of mappings and indexes of lists."""


class FormNotEditableError(ValueError):
    """The text has a form that cannot be edited without changing more than one value."""


def rename_in(text: str, keys: Keys, old: str, new: str) -> str:
    """Return a text of fields with a name replaced in the value at some keys, where it is the last such word.

    :raises FormNotEditableError: if that changes anything else.
    """
    node = _at(_compose(text), keys)
    if not isinstance(node, ScalarNode):
        raise FormNotEditableError(keys)
    start, end = node.start_mark.index, node.end_mark.index
    found = list(re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", text[start:end]))
    if not found:
        raise FormNotEditableError(keys)
    place = start + found[-1].start()
    edited = text[:place] + new + text[place + len(old) :]
    before, after = (_flat(load(one, path="")) for one in (text, edited))
    if before.keys() != after.keys() or {key for key in before if before[key] != after[key]} != {tuple(keys)}:
        raise FormNotEditableError(keys)
    return edited


def add_to_list(text: str, name: str, value: str) -> str:
    """Return a text of fields with a value added at the end of a list, which may not be there yet.

    :raises FormNotEditableError: if the list has a form that cannot be edited.
    """
    node = _at(_compose(text), [name])
    if node is None:
        edited = f"{_ended(text)}{name}: [{value}]\n"
    elif isinstance(node, ScalarNode) and not node.value:
        place = node.start_mark.index
        edited = f"{text[:place]} [{value}]{text[place:]}"
    elif not isinstance(node, SequenceNode):
        raise FormNotEditableError(name)
    elif node.flow_style:
        place = node.value[-1].end_mark.index if node.value else node.end_mark.index - 1
        edited = f"{text[:place]}{', ' if node.value else ''}{value}{text[place:]}"
    else:
        end = text.find("\n", node.value[-1].end_mark.index)
        head, tail = (text, "") if end < 0 else (text[: end + 1], text[end + 1 :])
        edited = f"{_ended(head)}{' ' * node.start_mark.column}- {value}\n{tail}"
    _expect(edited, name, [*_list(text, name), value], text)
    return edited


def remove_from_list(text: str, name: str, value: str) -> str:
    """Return a text of fields without a value of a list.

    :raises FormNotEditableError: if the list has a form that cannot be edited.
    """
    node = _at(_compose(text), [name])
    if not isinstance(node, SequenceNode):
        raise FormNotEditableError(name)
    items = node.value
    index = next(i for i, item in enumerate(items) if item.value == value)
    if node.flow_style:
        start = items[index - 1].end_mark.index if index else items[index].start_mark.index
        last = index + 1 == len(items)
        end = items[index].end_mark.index if index or last else items[index + 1].start_mark.index
        edited = text[:start] + text[end:]
    else:
        start = text.rfind("\n", 0, items[index].start_mark.index) + 1
        end = text.find("\n", items[index].end_mark.index)
        edited = text[:start] + (text[end + 1 :] if end >= 0 else "")
    _expect(edited, name, [one for one in _list(text, name) if one != value], text)
    return edited


def add_field(text: str, name: str, value: str) -> str:
    """Return a text of fields with one more at its end."""
    edited = f"{_ended(text)}{name}: {value}\n"
    _expect(edited, name, value, text)
    return edited


def _ended(text: str) -> str:
    """Return a text whose last line, if it has any, is ended."""
    return text if not text or text.endswith("\n") else f"{text}\n"


def _expect(edited: str, name: str, value: object, text: str) -> None:
    """Check that an edit changed one field, and changed it so."""
    try:
        before, after = load(text, path=""), load(edited, path="")
    except ValueError as error:
        raise FormNotEditableError(name) from error
    before.pop(name, None)
    if after.pop(name, []) != value or after != before:
        raise FormNotEditableError(name)


def _list(text: str, name: str) -> list[Value]:
    found = load(text, path="").get(name)
    return list(found) if isinstance(found, list) else []


def _compose(text: str) -> Node | None:
    try:
        return yaml.compose(text, yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise FormNotEditableError(str(error)) from error


def _at(node: Node | None, keys: Keys) -> Node | None:
    for key in keys:
        if isinstance(node, MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        else:
            return None
    return node


def _flat(value: Value, above: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], Value]:
    """Return each text of a value by the way to it."""
    if isinstance(value, dict):
        parts = [_flat(inner, (*above, key)) for key, inner in value.items()]
    elif isinstance(value, list):
        parts = [_flat(inner, (*above, index)) for index, inner in enumerate(value)]
    else:
        return {above: value}
    return {key: inner for part in parts for key, inner in part.items()}
