"""The interface of the builder that a preview uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from drammenworks.errors import Finding
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report

if TYPE_CHECKING:
    from drammenworks.pipeline.preview.shown_sites import BuildObserver


class Builder(Protocol):
    """Builds the sites repeatedly in one process; see :class:`pipeline.preview.session.PreviewSession`."""

    def build(
        self,
        options: Options,
        changed: frozenset[str] | None,
        observer: BuildObserver,
        progress: Progress,
    ) -> Report | None:
        """Build the sites and pass them to the observer, unless there are errors.

        :param changed: the files that changed since the last build; None when they are unknown.
        """

    def unreported(self) -> list[str]:
        """Return the input files, from the project's root, that changed and that no build was told of."""

    def save(self) -> str:
        """Save the state of the build for the next process, and return the generation that it was given."""

    def forget(self) -> None:
        """Discard the state in memory, so that the next build starts from the cache alone."""

    def findings_of_pictures(self) -> tuple[Finding, ...]:
        """Return what is wrong with pictures that pages show, and was found out when they were made."""

    def stop(self) -> bool:
        """Write no picture any more; return whether threads go on that a process need not wait for."""
