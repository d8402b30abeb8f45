"""Reads YAML as editors' tools do: by the core schema of YAML 1.2, where the look of a value decides its type."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import yaml

from drammenworks.content.frontmatter import split_front_matter


class _Core(yaml.SafeLoader):
    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {}


for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)
_Core.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node).removeprefix("+") or 0)
)
_Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def fields_of(text: str, path: str) -> Any:
    """Return the fields of a document."""
    fields = split_front_matter(text, path=path).fields if path.endswith(".md") else text
    return yaml.load(fields, _Core)
