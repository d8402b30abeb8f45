"""What the stages of a build came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from drammenworks.engine.publish import Published
from drammenworks.pipeline.report import Report, SiteReport


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the stages gave."""

    report: Report
    published: Mapping[str, Published]
    token: str
    """Of what was found out, as it is kept; empty when nothing was published."""
    leftovers: tuple[object, ...] = field(default=(), repr=False)
    """What the stages made on the way."""


def site_reports(pages: Mapping[str, int], published: Mapping[str, Published]) -> dict[str, SiteReport]:
    """Return what became of each site."""
    return {
        site_id: SiteReport(pages[site_id], tree.files, tree.written, tree.removed)
        for site_id, tree in published.items()
    }
