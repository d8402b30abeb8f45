"""Set one field in YAML by changing as few characters as can be; everything else stays as it was typed."""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

Keys = Sequence[str | int]


class UneditableError(ValueError):
    """The text has no place for the value, or one that this cannot handle."""


def set_pair(text: str, keys: Keys, name: str, values: tuple[str, str], *, after: str) -> str:
    """Return ``text`` with the field ``name`` of the mapping at ``keys`` set to a list of two values.

    :param after: the field of the same mapping that a new one is written after.
    :raises UneditableError: if there is no such mapping, or it is written in a way that this cannot handle.
    """
    try:
        mapping = _at(yaml.compose(text, yaml.SafeLoader), keys)
    except (yaml.YAMLError, RecursionError) as error:
        raise UneditableError(str(error)) from error
    fields = {key.value: (key, value) for key, value in mapping.value if isinstance(key, ScalarNode)}
    if name in fields:
        return _exchange(text, fields[name][1], values)
    if after not in fields:
        raise UneditableError(f"{after} is missing")
    return _insert(text, mapping, *fields[after], f"{name}: [{', '.join(values)}]")


def _at(node: Node | None, keys: Keys) -> MappingNode:
    for key in keys:
        if isinstance(node, MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        else:
            node = None
    if not isinstance(node, MappingNode):
        raise UneditableError("it is no mapping")
    return node


def _exchange(text: str, node: Node, values: tuple[str, str]) -> str:
    """Put new values in place of those of a list, however it is written."""
    if isinstance(node, SequenceNode) and len(node.value) == 2:
        for item, value in reversed(list(zip(node.value, values, strict=True))):
            text = text[: item.start_mark.index] + value + text[item.end_mark.index :]
        return text
    if isinstance(node, ScalarNode) and not node.value:
        return text[: node.start_mark.index] + f" [{', '.join(values)}]" + text[node.end_mark.index :]
    raise UneditableError("it is no list of two")


def _insert(text: str, mapping: MappingNode, key: Node, value: Node, field: str) -> str:
    end = value.end_mark.index
    if mapping.flow_style:
        return f"{text[:end]}, {field}{text[end:]}"
    newline = "\r\n" if "\r\n" in text else "\n"
    line_end = text.find("\n", end)
    indented = " " * key.start_mark.column + field
    if line_end < 0:
        return f"{text}{newline}{indented}"
    return f"{text[: line_end + 1]}{indented}{newline}{text[line_end + 1 :]}"
