"""A cache of link results, so that unchanged links are not checked in every run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from drammenworks.base.atomic_write import write_atomic
from drammenworks.checks.external.link_results import LinkResult, LinkStatus

FILE = "external-links.json"
WORKING_TTL = timedelta(days=7)
BROKEN_TTL = timedelta(hours=1)
"""Short, so that a corrected link or website is noticed soon."""
_MAX_AGE = timedelta(days=30)


class LinkCache:
    """The link results of earlier runs, in a file."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Load the cache; a damaged file counts as empty."""
        self._file = folder / FILE
        self._now = now
        self._results: dict[str, tuple[datetime, LinkResult]] = {}
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            for url, (checked_at, status, detail) in stored.items():
                moment = datetime.fromisoformat(checked_at).astimezone(now.tzinfo)
                self._results[url] = (moment, LinkResult(LinkStatus(status), str(detail)))
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            self._results.clear()

    def get_fresh(self, urls: Iterable[str]) -> dict[str, LinkResult]:
        """Return the results that are still fresh."""
        fresh = {}
        for url in urls:
            if url in self._results:
                checked_at, result = self._results[url]
                ttl = WORKING_TTL if result.status.is_working else BROKEN_TTL
                if checked_at <= self._now < checked_at + ttl:
                    fresh[url] = result
        return fresh

    def store(self, results: Mapping[str, LinkResult]) -> None:
        """Store results, except those of an offline machine.

        :raises OSError: if the file cannot be written.
        """
        for url, result in results.items():
            if result.status is not LinkStatus.OFFLINE:
                self._results[url] = (self._now, result)
        stored = {
            url: (checked_at.isoformat(), result.status.value, result.detail)
            for url, (checked_at, result) in sorted(self._results.items())
            if self._now - checked_at < _MAX_AGE
        }
        write_atomic(self._file, json.dumps(stored, ensure_ascii=False, indent=1).encode())
