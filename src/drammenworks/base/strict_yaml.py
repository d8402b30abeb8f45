"""A strict subset of YAML: every scalar is text, and the field decides what it means.

PyYAML's loaders convert ``no`` to False, ``18:00`` to 1080 and ``0150`` to 104, and accept duplicate keys.
Here every scalar is text (or None). Tabs, duplicate keys, anchors, aliases, tags and several documents in one
file are findings.

:mod:`fast_yaml` reads mappings with one field per line. PyYAML parses the rest into events, from which
:mod:`yaml_events` constructs the values; it is loaded only when it is needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.base.fast_yaml import load_simple
from drammenworks.base.yaml_common import MAX_FINDINGS, UNUSABLE, KeyPath, TextOrigin, Value
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import files as rules

MAX_CHARACTERS = 256 * 1024
"""Front matter is a screenful; a report's data file has a few hundred rows."""


def load(text: str, *, path: str, first_line: int = 1) -> dict[str, Value]:
    """Return the mapping in ``text``, without keys whose value is empty.

    :param path: the file, for findings.
    :param first_line: the line of the file where ``text`` begins, counted from 1.
    :raises ContentError: with every finding.
    """
    origin = TextOrigin(path, first_line)
    if len(text) > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 1024
        raise ContentError([rules.YAML_TOO_LARGE.at(origin.locate(0, 0), limit=limit)])
    if "\t" in text:
        raise ContentError(_tabs(text, origin)[:MAX_FINDINGS])
    unusable = UNUSABLE.search(text)
    if unusable is not None:
        line = text.count("\n", 0, unusable.start())
        column = unusable.start() - (text.rfind("\n", 0, unusable.start()) + 1)
        raise ContentError([rules.YAML_CHARACTER.at(origin.locate(line, column))])
    if (simple := load_simple(text)) is not None:
        return simple
    from drammenworks.base.yaml_events import construct  # noqa: PLC0415 - Most builds have little to parse.

    value = construct(text, origin)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ContentError([rules.YAML_NOT_MAPPING.at(origin.locate(0, 0))])
    return value


def locate(text: str, keys: Sequence[str | int], *, path: str, first_line: int = 1) -> Location:
    """Return the location of the value at ``keys``, or of its nearest existing ancestor.

    Slow: the text is parsed once more, because loading stores no positions. Called for findings only.
    ``text`` is text that :func:`load` accepts.
    """
    from drammenworks.base.yaml_events import positions  # noqa: PLC0415 - As above.

    locations = positions(text, TextOrigin(path, first_line))
    key_path: KeyPath = tuple(keys)
    while key_path and key_path not in locations:
        key_path = key_path[:-1]
    return locations.get(key_path, Location(path, first_line, 1))


def _tabs(text: str, origin: TextOrigin) -> list[Finding]:
    return [
        rules.YAML_TAB.at(origin.locate(number, line.index("\t")))
        for number, line in enumerate(text.split("\n"))
        if "\t" in line
    ]
