"""A preview from its start to Ctrl-C: build, serve, watch, and build again.

Servers, changes and all that is told belong to one loop in the main thread; only builds run in another.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from types import FrameType
from typing import TypeVar

from starlette.types import ASGIApp

from drammenworks.config.load import SITES_FOLDER, load_sites
from drammenworks.errors import ContentError, Phrase, UsageError
from drammenworks.pipeline.build import build as build_sites
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report
from drammenworks.serve.app import make_app
from drammenworks.serve.options import Address, Callbacks, Settings
from drammenworks.serve.reload import Channel, build_id
from drammenworks.serve.server import Servers, bind, port_of, url
from drammenworks.serve.watch import FOLDERS, Changes, Watcher

_REARM_EVERY = 0.5
"""Seconds between two looks at whether the watched folders are still the same."""

T = TypeVar("T")


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

    def __init__(
        self,
        settings: Settings,
        callbacks: Callbacks,
        *,
        build: Callable[[Options, Progress], Report] = build_sites,
    ) -> None:
        """Take the ports, and nothing else yet."""
        self._settings = settings
        self._callbacks = callbacks
        self._build = build
        names = _site_names(settings.root)
        self._sockets = bind(settings.host, settings.port, len(names))
        ports = map(port_of, self._sockets)
        self.addresses = tuple(
            Address(site, name, url(settings.host, port), port)
            for (site, name), port in zip(names.items(), ports, strict=True)
        )
        # By port, so that a second preview of the project neither shares nor disturbs our files.
        self.output = settings.root / ".cache" / "preview" / str(self.addresses[0].port)
        self.channels: dict[str, Channel] = {}
        self.changes = Changes()
        self._missing: list[str] = []
        self._builder: threading.Thread | None = None

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

        def on_change(path: Path) -> None:
            loop.call_soon_threadsafe(self.changes.note, path)

        # Before the first build reads anything, so that nothing changes behind its back.
        watcher = Watcher(self._settings.root, on_change)
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
        return self._builder is not None and self._builder.is_alive()

    def _apps(self) -> Iterator[ASGIApp]:
        for address in self.addresses:
            folder = self.output / address.site
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise UsageError(
                    Phrase(
                        "Kan ikke skrive til {place}: {reason}.", place=folder, reason=error.strerror or error
                    )
                ) from error
            channel = self.channels[address.site] = Channel(build_id(folder))
            yield make_app(folder, channel, host=self._settings.host, on_fault=self._callbacks.on_fault)

    async def _keep_built(self) -> None:
        await self._rebuild()
        self._callbacks.on_ready(self.addresses)
        while True:
            await self.changes.settled()
            if not self._is_complete():
                continue
            self._callbacks.on_build()
            await self._rebuild()

    async def _keep_armed(self, watcher: Watcher) -> None:
        while True:
            await asyncio.sleep(_REARM_EVERY)
            # A folder that came back before anybody saw that it was away is the one that was watched.
            for folder in watcher.rearm() or self._missing:
                self.changes.note(self._settings.root / folder)

    def _is_complete(self) -> bool:
        """Tell whether there is something to build; the person is told once of what is missing."""
        before = self._missing
        self._missing = [name for name in FOLDERS if not (self._settings.root / name).is_dir()]
        if self._missing and self._missing != before:
            self._callbacks.on_missing(self._missing)
        return not self._missing

    async def _rebuild(self) -> None:
        options = Options(
            root=self._settings.root,
            output=self.output,
            cache=self._settings.root / ".cache",
            at=self._settings.clock(),
            base_urls={address.site: address.url for address in self.addresses},
            drafts=self._settings.drafts,
            image_memory=self._settings.image_memory,
            # Here: a process with threads and open connections is not safe to fork, and it would take longer
            # than to make the few pages that an edit changes (0.7 s against 0.5 on two cores).
            jobs=1,
        )
        try:
            with self._callbacks.progress() as progress, _while_here(progress) as tell:
                report, builds = await self._in_thread(lambda: self._build_and_identify(options, tell))
        except Exception as error:
            self._callbacks.on_fault(error)
            return
        self._callbacks.on_report(report, self._has_pages())
        for site, build in builds.items():
            self.channels[site].announce(build)

    def _build_and_identify(self, options: Options, progress: Progress) -> tuple[Report, Mapping[str, str]]:
        """Build, and return the new ids of the sites that are others than before."""
        report = self._build(options, progress)
        return report, {
            site: build_id(self.output / site)
            for site, published in report.sites.items()
            if site in self.channels and (published.written or published.removed)
        }

    def _in_thread(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Start work in a thread that the process does not wait for when it ends, as executors do."""
        outcome: Future[T] = Future()
        outcome.set_running_or_notify_cancel()

        def run() -> None:
            try:
                outcome.set_result(work())
            except BaseException as error:
                outcome.set_exception(error)

        self._builder = threading.Thread(target=run, name="build", daemon=True)
        self._builder.start()
        return asyncio.wrap_future(outcome)

    def _has_pages(self) -> bool:
        return any((self.output / address.site / "index.html").exists() for address in self.addresses)


def _site_names(root: Path) -> dict[str, str]:
    """Return the sites' names by their ids; a site whose file is wrong goes by its id for the time being."""
    ids = sorted(file.stem for file in (root / SITES_FOLDER).glob("*.yaml"))
    if not ids:
        raise UsageError(
            Phrase("Det finnes ingen nettsteder: {folder}/ har ingen YAML-filer.", folder=SITES_FOLDER)
        )
    try:
        names = {site.id: site.name for site in load_sites(root)}
    except ContentError:
        names = {}
    return {site: names.get(site, site) for site in ids}


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
