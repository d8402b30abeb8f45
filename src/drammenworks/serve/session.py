"""A preview from its start to Ctrl-C: build, serve, watch, and build again.

Servers, changes and all that is told belong to one loop in the main thread; only builds run in another.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import secrets
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Protocol, TypeVar

from starlette.types import ASGIApp

from drammenworks.base.places import SITES_FOLDER
from drammenworks.engine.store import Store
from drammenworks.errors import ContentError, DrammenworksError, Phrase, UsageError
from drammenworks.errors.phrase import listing
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
from drammenworks.serve.options import Address, Callbacks, Settings
from drammenworks.serve.preview import Preview
from drammenworks.serve.remembered import recall, remember
from drammenworks.serve.server import Servers, bind, port_of, url
from drammenworks.serve.trouble import Trouble, trouble_in
from drammenworks.serve.watch import FOLDERS, Changes, GitLock, Watcher, named

if TYPE_CHECKING:
    from drammenworks.pipeline.round import Audience, Sight

_REARM_EVERY = 0.5
"""Seconds between two looks at whether the watched folders are still the same."""
IDLE = 2.0
"""Seconds without changes after which what was built is kept for other processes."""
_RETRY_AFTER = 5.0
"""Seconds after which a build that could not write tries again: a disk may have room by then."""
_LONGEST = 3600.0
"""Seconds between two looks at the clock: a machine may sleep through what it was to wake up for."""

T = TypeVar("T")


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


def serve(settings: Settings, callbacks: Callbacks) -> bool:
    """Preview the sites until the process is told to end; return whether a build was cut short by it.

    Such a build goes on in its thread, and whoever waits for that thread waits for the build.

    :raises UsageError: if there are no sites, or they cannot be served as asked for.
    """
    return asyncio.run(_until_interrupted(settings, callbacks))


async def _until_interrupted(settings: Settings, callbacks: Callbacks) -> bool:
    stop = asyncio.Event()
    with _interruptions(stop), contextlib.closing(Session(settings, callbacks)) as session:
        return await session.run(stop)


class Session:
    """One preview."""

    def __init__(self, settings: Settings, callbacks: Callbacks, *, builder: Builder | None = None) -> None:
        """Take the ports, and nothing else yet."""
        self._settings = settings
        self._callbacks = callbacks
        self._given_builder = builder
        ids = _site_ids(settings.root)
        self._sockets = bind(settings.host, settings.port, len(ids))
        ports = dict(zip(ids, map(port_of, self._sockets), strict=True))
        self._urls = {site: url(settings.host, port) for site, port in ports.items()}
        # By port, so that a second preview of the project neither shares nor disturbs our files.
        self.folder = settings.root / ".cache" / "preview" / str(ports[ids[0]])
        self._memory = self.folder.with_suffix(".last")
        self._remembered = recall(self._memory, self._options(settings.at or settings.now()))
        names = self._remembered.names if self._remembered is not None else _site_names(settings.root)
        self.addresses = tuple(
            Address(site, names.get(site, site), self._urls[site], port) for site, port in ports.items()
        )
        desk = Desk(Editor(settings.root, settings.edit_url or VS_CODE), settings.say)
        token = secrets.token_urlsafe(24) if is_local(settings.host) else None
        self.preview = Preview(desk, settings.root, token=token)
        self.preview.at = settings.at
        if self._remembered is not None:
            self.preview.trees, self.preview.styles = self._remembered.trees, self._remembered.styles
        self.changes = Changes(is_git_busy=GitLock(settings.root))
        self._next_change: datetime | None = None
        self._missing: list[str] = []
        self._thread: threading.Thread | None = None

    def close(self) -> None:
        """Let go of the ports."""
        for bound in self._sockets:
            bound.close()

    async def run(self, stop: asyncio.Event) -> bool:
        """Build, serve and watch until ``stop`` is set; return whether a build was cut short by it.

        :raises UsageError: if there is no place for the pages, or no way to watch the project.
        """
        servers = Servers(list(zip(self._apps(), self._sockets, strict=True)))
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
            await servers.start()
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
            await servers.stop()
            watcher.stop()
        return self._thread is not None and self._thread.is_alive()

    def _apps(self) -> Iterator[ASGIApp]:
        try:
            store = Store(self.folder).open()
            store.prune(())
        except OSError as error:
            raise UsageError(
                Phrase(
                    "Kan ikke skrive til {place}: {reason}.",
                    place=self.folder,
                    reason=error.strerror or error,
                )
            ) from error
        for address in self.addresses:
            actions = {
                CLOCK_PATH: set_clock(self.preview, self._settings.now, self._build_anew),
                FOCAL_PATH: choose_focal(address.site, self.preview, self._settings.root),
            }
            yield make_app(
                address.site,
                self.preview,
                store,
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
        await self._rebuild(None)
        if not is_current:
            self._callbacks.on_ready(self.addresses)
        while True:
            changed = await self._next_reason()
            if not self._is_complete():
                continue
            self._callbacks.on_build()
            await self._rebuild(named(changed))

    async def _next_reason(self) -> frozenset[str]:
        """Return what has changed, once something has; nothing, when it is the clock that has gone on."""
        changed = await self._changed_within(IDLE)
        if changed is None:
            await self._keep()
        while changed is None:
            left = self._until_next_change()
            changed = await self._changed_within(min(left, _LONGEST))
            if changed is None and self._until_next_change() <= 0:
                return frozenset()
        return changed

    async def _changed_within(self, seconds: float) -> frozenset[str] | None:
        try:
            return await asyncio.wait_for(self.changes.settled(), seconds)
        except TimeoutError:
            return None

    def _until_next_change(self) -> float:
        """Return the seconds until the clock alone makes the sites others; never, when it is held."""
        if self._next_change is None or self.preview.at is not None:
            return _LONGEST
        return max(0.0, (self._next_change - self._settings.now()).total_seconds())

    async def _keep(self) -> None:
        """Keep what was built for the next process, now that nobody waits for anything."""
        # Without it the next process makes more anew, and is as right.
        with contextlib.suppress(OSError, DrammenworksError):
            await self._in_thread(self._builder.save)
            if self.preview.sight is not None and self.preview.trouble.is_none:
                await self._in_thread(self._remember)
        # What the builds have left will be there for long, and looking through it takes half a second.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def _remember(self) -> None:
        names = {address.site: address.name for address in self.addresses}
        preview = self.preview
        options = self._options(preview.built_at)
        remember(self._memory, options, names, preview.trees, preview.styles, self._next_change)

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
                folders=listing([f"{folder}/" for folder in self._missing]),
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
            with self._callbacks.progress() as progress, _while_here(progress) as tell:
                report = await self._in_thread(lambda: build(tell))
        except Exception as error:
            self._callbacks.on_fault(error)
            self.preview.tell(Trouble(message=self._settings.say(_message(error))))
            if isinstance(error, OSError):
                asyncio.get_running_loop().call_later(_RETRY_AFTER, self._build_anew)
            return
        if report is not None:
            self._next_change = report.next_change
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
            base_urls=self._urls,
            drafts=self._settings.drafts,
            image_memory=self._settings.image_memory,
            # Here: a process with threads and open connections is not safe to fork, and it would take longer
            # than to make the few pages that an edit changes (0.7 s against 0.5 on two cores).
            jobs=1,
        )

    def _show(self, sight: Sight, at: datetime) -> None:
        self.preview.built_at = at
        self.preview.show(sight)

    def _in_thread(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Start work in a thread that the process does not wait for when it ends, as executors do."""
        outcome: Future[T] = Future()
        outcome.set_running_or_notify_cancel()

        def run() -> None:
            try:
                outcome.set_result(work())
            except BaseException as error:
                outcome.set_exception(error)

        self._thread = threading.Thread(target=run, name="build", daemon=True)
        self._thread.start()
        return asyncio.wrap_future(outcome)


def _site_ids(root: Path) -> list[str]:
    ids = sorted(file.stem for file in (root / SITES_FOLDER).glob("*.yaml"))
    if not ids:
        raise UsageError(
            Phrase("Det finnes ingen nettsteder: {folder}/ har ingen YAML-filer.", folder=SITES_FOLDER)
        )
    return ids


def _site_names(root: Path) -> dict[str, str]:
    """Return the sites' names by their ids; none when one of their files is wrong, for the time being."""
    from drammenworks.config.load import load_sites  # noqa: PLC0415 - 0.4 s, mostly for nothing.

    try:
        return {site.id: site.name for site in load_sites(root)}
    except ContentError:
        return {}


def _message(error: Exception) -> str:
    """Return what to tell of a build that failed without a finding."""
    reason = error.message if isinstance(error, DrammenworksError) else str(error)
    if isinstance(error, OSError | DrammenworksError):
        return Phrase("Bygget stanset: {reason}", reason=reason)
    return Phrase("Programmet sviktet: {error}: {reason}", error=type(error).__name__, reason=reason)


@contextlib.contextmanager
def _while_here(progress: Progress) -> Iterator[Progress]:
    """Pass progress on until the block is left; a build that is cut short goes on telling."""
    listening = True

    def tell(stage: str, done: int, total: int) -> None:
        if listening:
            progress(stage, done, total)

    try:
        yield tell
    finally:
        listening = False


async def _wait(event: asyncio.Event) -> None:
    await event.wait()


@contextlib.contextmanager
def _interruptions(stop: asyncio.Event) -> Iterator[None]:
    """Let Ctrl-C and a request to end set ``stop`` instead of interrupting whatever is going on."""
    loop = asyncio.get_running_loop()

    def interrupt(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(stop.set)

    # Not the loop's own handlers: Windows has none.
    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
