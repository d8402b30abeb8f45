"""The sites as the public has them: made in the background when somebody first asks what differs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from drammenworks.errors import Phrase, UsageError
from drammenworks.pipeline.options import Options

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from drammenworks.pipeline.maintenance.public_revision import PublicRevision
    from drammenworks.pipeline.preview.public_pages import PublicPages

_FAILED = Phrase("Den offentlige utgaven kunne ikke bygges. Last siden på nytt for å prøve igjen.")


@dataclass(frozen=True, slots=True)
class PublicState:
    """What can be said of the public sites at the moment."""

    revision: PublicRevision | None = None
    """What the preview is to be compared with."""
    pages: PublicPages | None = None
    """Of that revision, or, while they are being made, of the one before; None when there are none."""
    is_current: bool = False
    """The pages are of that revision, as of now."""
    problem: str = ""
    """Why there is nothing to compare with."""

    @property
    def has_pages(self) -> bool:
        """Whether there is something to compare with."""
        return self.pages is not None and not self.pages.problem


class PublicSites:
    """Makes the pages of the public sites, one revision at a time, in a process that a preview can end."""

    def __init__(self, options: Callable[[], Options]) -> None:
        """Take what tells how the preview builds now; nothing is done yet."""
        self._options = options
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._made: tuple[object, ...] | None = None
        """What the process makes, or made last."""
        self._pages: PublicPages | None = None

    def state(self) -> PublicState:
        """Return what there is, and begin to make what there is not. In any thread, as it waits for git."""
        # A preview that nobody asks starts sooner without them.
        from drammenworks.pipeline.maintenance.public_revision import public_revision  # noqa: PLC0415
        from drammenworks.pipeline.preview.public_pages import key_of, load_public_pages  # noqa: PLC0415

        options = self._options()
        try:
            revision = public_revision(options.root)
        except UsageError as error:
            return PublicState(problem=error.message)
        with self._lock:
            wanted = key_of(options, revision.commit)
            has_failed = False
            if self._process is not None and not self._process.is_alive():
                has_failed = bool(self._process.exitcode) and self._made == wanted
                self._process = None
                self._pages = load_public_pages(options) or self._pages
            elif self._pages is None:
                self._pages = load_public_pages(options)
            pages = self._pages
            is_current = pages is not None and pages.key == wanted and not pages.is_due(options.at)
            if has_failed and not is_current:
                return PublicState(revision, pages, problem=_FAILED)
            if not is_current and self._process is None:
                self._made = wanted
                self._process = self._start(options, revision.commit)
            return PublicState(revision, pages, is_current)

    def stop(self) -> None:
        """End what is being made."""
        with self._lock:
            if self._process is not None and self._process.is_alive():
                self._process.terminate()

    @staticmethod
    def _start(options: Options, commit: str) -> BaseProcess:
        from drammenworks.pipeline.preview.public_pages import make_in_background  # noqa: PLC0415

        # Spawned: this process has threads and open connections, which cannot be forked safely.
        process = get_context("spawn").Process(target=make_in_background, args=(options, commit), daemon=True)
        process.start()
        return process
