"""Who builds for a preview, as the preview sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report

if TYPE_CHECKING:
    from drammenworks.pipeline.round import Audience


class Builder(Protocol):
    """Builds the sites again and again, as :class:`pipeline.sitting.Sitting` does."""

    def build(
        self,
        options: Options,
        changed: frozenset[str] | None,
        audience: Audience,
        progress: Progress,
    ) -> Report | None:
        """Build the sites, and show them unless something is wrong."""

    def save(self) -> None:
        """Keep what was built for other processes."""

    def forget(self) -> None:
        """Take nothing over into the next build but what lies in the cache."""
