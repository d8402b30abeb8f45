"""Select and group findings, so that many are still readable: thousands end in a screen or two.

Errors come first. Where one file has more than a few findings of one rule, they are one entry with the lines.
Of many entries the worst are shown, some of each rule before more of the same; the rest is counted by rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from drammenworks.errors import Finding, Rule

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_MERGED_FROM = 4
"""Findings of a rule in a file from which they are one entry."""
_SHOWN = 15
"""Entries of four lines: with the counts below them, a screen or two."""
_SLACK = 5
"""Entries beyond :data:`_SHOWN` that are shown all the same: leaving out a few saves nothing."""
_VARIETY = 3
"""Entries of a rule that are shown before those of other rules are."""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """A finding, or those of one rule in one file; the first stands for all."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that is shown."""
        return self.findings[0]

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines of all, each once."""
        lines = (finding.location.line for finding in self.findings)
        return tuple(dict.fromkeys(line for line in lines if line is not None))

    @property
    def values(self) -> tuple[str, ...]:
        """What tells the findings apart, each once: the first value in the message that is not the same."""
        told = [dict(finding.params) for finding in self.findings]
        for name in _PLACEHOLDER.findall(self.first.rule.message):
            values = tuple(dict.fromkeys(params[name] for params in told))
            if len(values) > 1:
                return values
        return ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The findings of a rule that are not shown."""

    rule: Rule
    findings: int
    files: int
    first: Finding


@dataclass(frozen=True, slots=True)
class FindingList:
    """What is printed of the findings of a run."""

    entries: tuple[FindingGroup, ...]
    left_out: tuple[LeftOut, ...] = field(default=())


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the errors first; otherwise their order stays."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def shorten(findings: Sequence[Finding]) -> FindingList:
    """Return what to print of findings, which are in the order of their locations."""
    entries = _merged(by_severity(findings))
    if len(entries) <= _SHOWN + _SLACK:
        return FindingList(tuple(entries))
    chosen = worst([entry.first for entry in entries], _SHOWN)
    left_out: dict[str, list[FindingGroup]] = {}
    for index, entry in enumerate(entries):
        if index not in chosen:
            left_out.setdefault(entry.first.code, []).append(entry)
    return FindingList(
        tuple(entries[index] for index in sorted(chosen)), tuple(map(_count, left_out.values()))
    )


def worst(findings: Sequence[Finding], count: int) -> set[int]:
    """Return the positions of the worst findings, some of each rule before more of the same."""
    of_rule: Counter[str] = Counter()
    order: list[tuple[int, bool, int]] = []
    for index, finding in enumerate(findings):
        of_rule[finding.code] += 1
        order.append((finding.severity.rank, of_rule[finding.code] > _VARIETY, index))
    return {index for _, _, index in sorted(order)[:count]}


def _merged(findings: Iterable[Finding]) -> list[FindingGroup]:
    """Return entries in the order of their first findings."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.location.path), []).append(finding)
    entries: list[FindingGroup] = []
    for group in groups.values():
        if len(group) >= _MERGED_FROM:
            entries.append(FindingGroup(tuple(group)))
        else:
            entries += [FindingGroup((finding,)) for finding in group]
    return sorted(entries, key=lambda entry: (entry.first.severity.rank, entry.first.location.sort_key))


def _count(entries: Sequence[FindingGroup]) -> LeftOut:
    first = entries[0].first
    findings = sum(len(entry.findings) for entry in entries)
    files = len({entry.first.location.path for entry in entries})
    return LeftOut(first.rule, findings, files, first)
