"""A finding: an error in the input, its location, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from drammenworks.errors.phrase import Phrase


class Severity(StrEnum):
    """The severity of a finding, the worst first."""

    ERROR = "error"
    """Nothing is published."""
    WARNING = "warning"
    """Published, unless ``--strict``."""
    INFO = "info"
    """For information."""

    @property
    def rank(self) -> int:
        """0 for the worst; findings sort by it."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Location(NamedTuple):
    """A position in a source file, as editors count it. Every link and picture has one."""

    path: str
    """Relative to the project's root, with forward slashes on every system."""
    line: int | None = None
    """Counted from 1 in the whole file, front matter included."""
    column: int | None = None
    """Counted from 1 in characters."""

    def __str__(self) -> str:
        parts = [self.path, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)

    @property
    def sort_key(self) -> tuple[str, int, int]:
        """Orders locations by file, line and column."""
        return (self.path, self.line or 0, self.column or 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: its permanent code and its messages, with ``{placeholders}``."""

    code: str
    """Permanent, because editors search for it and documentation refers to it."""
    severity: Severity
    message: str
    """The error and its consequence, in bokmål, in one or two sentences."""
    hint: str
    """What to do, in bokmål."""
    once_per_run: bool = False
    """Told once, with how many others there are (the parameter ``others``), and not on each page."""

    def at(self, location: Location, /, **params: object) -> Finding:
        """Return a finding of this rule at ``location``.

        :raises KeyError: if a placeholder of the messages has no parameter.
        """
        filled = Phrase(self.message, **params)
        Phrase(self.hint, **params)
        return Finding(self, location, filled.source.params)


@dataclass(frozen=True, slots=True)
class Finding:
    """An error at a location."""

    rule: Rule
    location: Location
    params: tuple[tuple[str, str], ...] = ()
    """The values of the placeholders, by name; a ``Phrase`` if translatable."""

    @property
    def code(self) -> str:
        """The permanent code, such as ``DW104``."""
        return self.rule.code

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.rule.severity

    @property
    def message(self) -> Phrase:
        """The error and its consequence."""
        return Phrase(self.rule.message, **dict(self.params))

    @property
    def hint(self) -> Phrase:
        """What to do."""
        return Phrase(self.rule.hint, **dict(self.params))

    @property
    def sort_key(self) -> tuple[tuple[str, int, int], int, str, tuple[tuple[str, str], ...]]:
        """Orders findings by location, then by severity."""
        return (self.location.sort_key, self.severity.rank, self.code, self.params)

    def __str__(self) -> str:
        return f"{self.location}: {self.code} {self.message} {self.hint}"
