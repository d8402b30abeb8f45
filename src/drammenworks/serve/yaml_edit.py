"""Sets one field in YAML by a minimal edit of the text: comments, quotes and line ends stay unchanged."""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

KeyPath = Sequence[str | int]
"""The path to a value: keys of mappings and indexes of lists."""


class YamlEditError(ValueError):
    """The text has no mapping for the field, or has a form that this module cannot edit."""


def set_pair(text: str, keys: KeyPath, name: str, values: tuple[str, str], *, after: str) -> str:
    """Return ``text`` with the field ``name`` of the mapping at ``keys`` set to a list of two values.

    :param after: the field of the same mapping after which a new field is inserted.
    :raises YamlEditError: if there is no such mapping, or it has a form that cannot be edited.
    """
    try:
        mapping = _at(yaml.compose(text, yaml.SafeLoader), keys)
    except (yaml.YAMLError, RecursionError) as error:
        raise YamlEditError(str(error)) from error
    fields = {key.value: (key, value) for key, value in mapping.value if isinstance(key, ScalarNode)}
    if name in fields:
        return _replace(text, fields[name][1], values)
    if after not in fields:
        raise YamlEditError(f"{after} is missing")
    return _insert(text, mapping, *fields[after], f"{name}: [{', '.join(values)}]")


def _at(node: Node | None, keys: KeyPath) -> MappingNode:
    for key in keys:
        if isinstance(node, MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, SequenceNode) and isinstance(key, int) and key < len(node.value):
            node = node.value[key]
        else:
            node = None
    if not isinstance(node, MappingNode):
        raise YamlEditError("not a mapping")
    return node


def _replace(text: str, node: Node, values: tuple[str, str]) -> str:
    """Replace the values of a list, in flow or block style, or of an empty field."""
    if isinstance(node, SequenceNode) and len(node.value) == 2:
        for item, value in reversed(list(zip(node.value, values, strict=True))):
            text = text[: item.start_mark.index] + value + text[item.end_mark.index :]
        return text
    if isinstance(node, ScalarNode) and not node.value:
        return text[: node.start_mark.index] + f" [{', '.join(values)}]" + text[node.end_mark.index :]
    raise YamlEditError("not a list of two values")


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
