"""Builds the sites once, and again after each change; saves the results when nothing else is to do."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from drammenworks.base.paths import SITES_FOLDER
from drammenworks.errors import DrammenworksError, Finding, Phrase, UsageError
from drammenworks.errors.phrase import format_list
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report
from drammenworks.serve.build_schedule import BuildSchedule
from drammenworks.serve.builder_interface import Builder
from drammenworks.serve.change_batches import ChangeQueue, complete_or_none
from drammenworks.serve.daemon_thread import WorkerThread, detachable
from drammenworks.serve.error_overlay import ErrorOverlay, overlay_of
from drammenworks.serve.options import Callbacks, ServeSettings
from drammenworks.serve.preview_state import PreviewState
from drammenworks.serve.saved_preview import load_preview, save_preview
from drammenworks.serve.site_servers import AppFactory, SiteServers
from drammenworks.serve.watcher import WATCHED_FOLDERS

if TYPE_CHECKING:
    from drammenworks.pipeline.preview.shown_sites import SiteSnapshot

T = TypeVar("T")

RETRY_AFTER = 5.0
"""Seconds after which a build that failed to write is repeated: a full disk may have space by then."""


class BuildLoop:
    """Keeps the pages of a preview up to date."""

    def __init__(
        self,
        settings: ServeSettings,
        callbacks: Callbacks,
        preview: PreviewState,
        changes: ChangeQueue,
        servers: SiteServers,
        folder: Path,
        builder: Builder | None,
    ) -> None:
        """Show the cached pages of the last preview, if there are any.

        :param folder: the folder for the files of this preview.
        """
        self._settings = settings
        self._callbacks = callbacks
        self._preview = preview
        self._changes = changes
        self._servers = servers
        self._folder = folder
        self._given_builder = builder
        self.missing: list[str] = []
        """The input folders that do not exist at the moment."""
        self.cache_file = folder.with_suffix(".last")
        self._schedule = BuildSchedule(changes, settings.now, lambda: preview.at is not None)
        self._worker = WorkerThread()
        self._is_announced = False
        self._findings: tuple[Finding, ...] = ()
        """Of the last build."""
        cached = load_preview(self.cache_file, self._options(settings.at or settings.now()))
        servers.set_names(cached.names if cached is not None else None)
        self._is_cache_current = cached is not None and cached.is_current
        if cached is not None:
            preview.trees, preview.styles = cached.trees, cached.styles

    def request(self) -> None:
        """Request a build although no file has changed."""
        self._changes.add(SITES_FOLDER)

    def request_from_cache(self) -> None:
        """Request a build that relies on the cache alone, because a file of the last build is lost."""
        # Without a snapshot the first build is still running, and it finds out by itself.
        if self._preview.snapshot is not None:
            self._builder.forget()
            self.request()

    async def run(self, make_app: AppFactory) -> None:
        """Build now and after each change, until cancelled.

        :param make_app: for the sites that are added to the project meanwhile.
        """
        if self._is_cache_current:
            self._announce()
        await self._build(None)
        self._preview.end_first_build()
        self._announce()
        while True:
            changed = await self._schedule.wait(self._on_idle)
            if not self._has_all_folders():
                continue
            self._callbacks.on_build()
            await self._serve_new_sites(make_app)
            await self._build(complete_or_none(changed))

    def _announce(self) -> None:
        """Say once that the sites can be visited."""
        if not self._is_announced:
            self._is_announced = True
            self._callbacks.on_ready(self._servers.addresses)

    async def _serve_new_sites(self, make_app: AppFactory) -> None:
        try:
            new = await self._servers.start_new(make_app)
        except UsageError as error:
            self._callbacks.on_fault(error)
            return
        for address in new:
            self._callbacks.on_new_site(address)

    def _has_all_folders(self) -> bool:
        """Return whether all input folders exist; report those that are missing once."""
        before = self.missing
        self.missing = [name for name in WATCHED_FOLDERS if not (self._settings.root / name).is_dir()]
        if self.missing and self.missing != before:
            self._callbacks.on_missing(self.missing)
            message = Phrase(
                "Finner ikke {folders}. Legg tilbake det som mangler; sidene viser fortsatt forrige utgave.",
                folders=format_list([f"{folder}/" for folder in self.missing]),
            )
            self._show_failure(message)
        return not self.missing

    # --- one build ---------------------------------------------------------------------------------------

    async def _build(self, changed: frozenset[str] | None) -> None:
        at = self._preview.at or self._settings.now()
        options = self._options(at)
        loop = asyncio.get_running_loop()

        def in_loop(function: Callable[[T], None]) -> Callable[[T], None]:
            def call(value: T) -> None:
                # A picture may be made after the loop is closed.
                with contextlib.suppress(RuntimeError):
                    loop.call_soon_threadsafe(function, value)

            return call

        def build(progress: Progress) -> Report | None:
            # Imports the whole generator, which takes a second; the cached pages are served meanwhile.
            from drammenworks.pipeline.preview.shown_sites import BuildObserver  # noqa: PLC0415

            observer = BuildObserver(
                self._preview.open_pages,
                in_loop(partial(self._show, at)),
                lambda: self._changes.has_pending,
                in_loop(self._tell),
                in_loop(self._callbacks.on_fault),
            )
            return self._builder.build(options, changed, observer, progress)

        try:
            with self._callbacks.progress() as display, detachable(display) as progress:
                report = await self._worker.run(lambda: build(progress))
        except Exception as error:
            self._callbacks.on_fault(error)
            self._show_failure(_failure_message(error))
            if isinstance(error, OSError):
                loop.call_later(RETRY_AFTER, self.request)
            return
        if report is not None:
            self._schedule.next_change = report.next_change
            self._callbacks.on_report(report, self._preview.snapshot is not None)
            self._show_errors(report.findings)

    @cached_property
    def _builder(self) -> Builder:
        if self._given_builder is not None:
            return self._given_builder
        from drammenworks.pipeline.preview.session import PreviewSession  # noqa: PLC0415 - As above.

        return PreviewSession()

    def _options(self, at: datetime) -> Options:
        return Options(
            root=self._settings.root,
            output=self._folder,
            cache=self._settings.root / ".cache",
            at=at,
            base_urls=self._servers.urls,
            drafts=self._settings.drafts,
            image_memory=self._settings.image_memory,
            sharing=self._settings.sharing,
            # No worker processes: a process with threads and open connections cannot fork safely, and
            # starting workers takes longer than rendering the few pages that an edit changes (0.7 s against
            # 0.5 on two cores).
            jobs=1,
        )

    def _show(self, at: datetime, snapshot: SiteSnapshot | None) -> None:
        self._preview.built_at = at
        self._preview.show(snapshot)
        if snapshot is not None:
            self._announce()

    def _tell(self, finding: Finding) -> None:
        """Tell what is wrong with a picture that was made after its page was shown."""
        self._callbacks.on_finding(finding)
        self._show_errors(self._findings)

    def _show_errors(self, findings: Iterable[Finding]) -> None:
        """Show the errors of a build, and of pictures that were made since then."""
        self._findings = tuple(findings)
        self._preview.show_overlay(overlay_of((*self._findings, *self._builder.findings_of_pictures())))

    @property
    def is_busy(self) -> bool:
        """Whether a build is running, or is being saved. In any thread."""
        return self._worker.is_busy

    def current_options(self) -> Options:
        """Return how the sites would be built now. In any thread."""
        return self._options(self._preview.at or self._settings.now())

    def stop(self) -> bool:
        """Write nothing any more; return whether threads go on that the process need not wait for."""
        is_busy = self._builder.stop() if "_builder" in self.__dict__ else False
        return is_busy or self._worker.is_busy

    def _show_failure(self, message: str) -> None:
        self._preview.show_overlay(ErrorOverlay(message=self._settings.say(message)))

    # --- idle time ---------------------------------------------------------------------------------------

    async def _on_idle(self) -> None:
        # While an input folder is missing there is no build that would learn of the changes.
        if not self.missing and (unreported := await self._worker.run(self._builder.unreported)):
            for path in unreported:
                self._changes.add(path)
            # What would be saved now is out of date. After the next build there is time again.
            return
        # If saving fails, the next process builds more; its result is the same.
        with contextlib.suppress(OSError, DrammenworksError):
            generation = await self._worker.run(self._builder.save)
            if self._preview.snapshot is not None and self._preview.overlay.is_empty:
                await self._worker.run(partial(self._save_preview, generation))
        # The state of the builds is long-lived. Unless it is frozen, each full collection takes 0.5 s.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _save_preview(self, generation: str) -> None:
        names = {address.site: address.name for address in self._servers.addresses}
        preview = self._preview
        options = self._options(preview.built_at)
        save_preview(
            self.cache_file,
            options,
            names,
            preview.trees,
            preview.styles,
            self._schedule.next_change,
            generation,
        )


def _failure_message(error: Exception) -> str:
    """Return the message for a build that failed without a finding."""
    reason = error.message if isinstance(error, DrammenworksError) else str(error)
    if isinstance(error, OSError | DrammenworksError):
        return Phrase("Bygget stanset: {reason}", reason=reason)
    return Phrase("Programmet sviktet: {error}: {reason}", error=type(error).__name__, reason=reason)
