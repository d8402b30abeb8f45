"""Construct plain values from the events of PyYAML's parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from drammenworks.base.yaml_common import (
    MAX_DEPTH,
    MAX_FINDINGS,
    MAX_KEY,
    UNUSABLE,
    KeyPath,
    TextOrigin,
    Value,
)
from drammenworks.errors import ContentError, Finding, Location, Phrase, Rule
from drammenworks.errors.rules import files as rules

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

_TAG_PREFIX = "tag:yaml.org,2002:"
"""The tag prefix that ``!!`` abbreviates."""

# libyaml scans ten times as fast as the Python twin; both report the same positions.
_Parser: Callable[[str], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def construct(text: str, origin: TextOrigin) -> Value:
    """Return the value in ``text``.

    :raises ContentError: with every finding.
    """
    constructor = _Constructor(text, origin)
    try:
        value = constructor.document()
    except yaml.MarkedYAMLError as error:
        raise ContentError([*constructor.findings, _syntax(error, text, origin)]) from None
    if constructor.findings:
        raise ContentError(constructor.findings)
    return value


# Several findings often concern the same file.
@lru_cache(maxsize=8)
def positions(text: str, origin: TextOrigin) -> Mapping[KeyPath, Location]:
    """Return the location of each value in a valid text, by its keys."""
    constructor = _Constructor(text, origin, keep_positions=True)
    constructor.document()
    return constructor.positions


def _begins_where_it_ends(event: Any, before: Any) -> bool:
    return bool(event.start_mark.index == before.end_mark.index)


class _Constructor:
    """Constructs plain values from the parser's events."""

    def __init__(self, text: str, origin: TextOrigin, *, keep_positions: bool = False) -> None:
        self.findings: list[Finding] = []
        self.positions: dict[KeyPath, Location] = {}
        self._parser = _Parser(text)
        self._origin = origin
        # Only comments contain a hash, so most texts need no check for them.
        self._commented = text if "#" in text else None
        self._keep_positions = keep_positions

    def document(self) -> Value:
        """Return the value of the document; a second document is a finding."""
        parser = self._parser
        try:
            parser.get_event()  # stream start
            if parser.check_event(StreamEndEvent):
                return None
            parser.get_event()  # document start
            value = self._value(parser.get_event(), (), 0)
            parser.get_event()  # document end
            if not parser.check_event(StreamEndEvent):
                self._report(rules.YAML_SEVERAL_DOCUMENTS, parser.get_event())
            return value
        finally:
            parser.dispose()

    def _value(self, event: Any, path: KeyPath, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise ContentError([*self.findings, rules.YAML_TOO_DEEP.at(self._at(event), limit=MAX_DEPTH)])
        if type(event) is AliasEvent:
            self._report(rules.YAML_ALIAS, event)
            return None
        if self._keep_positions:
            self.positions.setdefault(path, self._at(event))
        self._check(event)
        if type(event) is ScalarEvent:
            if self._commented is not None and not event.style:
                self._check_rest(event, self._commented)
            # implicit[0] is True for a scalar without quotes.
            return None if event.implicit[0] and event.value in _NULLS else str(event.value)
        if type(event) is SequenceStartEvent:
            return [
                self._value(item, (*path, index), depth + 1)
                for index, item in enumerate(self._until(SequenceEndEvent))
            ]
        return self._mapping(path, depth, in_braces=event.flow_style)

    def _mapping(self, path: KeyPath, depth: int, *, in_braces: bool) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        first_seen: dict[str, Any] = {}
        for key_event in self._until(MappingEndEvent):
            if type(key_event) is not ScalarEvent:
                raise ContentError([*self.findings, rules.YAML_KEY.at(self._at(key_event))])
            self._check(key_event)
            key = str(key_event.value)
            if key.startswith("\xa0"):
                self._report(rules.HARD_SPACE, key_event, text=key.strip())
            if key in first_seen:
                first = self._at(first_seen[key]).line
                self._report(rules.YAML_DUPLICATE_KEY, key_event, key=key, first=first)
            first_seen.setdefault(key, key_event)
            if self._keep_positions:
                self.positions.setdefault((*path, key), self._at(key_event))
            value_event = self._parser.get_event()
            if in_braces and _begins_where_it_ends(value_event, key_event):
                # There is not even a colon: a comma parts the fields, and no decimals.
                self._report(rules.YAML_NO_VALUE, key_event, key=key)
            value = self._value(value_event, (*path, key), depth + 1)
            if value is not None:
                mapping[key] = value
        return mapping

    def _check(self, event: Any) -> None:
        """Report an anchor, a tag or a forbidden character of a key or a value."""
        if event.anchor is not None:
            self._report(rules.YAML_ALIAS, event)
        if event.tag is not None:
            self._report(rules.YAML_TAG, event, tag=event.tag.replace(_TAG_PREFIX, "!!"))
        # In double quotes, an escape such as \0 can produce a forbidden character.
        if type(event) is ScalarEvent and event.style == '"' and UNUSABLE.search(event.value):
            self._report(rules.YAML_CHARACTER, event)

    def _check_rest(self, event: Any, text: str) -> None:
        """Report text after a value that only YAML treats as a comment: ``tittel #hashtag``."""
        rest = _HASH.match(text, event.end_mark.index)
        if rest is not None and event.value:
            self.findings.append(
                rules.YAML_HASH.at(
                    self._origin.locate(
                        event.end_mark.line, event.end_mark.column + rest.start(1) - rest.start()
                    ),
                    text=rest[1].rstrip()[:80],
                )
            )

    def _until(self, end: type[Any]) -> Iterator[Any]:
        while type(event := self._parser.get_event()) is not end:
            yield event

    def _at(self, event: Any) -> Location:
        return self._origin.locate(event.start_mark.line, event.start_mark.column)

    def _report(self, rule: Rule, event: Any, **params: object) -> None:
        self.findings.append(rule.at(self._at(event), **params))
        if len(self.findings) == MAX_FINDINGS:
            raise ContentError(self.findings)


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
    ("<document start>", rules.YAML_INDENTATION),
)
"""Phrases of the parser's errors, the most specific first, and the corresponding rules."""

_LONG_KEY = re.compile(rf"(?:^[\s-]*|[{{\[,]\s*)([^\s:{{}}\[\],-][^:{{}}\[\],]{{{MAX_KEY},}}):(?:\s|$)")
_HASH = re.compile(r"[ ]+(#[^\s#][^\n]*)")
_HARD_SPACE = re.compile(r"[ ]*[\w-]+:(?=\xa0)")
_CURLY = re.compile(r":\s+[“”„]")
_ONLY_A_KEY = re.compile(r"\s*[\w-]+")
_NO_SPACE = re.compile(r"\s*[\w-]+(?=:\S)")


def _syntax(error: yaml.MarkedYAMLError, text: str, origin: TextOrigin) -> Finding:
    problem = f"{error.context or ''} {error.problem or ''}"
    rule = next((rule for words, rule in _SYNTAX_RULES if words in problem), rules.YAML_SYNTAX)
    # The parser reports an unclosed quote or bracket at the end; the editor must correct its start.
    opened = rule in (rules.YAML_UNCLOSED_QUOTE, rules.YAML_UNCLOSED_BRACKET, rules.YAML_MISSING_COLON)
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    lines = text.split("\n")
    number, column = (mark.line, mark.column) if mark is not None else (0, 0)
    if mark is not None and error.context == "while parsing a flow node":
        opening = max(text.rfind("[", 0, mark.index), text.rfind("{", 0, mark.index))
        number, column = text.count("\n", 0, opening), opening - (text.rfind("\n", 0, opening) + 1)
    if number >= len(lines):
        # To an editor, the end of the text is the end of its last line.
        number, column = len(lines) - 1, len(lines[-1])
    if (found := _long_key(lines, error, origin)) is not None:
        return found
    if "<document start>" in problem and (first := _first_indented(lines)) is not None:
        number, column = first, len(lines[first]) - len(lines[first].lstrip(" "))
        return rule.at(origin.locate(number, column), text=lines[number].strip()[:80])
    before = lines[number][:column]
    if rule is rules.YAML_INDENTATION and before.strip():
        rule = rules.YAML_AFTER_QUOTE
    elif rule is rules.YAML_COLON and _ONLY_A_KEY.fullmatch(before):
        # The field itself is correct, but the value above continues into it.
        rule = rules.YAML_INDENTATION
        above = next((index for index in range(number - 1, -1, -1) if lines[index].strip()), number)
        if (found := _space_finding(lines, above, origin)) is not None:
            return found
    if rule is rules.YAML_MISSING_COLON and (found := _space_finding(lines, number, origin)) is not None:
        return found
    suggestion = ""
    if rule is rules.YAML_COLON and _CURLY.search(before):
        suggestion = Phrase(' Bruk rette anførselstegn ("), for “ og ” er vanlige tegn her.')
    return rule.at(origin.locate(number, column), text=lines[number].strip()[:80], suggestion=suggestion)


def _long_key(lines: list[str], error: yaml.MarkedYAMLError, origin: TextOrigin) -> Finding | None:
    """Return the finding of a key that is too long, on a line that an error names, if any."""
    for mark in (error.context_mark, error.problem_mark):
        key = _LONG_KEY.search(lines[mark.line]) if mark is not None and mark.line < len(lines) else None
        if mark is not None and key is not None:
            place = origin.locate(mark.line, key.start(1))
            return rules.YAML_KEY_TOO_LONG.at(place, text=key[1][:80], length=len(key[1]))
    return None


def _first_indented(lines: list[str]) -> int | None:
    """Return the index of the first field if it is indented: the parser reports the field that is not."""
    for index, line in enumerate(lines):
        if line.strip() and not line.lstrip().startswith("#"):
            return index if line.startswith(" ") else None
    return None


def _space_finding(lines: list[str], number: int, origin: TextOrigin) -> Finding | None:
    """Return the finding of a missing or no-break space after the colon of a line, if any."""
    for pattern, rule in ((_NO_SPACE, rules.YAML_NO_SPACE), (_HARD_SPACE, rules.HARD_SPACE)):
        if (match := pattern.match(lines[number])) is not None:
            return rule.at(origin.locate(number, match.end()), text=lines[number].strip()[:80])
    return None
