"""Remember the verdicts on links, so that other websites are not asked every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from drammenworks.base.files import write_atomic
from drammenworks.checks.external.link_results import LinkResult, LinkStatus

FILE = "external-links.json"
KEEP_GOOD = timedelta(days=7)
KEEP_BAD = timedelta(hours=1)
"""Short, because whoever mends a link, or a website, wants to see it."""
_FORGET = timedelta(days=30)


class LinkCache:
    """The verdicts of earlier runs, in a file."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Read what is remembered; a file that is damaged is taken for empty."""
        self._file = folder / FILE
        self._now = now
        self._known: dict[str, tuple[datetime, LinkResult]] = {}
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
            for url, (asked, outcome, detail) in stored.items():
                moment = datetime.fromisoformat(asked).astimezone(now.tzinfo)
                self._known[url] = (moment, LinkResult(LinkStatus(outcome), str(detail)))
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            self._known.clear()

    def recall(self, urls: Iterable[str]) -> dict[str, LinkResult]:
        """Return the verdicts that are fresh enough."""
        fresh = {}
        for url in urls:
            if url in self._known:
                asked, verdict = self._known[url]
                keep = KEEP_GOOD if verdict.outcome.is_good else KEEP_BAD
                if asked <= self._now < asked + keep:
                    fresh[url] = verdict
        return fresh

    def keep(self, verdicts: Mapping[str, LinkResult]) -> None:
        """Remember verdicts, but for those that say more of our own connection.

        :raises OSError: if the file cannot be written.
        """
        for url, verdict in verdicts.items():
            if verdict.outcome is not LinkStatus.OFFLINE:
                self._known[url] = (self._now, verdict)
        stored = {
            url: (asked.isoformat(), verdict.outcome.value, verdict.detail)
            for url, (asked, verdict) in sorted(self._known.items())
            if self._now - asked < _FORGET
        }
        write_atomic(self._file, json.dumps(stored, ensure_ascii=False, indent=1).encode())
