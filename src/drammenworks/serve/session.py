"""A preview from its start to Ctrl-C: build, serve, watch, and build again.

Servers, changes and all that is told belong to one loop in the main thread; only builds run in another.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import secrets
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from drammenworks.base.paths import SITES_FOLDER
from drammenworks.engine.store import Store
from drammenworks.errors import DrammenworksError, Phrase, UsageError
from drammenworks.errors.phrase import format_list
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report
from drammenworks.preview.desk import Desk
from drammenworks.preview.editor import VS_CODE, Editor
from drammenworks.serve.actions import (
    CLOCK_PATH,
    FOCAL_PATH,
    choose_focal,
    guarded,
    is_local,
    set_clock,
)
from drammenworks.serve.app import make_app
from drammenworks.serve.background import Background, while_here
from drammenworks.serve.builder import Builder
from drammenworks.serve.doors import Doors
from drammenworks.serve.interruptions import interruptions
from drammenworks.serve.options import Address, Callbacks, Settings
from drammenworks.serve.preview import Preview
from drammenworks.serve.remembered import recall, remember
from drammenworks.serve.schedule import Schedule
from drammenworks.serve.second_look import SecondLook
from drammenworks.serve.trouble import Trouble, trouble_in
from drammenworks.serve.watch import FOLDERS, Changes, GitLock, Watcher, named

if TYPE_CHECKING:
    from drammenworks.pipeline.round import Sight

_REARM_EVERY = 0.5
"""Seconds between two looks at whether the watched folders are still the same."""
_RETRY_AFTER = 5.0
"""Seconds after which a build that could not write tries again: a disk may have room by then."""


def serve(settings: Settings, callbacks: Callbacks) -> bool:
    """Preview the sites until the process is told to end; return whether a build was cut short by it.

    Such a build goes on in its thread, and whoever waits for that thread waits for the build.

    :raises UsageError: if there are no sites, or they cannot be served as asked for.
    """
    return asyncio.run(_until_interrupted(settings, callbacks))


async def _until_interrupted(settings: Settings, callbacks: Callbacks) -> bool:
    stop = asyncio.Event()
    with interruptions(stop), contextlib.closing(Session(settings, callbacks)) as session:
        return await session.run(stop)


class Session:
    """One preview."""

    def __init__(self, settings: Settings, callbacks: Callbacks, *, builder: Builder | None = None) -> None:
        """Take the ports, and nothing else yet."""
        self._settings = settings
        self._callbacks = callbacks
        self._given_builder = builder
        self._doors = Doors(settings.root, settings.host, settings.port)
        # By port, so that a second preview of the project neither shares nor disturbs our files.
        self.folder = settings.root / ".cache" / "preview" / str(self._doors.first_port)
        self._store = Store(self.folder)
        self._memory = self.folder.with_suffix(".last")
        self._remembered = recall(self._memory, self._options(settings.at or settings.now()))
        self._doors.call(self._remembered.names if self._remembered is not None else None)
        desk = Desk(Editor(settings.root, settings.edit_url or VS_CODE), settings.say)
        token = secrets.token_urlsafe(24) if is_local(settings.host) else None
        self.preview = Preview(desk, settings.root, token=token)
        self.preview.at = settings.at
        if self._remembered is not None:
            self.preview.trees, self.preview.styles = self._remembered.trees, self._remembered.styles
        self.changes = Changes(is_git_busy=GitLock(settings.root))
        self._schedule = Schedule(self.changes, settings.now, lambda: self.preview.at is not None)
        self._missing: list[str] = []
        self._background = Background()

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Where each site is served."""
        return self._doors.addresses

    def close(self) -> None:
        """Let go of the ports."""
        self._doors.close()

    async def run(self, stop: asyncio.Event) -> bool:
        """Build, serve and watch until ``stop`` is set; return whether a build was cut short by it.

        :raises UsageError: if there is no place for the pages, or no way to watch the project.
        """
        self._make_room()
        loop = asyncio.get_running_loop()

        def on_change(path: str) -> None:
            # The watcher may have something to tell after the loop is over.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self.changes.note, path)

        # Before the first build reads anything, so that nothing changes behind its back.
        watcher = Watcher(self._settings.root, on_change, self._callbacks.on_polling)
        try:
            watcher.start()
        except OSError as error:
            raise UsageError(
                Phrase("Kan ikke følge med på endringer: {reason}.", reason=error.strerror or error)
            ) from error
        tasks: list[asyncio.Task[None]] = []
        try:
            await self._doors.open(self._app)
            tasks += [
                asyncio.create_task(self._keep_built()),
                asyncio.create_task(self._keep_armed(watcher)),
                asyncio.create_task(_wait(stop)),
            ]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._doors.shut()
            watcher.stop()
        return self._background.is_busy

    def _make_room(self) -> None:
        """Prepare the folder for what builds hold in memory.

        :raises UsageError: if that cannot be written.
        """
        try:
            self._store.open().prune(())
        except OSError as error:
            raise UsageError(
                Phrase(
                    "Kan ikke skrive til {place}: {reason}.",
                    place=self.folder,
                    reason=error.strerror or error,
                )
            ) from error

    def _app(self, site: str) -> ASGIApp:
        """Return what answers for a site."""
        actions = {
            CLOCK_PATH: set_clock(self.preview, self._settings.now, self._build_anew),
            FOCAL_PATH: choose_focal(site, self.preview, self._settings.root),
        }
        return make_app(
            site,
            self.preview,
            self._store,
            host=self._settings.host,
            actions={path: guarded(work, self.preview) for path, work in actions.items()},
            on_lost=self._on_lost,
            on_fault=self._callbacks.on_fault,
        )

    def _build_anew(self) -> None:
        """Build although no file has changed."""
        self.changes.note(SITES_FOLDER)

    def _on_lost(self) -> None:
        # Before anything was built, the build that is under way finds out by itself.
        if self.preview.sight is not None:
            self._builder.forget()
            self._build_anew()

    async def _keep_built(self) -> None:
        is_current = self._remembered is not None and self._remembered.is_current
        if is_current:
            self._callbacks.on_ready(self.addresses)
        second_look = await self._background.do(partial(SecondLook, self._settings.root))
        await self._rebuild(None)
        if not is_current:
            self._callbacks.on_ready(self.addresses)
        while True:
            changed = await self._schedule.next_reason(partial(self._use_the_quiet, second_look))
            second_look.note(changed)
            if not self._is_complete():
                continue
            self._callbacks.on_build()
            await self._open_new_sites()
            await self._rebuild(named(changed))

    async def _open_new_sites(self) -> None:
        try:
            new = await self._doors.open_new(self._app)
        except UsageError as error:
            self._callbacks.on_fault(error)
            return
        for address in new:
            self._callbacks.on_new_site(address)

    async def _use_the_quiet(self, second_look: SecondLook) -> None:
        for path in await self._background.do(second_look.missed):
            self.changes.note(path)
        await self._keep()

    async def _keep(self) -> None:
        """Keep what was built for the next process, now that nobody waits for anything."""
        # Without it the next process makes more anew, and is as right.
        with contextlib.suppress(OSError, DrammenworksError):
            await self._background.do(self._builder.save)
            if self.preview.sight is not None and self.preview.trouble.is_none:
                await self._background.do(self._remember)
        # What the builds have left will be there for long, and looking through it takes half a second.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _remember(self) -> None:
        names = {address.site: address.name for address in self.addresses}
        preview = self.preview
        options = self._options(preview.built_at)
        remember(self._memory, options, names, preview.trees, preview.styles, self._schedule.next_change)

    async def _keep_armed(self, watcher: Watcher) -> None:
        while True:
            await asyncio.sleep(_REARM_EVERY)
            # A folder that came back before anybody saw that it was away is the one that was watched.
            for folder in watcher.rearm() or self._missing:
                self.changes.note(folder)

    def _is_complete(self) -> bool:
        """Tell whether there is something to build; the person is told once of what is missing."""
        before = self._missing
        self._missing = [name for name in FOLDERS if not (self._settings.root / name).is_dir()]
        if self._missing and self._missing != before:
            self._callbacks.on_missing(self._missing)
            told = Phrase(
                "Finner ikke {folders}. Legg tilbake det som mangler; sidene viser fortsatt forrige utgave.",
                folders=format_list([f"{folder}/" for folder in self._missing]),
            )
            self.preview.tell(Trouble(message=self._settings.say(told)))
        return not self._missing

    async def _rebuild(self, changed: frozenset[str] | None) -> None:
        at = self.preview.at or self._settings.now()
        options = self._options(at)
        loop = asyncio.get_running_loop()
        looking_at = self.preview.looking_at()

        def show(sight: Sight) -> None:
            loop.call_soon_threadsafe(self._show, sight, at)

        def build(progress: Progress) -> Report | None:
            # All that makes pages: a second of loading, while those that are remembered are shown.
            from drammenworks.pipeline.round import Audience  # noqa: PLC0415

            audience = Audience(lambda: looking_at, show, lambda: self.changes.any)
            return self._builder.build(options, changed, audience, progress)

        try:
            with self._callbacks.progress() as progress, while_here(progress) as tell:
                report = await self._background.do(lambda: build(tell))
        except Exception as error:
            self._callbacks.on_fault(error)
            self.preview.tell(Trouble(message=self._settings.say(_message(error))))
            if isinstance(error, OSError):
                asyncio.get_running_loop().call_later(_RETRY_AFTER, self._build_anew)
            return
        if report is not None:
            self._schedule.next_change = report.next_change
            self._callbacks.on_report(report, self.preview.sight is not None)
            self.preview.tell(trouble_in(report.findings))

    @cached_property
    def _builder(self) -> Builder:
        if self._given_builder is not None:
            return self._given_builder
        from drammenworks.pipeline.sitting import Sitting  # noqa: PLC0415 - As above.

        return Sitting()

    def _options(self, at: datetime) -> Options:
        return Options(
            root=self._settings.root,
            output=self.folder,
            cache=self._settings.root / ".cache",
            at=at,
            base_urls=self._doors.urls,
            drafts=self._settings.drafts,
            image_memory=self._settings.image_memory,
            # Here: a process with threads and open connections is not safe to fork, and it would take longer
            # than to make the few pages that an edit changes (0.7 s against 0.5 on two cores).
            jobs=1,
        )

    def _show(self, sight: Sight, at: datetime) -> None:
        self.preview.built_at = at
        self.preview.show(sight)


def _message(error: Exception) -> str:
    """Return what to tell of a build that failed without a finding."""
    reason = error.message if isinstance(error, DrammenworksError) else str(error)
    if isinstance(error, OSError | DrammenworksError):
        return Phrase("Bygget stanset: {reason}", reason=reason)
    return Phrase("Programmet sviktet: {error}: {reason}", error=type(error).__name__, reason=reason)


async def _wait(event: asyncio.Event) -> None:
    await event.wait()
