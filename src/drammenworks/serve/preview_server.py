"""A preview from its start to Ctrl-C: the servers, the watcher and the build loop, in one event loop.

Servers, changes and callbacks belong to the loop in the main thread; only builds run in a worker thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from starlette.types import ASGIApp

from drammenworks.engine.content_store import Store
from drammenworks.errors import Phrase, UsageError
from drammenworks.preview.editor import VS_CODE, Editor
from drammenworks.preview.editor_context import EditorContext
from drammenworks.serve.actions import (
    CLOCK_PATH,
    FOCAL_PATH,
    clock_action,
    focal_action,
    is_local,
    require_token,
)
from drammenworks.serve.app import make_app
from drammenworks.serve.build_loop import BuildLoop
from drammenworks.serve.builder_interface import Builder
from drammenworks.serve.change_batches import ChangeQueue
from drammenworks.serve.differences import DifferencesPage
from drammenworks.serve.git_lock import GitLock
from drammenworks.serve.inventory import InventoryPage
from drammenworks.serve.options import Callbacks, ServeSettings, SiteAddress
from drammenworks.serve.preview_state import DIFFERENCES_PATH, INVENTORY_PATH, PreviewState
from drammenworks.serve.program_watch import ProgramWatch
from drammenworks.serve.public_sites import PublicSites
from drammenworks.serve.signals import stop_on_signals
from drammenworks.serve.site_servers import SiteServers
from drammenworks.serve.watcher import Watcher

_REARM_INTERVAL = 0.5
"""Seconds between two checks of whether the watched folders were replaced."""


class Ending(NamedTuple):
    """How a preview ended."""

    is_busy: bool
    """A build, or the encoding of pictures, goes on in threads that need not be waited for."""
    ports: Mapping[str, int] | None = None
    """The port of each site, by its id, when the preview is to go on with the program as it is now."""


def serve(settings: ServeSettings, callbacks: Callbacks) -> Ending:
    """Preview the sites until the process gets a signal to stop, or the program changes.

    :raises UsageError: if there are no sites, or they cannot be served with these settings.
    """
    return asyncio.run(_serve(settings, callbacks))


async def _serve(settings: ServeSettings, callbacks: Callbacks) -> Ending:
    stop = asyncio.Event()
    with stop_on_signals(stop), contextlib.closing(PreviewServer(settings, callbacks)) as server:
        is_busy = await server.run(stop)
        ports = {address.site: address.port for address in server.addresses}
        return Ending(is_busy, ports if server.is_outdated else None)


class PreviewServer:
    """One preview of a project."""

    def __init__(
        self,
        settings: ServeSettings,
        callbacks: Callbacks,
        *,
        builder: Builder | None = None,
        program: ProgramWatch | None = None,
    ) -> None:
        """Bind the ports, and load the cached pages of the last preview.

        :param builder: builds the sites; one that is imported with the first build when None.
        :param program: tells when the program changes; watches the files of this one when None.
        """
        self._settings = settings
        self._callbacks = callbacks
        self._servers = SiteServers(settings.root, settings.host, settings.port, settings.ports)
        # By port, so that two simultaneous previews of the project do not share files.
        self.folder = settings.root / ".cache" / "preview" / str(self._servers.first_port)
        self._store = Store(self.folder)
        context = EditorContext(Editor(settings.root, settings.edit_url or VS_CODE), settings.say)
        token = secrets.token_urlsafe(24) if is_local(settings.host) else None
        self.preview = PreviewState(context, settings.root, token=token)
        self.preview.at = settings.at
        self.changes = ChangeQueue(is_git_busy=GitLock(settings.root))
        self.is_outdated = False
        """Whether the program has changed, so that a new process has to continue the preview."""
        self._program = program or ProgramWatch(GitLock(settings.root))
        self._builds = BuildLoop(
            settings, callbacks, self.preview, self.changes, self._servers, self.folder, builder
        )
        self._public = PublicSites(self._builds.current_options)

    @property
    def addresses(self) -> tuple[SiteAddress, ...]:
        """The address of each site."""
        return self._servers.addresses

    @property
    def cache_file(self) -> Path:
        """The file with the pages that the next preview shows first."""
        return self._builds.cache_file

    def close(self) -> None:
        """Release the ports."""
        self._servers.close()

    async def run(self, stop: asyncio.Event) -> bool:
        """Build, serve and watch until ``stop`` or a change of the program; tell whether threads go on.

        :raises UsageError: if the cache cannot be written, or the project cannot be watched.
        """
        self._open_store()
        # Before the first build reads a file, so that no change during that build is missed.
        watcher = self._start_watcher(asyncio.get_running_loop())
        tasks: list[asyncio.Task[None]] = []
        try:
            await self._servers.start(self._app)
            tasks += [
                asyncio.create_task(self._builds.run(self._app)),
                asyncio.create_task(self._rearm(watcher)),
                asyncio.create_task(self._watch_program()),
                asyncio.create_task(_wait(stop)),
            ]
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self._servers.stop()
            watcher.stop()
            self._public.stop()
        return self._builds.stop()

    def _open_store(self) -> None:
        """Prepare the folder for files that builds have in memory.

        :raises UsageError: if it cannot be written.
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

    def _start_watcher(self, loop: asyncio.AbstractEventLoop) -> Watcher:
        """Return a watcher that adds changes to the queue.

        :raises UsageError: if the project cannot be watched.
        """

        def on_change(path: str) -> None:
            # The watcher's thread may report a change after the loop is closed.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self.changes.add, path)

        watcher = Watcher(self._settings.root, on_change, self._callbacks.on_polling)
        try:
            watcher.start()
        except OSError as error:
            raise UsageError(
                Phrase("Kan ikke følge med på endringer: {reason}.", reason=error.strerror or error)
            ) from error
        return watcher

    async def _rearm(self, watcher: Watcher) -> None:
        while True:
            await asyncio.sleep(_REARM_INTERVAL)
            # A folder that returned between two checks is still watched, so rearm() does not report it.
            for folder in watcher.rearm() or self._builds.missing:
                self.changes.add(folder)

    async def _watch_program(self) -> None:
        await self._program.changed()
        self.is_outdated = True

    def _app(self, site: str) -> ASGIApp:
        """Return the application for a site."""
        actions = {
            CLOCK_PATH: clock_action(self.preview, self._settings.now, self._builds.request),
            FOCAL_PATH: focal_action(site, self.preview, self._settings.root),
        }
        differences = DifferencesPage(
            site,
            self.preview,
            self._public,
            urls=lambda: self._servers.urls,
            is_building=lambda: self._builds.is_busy,
        )
        inventory = InventoryPage(self.preview, urls=lambda: self._servers.urls)
        return make_app(
            site,
            self.preview,
            self._store,
            host=self._settings.host,
            actions={path: require_token(action, self.preview) for path, action in actions.items()},
            on_file_lost=self._builds.request_from_cache,
            on_fault=self._callbacks.on_fault,
            own_pages={DIFFERENCES_PATH: differences.respond, INVENTORY_PATH: inventory.respond},
        )


async def _wait(event: asyncio.Event) -> None:
    await event.wait()
