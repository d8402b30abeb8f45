"""YAML without its traps: what an editor types is what a field gets.

PyYAML's own reading turns ``no`` into False, ``18:00`` into 1080, ``0150`` into 104, and lets the last of two
equal keys win. Here every scalar is text (or nothing), and the field that it is for decides what it means.
Tabs, duplicate keys, anchors, aliases, tags and several documents in one file are findings.
PyYAML's parser does the scanning; only its events are used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml import events

from drammenworks.errors import ContentError, Finding, Location, Rule
from drammenworks.errors.rules import files as rules

Value = str | list["Value"] | dict[str, "Value"] | None
"""What a file holds: text, lists, mappings, and None for a list item that says nothing."""

MAX_CHARACTERS = 256 * 1024
"""Front matter is a screenful; a data file of a report is a few hundred rows."""
MAX_DEPTH = 24
"""Deeper than any model of ours; bounds the recursion."""

MAX_FINDINGS = 20
"""Of one file; whoever wrote so many faults made one mistake many times, or means us harm."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_UNUSABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.1 refuses, and the three characters that it alone takes for the end of a line."""

_TAG_PREFIX = "tag:yaml.org,2002:"
"""What ``!!`` stands for."""

# libyaml scans ten times as fast as the Python twin; both report the same positions.
_Parser: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_Path = tuple[str | int, ...]


def load(text: str, *, path: str, first_line: int = 1) -> dict[str, Value]:
    """Return the mapping that ``text`` holds; a key whose value is empty is left out.

    :param path: the file, for findings.
    :param first_line: the line of the file at which ``text`` begins, from 1.
    :raises ContentError: with a finding for everything that could be found wrong.
    """
    place = _Place(path, first_line)
    if len(text) > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 1024
        raise ContentError([rules.YAML_TOO_LARGE.at(place(0, 0), limit=limit)])
    if "\t" in text:
        raise ContentError(_tabs(text, place)[:MAX_FINDINGS])
    unusable = _UNUSABLE.search(text)
    if unusable is not None:
        line = text.count("\n", 0, unusable.start())
        column = unusable.start() - (text.rfind("\n", 0, unusable.start()) + 1)
        raise ContentError([rules.YAML_CHARACTER.at(place(line, column))])
    builder = _Builder(text, place)
    try:
        value = builder.document()
    except yaml.MarkedYAMLError as error:
        raise ContentError([*builder.findings, _syntax(error, text, place)]) from None
    if builder.findings:
        raise ContentError(builder.findings)
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
    builder = _Builder(text, _Place(path, first_line), keep_positions=True)
    builder.document()
    wanted: _Path = tuple(keys)
    while wanted and wanted not in builder.positions:
        wanted = wanted[:-1]
    return builder.positions.get(wanted, Location(path, first_line, 1))


@dataclass(frozen=True, slots=True)
class _Place:
    """Turns a position in the text into a location in its file."""

    path: str
    first_line: int

    def __call__(self, line: int, column: int) -> Location:
        return Location(self.path, self.first_line + line, column + 1)


class _Builder:
    """Builds plain values from the parser's events."""

    def __init__(self, text: str, place: _Place, *, keep_positions: bool = False) -> None:
        self.findings: list[Finding] = []
        self.positions: dict[_Path, Location] = {}
        self._parser = _Parser(text)
        self._place = place
        self._keep_positions = keep_positions

    def document(self) -> Value:
        """Return the value of the only document in the stream."""
        parser = self._parser
        try:
            parser.get_event()  # stream start
            if parser.check_event(events.StreamEndEvent):
                return None
            parser.get_event()  # document start
            value = self._value(parser.get_event(), (), 0)
            parser.get_event()  # document end
            if not parser.check_event(events.StreamEndEvent):
                self._report(rules.YAML_SEVERAL_DOCUMENTS, parser.get_event())
            return value
        finally:
            parser.dispose()

    def _value(self, event: Any, path: _Path, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise ContentError([*self.findings, rules.YAML_TOO_DEEP.at(self._at(event), limit=MAX_DEPTH)])
        if type(event) is events.AliasEvent:
            self._report(rules.YAML_ALIAS, event)
            return None
        if self._keep_positions:
            self.positions.setdefault(path, self._at(event))
        self._check(event)
        if type(event) is events.ScalarEvent:
            # implicit[0] tells that the scalar stood without quotes.
            return None if event.implicit[0] and event.value in _NULLS else str(event.value)
        if type(event) is events.SequenceStartEvent:
            return [
                self._value(item, (*path, index), depth + 1)
                for index, item in enumerate(self._until(events.SequenceEndEvent))
            ]
        return self._mapping(path, depth)

    def _mapping(self, path: _Path, depth: int) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        first_seen: dict[str, Location] = {}
        for key_event in self._until(events.MappingEndEvent):
            if type(key_event) is not events.ScalarEvent:
                raise ContentError([*self.findings, rules.YAML_KEY.at(self._at(key_event))])
            self._check(key_event)
            key = str(key_event.value)
            if key in first_seen:
                first = first_seen[key].line
                self._report(rules.YAML_DUPLICATE_KEY, key_event, key=key, first=first)
            first_seen.setdefault(key, self._at(key_event))
            if self._keep_positions:
                self.positions.setdefault((*path, key), self._at(key_event))
            value = self._value(self._parser.get_event(), (*path, key), depth + 1)
            if value is not None:
                mapping[key] = value
        return mapping

    def _check(self, event: Any) -> None:
        """Report what a key or a value may not carry."""
        if event.anchor is not None:
            self._report(rules.YAML_ALIAS, event)
        if event.tag is not None:
            self._report(rules.YAML_TAG, event, tag=event.tag.replace(_TAG_PREFIX, "!!"))
        # In double quotes, \0 is an escape for what may not stand there itself.
        if type(event) is events.ScalarEvent and event.style == '"' and _UNUSABLE.search(event.value):
            self._report(rules.YAML_CHARACTER, event)

    def _until(self, end: type[Any]) -> Iterator[Any]:
        while type(event := self._parser.get_event()) is not end:
            yield event

    def _at(self, event: Any) -> Location:
        return self._place(event.start_mark.line, event.start_mark.column)

    def _report(self, rule: Rule, event: Any, **params: object) -> None:
        self.findings.append(rule.at(self._at(event), **params))
        if len(self.findings) == MAX_FINDINGS:
            raise ContentError(self.findings)


def _tabs(text: str, place: _Place) -> list[Finding]:
    return [
        rules.YAML_TAB.at(place(number, line.index("\t")))
        for number, line in enumerate(text.split("\n"))
        if "\t" in line
    ]


_SYNTAX_RULES: tuple[tuple[str, Rule], ...] = (
    ("mapping values are not allowed", rules.YAML_COLON),
    ("while scanning a quoted scalar", rules.YAML_UNCLOSED_QUOTE),
    ("while parsing a flow", rules.YAML_UNCLOSED_BRACKET),
    ("cannot start any token", rules.YAML_RESERVED_CHARACTER),
    ("while scanning an alias", rules.YAML_RESERVED_CHARACTER),
    ("while scanning an anchor", rules.YAML_RESERVED_CHARACTER),
    ("while scanning a directive", rules.YAML_RESERVED_CHARACTER),
    ("while scanning a tag", rules.YAML_RESERVED_CHARACTER),
    ("while scanning a block scalar", rules.YAML_RESERVED_CHARACTER),
    ("while parsing a tag", rules.YAML_RESERVED_CHARACTER),
    ("while parsing a node", rules.YAML_RESERVED_CHARACTER),
    ("while parsing a block node", rules.YAML_RESERVED_CHARACTER),
    ("while parsing a quoted scalar", rules.YAML_ESCAPE),
    ("while scanning a simple key", rules.YAML_MISSING_COLON),
    ("while parsing a block", rules.YAML_INDENTATION),
)
"""The parser's words, most telling first, and the rule that says the same to an editor."""

_ONLY_A_KEY = re.compile(r"\s*[\w-]+")
_NO_SPACE = re.compile(r"\s*[\w-]+(?=:\S)")


def _syntax(error: yaml.MarkedYAMLError, text: str, place: _Place) -> Finding:
    said = f"{error.context or ''} {error.problem or ''}"
    rule = next((rule for words, rule in _SYNTAX_RULES if words in said), rules.YAML_SYNTAX)
    # An unclosed quote or bracket is noticed at the end but must be mended where it was opened.
    opened = rule in (rules.YAML_UNCLOSED_QUOTE, rules.YAML_UNCLOSED_BRACKET, rules.YAML_MISSING_COLON)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    lines = text.split("\n")
    number, column = (mark.line, mark.column) if mark is not None else (0, 0)
    if mark is not None and error.context == "while parsing a flow node":
        opening = max(text.rfind("[", 0, mark.index), text.rfind("{", 0, mark.index))
        number, column = text.count("\n", 0, opening), opening - (text.rfind("\n", 0, opening) + 1)
    if number >= len(lines):
        # The end of a text is the end of its last line to anybody but the parser.
        number, column = len(lines) - 1, len(lines[-1])
    before = lines[number][:column]
    if rule is rules.YAML_INDENTATION and before.strip():
        rule = rules.YAML_AFTER_QUOTE
    elif rule is rules.YAML_COLON and _ONLY_A_KEY.fullmatch(before):
        # The field is right by itself. What stands above took it for more of its own value.
        rule = rules.YAML_INDENTATION
        above = next((index for index in range(number - 1, -1, -1) if lines[index].strip()), number)
        if (match := _NO_SPACE.match(lines[above])) is not None:
            return rules.YAML_NO_SPACE.at(place(above, match.end()), text=lines[above].strip()[:80])
    return rule.at(place(number, column), text=lines[number].strip()[:80])
