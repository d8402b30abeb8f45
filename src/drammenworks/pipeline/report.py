"""What a build did and found, as ``--report`` writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from drammenworks.errors import Finding, Severity, Translate
from drammenworks.errors.phrase import plural


@dataclass(frozen=True, slots=True)
class SiteReport:
    """What became of one site."""

    pages: int
    files: int
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did and found."""

    sites: dict[str, SiteReport] = field(default_factory=dict)
    """By the id of the site; empty when nothing was published."""
    rendered: int = 0
    reused: int = 0
    images_encoded: int = 0
    images_reused: int = 0
    seconds: float = 0.0
    next_change: datetime | None = None
    """When the clock alone will make the sites others than they are now."""
    findings: tuple[Finding, ...] = ()
    """In the order of their places."""
    shared: Mapping[str, int] | None = None
    """What it had of the cache that machines share; None without one."""
    remarks: tuple[str, ...] = ()
    """What whoever runs the program should know of the run, and not of the content."""

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity there are."""
        return sum(finding.severity is severity for finding in self.findings)

    def failed(self, *, strict: bool) -> bool:
        """Tell whether nothing may be published: errors, or with ``strict`` also warnings."""
        return self.count(Severity.ERROR) > 0 or (strict and self.count(Severity.WARNING) > 0)

    def as_json(self, say: Translate = str) -> dict[str, Any]:
        """Return the report in the form that ``--report`` promises, its messages in some language."""
        shared = {} if self.shared is None else {"shared_cache": dict(self.shared)}
        return {
            "sites": {
                name: {
                    "pages": site.pages,
                    "files": site.files,
                    "written": site.written,
                    "removed": site.removed,
                }
                for name, site in self.sites.items()
            },
            "rendered": self.rendered,
            "reused": self.reused,
            "images": {"encoded": self.images_encoded, "reused": self.images_reused},
            **shared,
            "seconds": round(self.seconds, 3),
            "next_change": self.next_change.isoformat() if self.next_change else None,
            "findings": [finding_as_json(finding, say) for finding in self.findings],
        }


def finding_as_json(finding: Finding, say: Translate = str) -> dict[str, Any]:
    """Return a finding in the form that reports and ``--format json`` share."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.location.path,
        "line": finding.location.line,
        "column": finding.location.column,
        "message": say(finding.message),
        "hint": say(finding.hint),
    }


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as a report lists them: by place, and each once; of some rules one for all."""
    ordered = sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)
    counts = Counter(finding.code for finding in ordered if finding.rule.once_per_run)
    if not counts:
        return tuple(ordered)
    return tuple(_once_per_run(ordered, counts))


def _once_per_run(ordered: Iterable[Finding], counts: Counter[str]) -> Iterator[Finding]:
    for finding in ordered:
        count = counts.get(finding.code)
        if count is None:
            yield finding
        elif count:
            others = plural(", og det gjør ett annet også", ", og det gjør {number} andre også", count - 1)
            params = {**dict(finding.params), "others": others if count > 1 else ""}
            yield finding.rule.at(finding.location, **params)
            counts[finding.code] = 0


def is_fatal(findings: Iterable[Finding], *, strict: bool) -> bool:
    """Tell whether nothing may be published because of these findings."""
    stops = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(finding.severity in stops for finding in findings)
