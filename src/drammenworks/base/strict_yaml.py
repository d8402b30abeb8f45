"""YAML without its traps: what an editor types is what a field gets.

PyYAML's own reading turns ``no`` into False, ``18:00`` into 1080, ``0150`` into 104, and lets the last of two
equal keys win. Here every scalar is text (or nothing), and the field that it is for decides what it means.
Tabs, duplicate keys, anchors, aliases, tags and several documents in one file are findings.
Fields of a line each are read by :mod:`plain_yaml`. All else PyYAML's parser reads; what it tells,
:mod:`yaml_events` makes sense of, which is loaded when there is something to parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drammenworks.base.fast_yaml import load_simple
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import files as rules

Value = str | list["Value"] | dict[str, "Value"] | None
"""What a file holds: text, lists, mappings, and None for a list item that says nothing."""

MAX_CHARACTERS = 256 * 1024
"""Front matter is a screenful; a data file of a report is a few hundred rows."""
MAX_DEPTH = 24
"""Deeper than any model of ours; bounds the recursion."""

MAX_FINDINGS = 20
"""Of one file; whoever wrote so many faults made one mistake many times, or means us harm."""

UNUSABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 refuses, and the three characters that it alone takes for the end of a line."""

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top."""


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """Turns a position in the text into a location in its file."""

    path: str
    first_line: int

    def __call__(self, line: int, column: int) -> Location:
        """Return the location of a line and column, both from 0."""
        return Location(self.path, self.first_line + line, column + 1)


def load(text: str, *, path: str, first_line: int = 1) -> dict[str, Value]:
    """Return the mapping that ``text`` holds; a key whose value is empty is left out.

    :param path: the file, for findings.
    :param first_line: the line of the file at which ``text`` begins, from 1.
    :raises ContentError: with a finding for everything that could be found wrong.
    """
    place = TextOrigin(path, first_line)
    if len(text) > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 1024
        raise ContentError([rules.YAML_TOO_LARGE.at(place(0, 0), limit=limit)])
    if "\t" in text:
        raise ContentError(_tabs(text, place)[:MAX_FINDINGS])
    unusable = UNUSABLE.search(text)
    if unusable is not None:
        line = text.count("\n", 0, unusable.start())
        column = unusable.start() - (text.rfind("\n", 0, unusable.start()) + 1)
        raise ContentError([rules.YAML_CHARACTER.at(place(line, column))])
    if (plain := load_simple(text)) is not None:
        return plain
    from drammenworks.base.yaml_events import construct  # noqa: PLC0415 - Most builds have little to parse.

    value = construct(text, place)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise ContentError([rules.YAML_NOT_MAPPING.at(place(0, 0))])
    return value


def locate(text: str, keys: Sequence[str | int], *, path: str, first_line: int = 1) -> Location:
    """Return where the value at ``keys`` stands, or its nearest ancestor that exists.

    Slow, and only called when there is a finding to place: parsing for values keeps no positions.
    ``text`` must have been accepted by :func:`load`.
    """
    from drammenworks.base.yaml_events import positions  # noqa: PLC0415 - As above.

    known = positions(text, TextOrigin(path, first_line))
    wanted: KeyPath = tuple(keys)
    while wanted and wanted not in known:
        wanted = wanted[:-1]
    return known.get(wanted, Location(path, first_line, 1))


def _tabs(text: str, place: TextOrigin) -> list[Finding]:
    return [
        rules.YAML_TAB.at(place(number, line.index("\t")))
        for number, line in enumerate(text.split("\n"))
        if "\t" in line
    ]
