"""The HTTP application for one site: its files, and its pages with the script that keeps them up to date."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from drammenworks.base.media_types import media_type
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.content_store import Store
from drammenworks.errors import Finding
from drammenworks.preview.inject import CLIENT, TOOLBAR_SCRIPT, TOOLBAR_STYLE
from drammenworks.serve.notices import picture_notice, unbuilt_page
from drammenworks.serve.page_version import CLIENT_PATH, PageVersion, inject_script
from drammenworks.serve.preview_state import PreviewState

if TYPE_CHECKING:
    from drammenworks.pipeline.preview.picture_queue import Picture

T = TypeVar("T")

LOCAL_HOSTS = ("127.0.0.1", "localhost")
EVENTS_PATH = "/__drammenworks/events"
REMARKS_PATH = "/__drammenworks/remarks"

_SERVE_CLIENT = Path(__file__).with_name("client")
_CLIENT_FILES = (
    CLIENT / TOOLBAR_SCRIPT,
    CLIENT / TOOLBAR_STYLE,
    *(_SERVE_CLIENT / name for name in ("preview.js", "focal.js", "error-overlay.js", "error-overlay.css")),
)
"""The preview's scripts and style sheets, each served below :data:`CLIENT_PATH` by its name."""
_NO_STORE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_PATIENCE = 3.0
"""Seconds that a request waits for a page which the first build may be about to render."""

Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(
    site: str,
    preview: PreviewState,
    store: Store,
    *,
    host: str = LOCAL_HOSTS[0],
    actions: Mapping[str, Endpoint],
    on_file_lost: Callable[[], None],
    on_fault: Callable[[Exception], None],
    own_pages: Mapping[str, Endpoint] = MappingProxyType({}),
) -> Starlette:
    """Return the application that serves a site.

    :param store: stores files that a build has in memory, while they are served.
    :param host: an accepted host name in addition to the local ones. All other names are rejected: a foreign
        page could resolve its own name to this machine (DNS rebinding) to read drafts.
    :param actions: the endpoints of actions, by path.
    :param on_file_lost: called when a file of the site is missing from the cache and must be built again.
    :param on_fault: called with unexpected exceptions.
    :param own_pages: the endpoints of pages of the preview itself, by path.
    """
    files = _FileResponder(site, preview, store, on_file_lost)

    async def events(request: Request) -> Response:
        path = request.query_params.get("path", "/")
        return StreamingResponse(
            preview.events(site, path), headers=_NO_STORE, media_type="text/event-stream"
        )

    async def remarks(request: Request) -> Response:
        path = request.query_params.get("path", "/")
        return JSONResponse(await anyio.to_thread.run_sync(preview.remarks, site, path), headers=_NO_STORE)

    def client_file(file: Path) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            return FileResponse(file, headers=_NO_STORE, media_type=media_type(file.name))

        return endpoint

    async def fault(request: Request, error: Exception) -> Response:
        on_fault(error)
        return PlainTextResponse("Programmet sviktet. Se i terminalen.", 500, _NO_STORE)

    return Starlette(
        routes=[
            Route(EVENTS_PATH, events),
            Route(REMARKS_PATH, remarks),
            *(Route(path, page) for path, page in own_pages.items()),
            *(Route(f"{CLIENT_PATH}/{file.name}", client_file(file)) for file in _CLIENT_FILES),
            *(Route(path, action, methods=["POST"]) for path, action in actions.items()),
            Route("/{path:path}", files.respond),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(host), www_redirect=False)],
        exception_handlers={Exception: fault},
    )


def _hosts(host: str) -> list[str]:
    # The Host header writes an IPv6 address in brackets.
    return [*LOCAL_HOSTS, f"[{host}]" if ":" in host else host]


class _FileResponder:
    """Serves the output files of a build from a mapping of paths, so that no other file can be reached."""

    def __init__(
        self, site: str, preview: PreviewState, store: Store, on_file_lost: Callable[[], None]
    ) -> None:
        self._site = site
        self._preview = preview
        self._store = store
        self._on_file_lost = on_file_lost

    async def respond(self, request: Request) -> Response:
        """Return the response to a request for a file."""
        with anyio.move_on_after(_PATIENCE):
            while not self._is_known(request.scope["path"]):
                await self._preview.changed()
        try:
            return await self._respond(request)
        except FileNotFoundError:
            self._on_file_lost()
            return self._not_built()

    def _is_known(self, path: str) -> bool:
        """Return whether there is a response that the first build will not change in a moment."""
        preview, site = self._preview, self._site
        if not preview.is_building_first or not preview.has_pages(site):
            return True
        paths = (path, f"{path}/")
        return any(preview.file(site, path) or preview.unmade_picture(site, path) for path in paths)

    async def _respond(self, request: Request) -> Response:
        path = request.scope["path"]
        artifact, status = self._preview.file(self._site, path), 200
        if artifact is None and (picture := self._preview.unmade_picture(self._site, path)) is not None:
            return await self._picture(picture, request)
        if artifact is None:
            if self._preview.file(self._site, f"{path}/") is not None:
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"{quote(path)}/{query}", headers=_NO_STORE)
            if self._preview.is_building_first:
                return self._not_built()
            artifact, status = self._preview.not_found_page(self._site), 404
        if artifact is None:
            return self._not_built()
        if artifact.path.endswith(".html"):
            return await self._page(artifact, status, request)
        return await self._file(artifact, request)

    async def _picture(self, picture: Picture, request: Request) -> Response:
        """Return a picture once it is made; meanwhile its place on the page has its tones."""
        made = await _unless_gone(self._preview.make(picture), request)
        if made is None:
            # The browser is gone; or the source of the picture is changing, and a build will come.
            return PlainTextResponse("", 503, _NO_STORE)
        if isinstance(made, Finding):
            # It was imported to show the page.
            from drammenworks.pipeline.preview.picture_queue import size_of  # noqa: PLC0415

            say = self._preview.say
            notice = picture_notice(say(made.message), *size_of(picture), say)
            return Response(notice, 404, _NO_STORE, media_type="image/svg+xml")
        return await self._file(Artifact(picture.output_path, made.path, made.digest), request)

    async def _page(self, artifact: Artifact, status: int, request: Request) -> Response:
        # Before the page is read: a page that is older than its version would never be reloaded.
        version = self._preview.page_version(self._site, artifact)
        headers = {**_NO_STORE, "ETag": f'"{version.digest}-{artifact.digest}"'}
        if status == 200 and _is_cached(request, headers["ETag"]):
            return Response(None, 304, headers)
        html = await anyio.to_thread.run_sync(artifact.read)
        return Response(inject_script(html, version), status, headers, media_type="text/html")

    async def _file(self, artifact: Artifact, request: Request) -> Response:
        headers = {**_NO_STORE, "ETag": f'"{artifact.digest}"'}
        if _is_cached(request, headers["ETag"]):
            return Response(None, 304, headers)
        file = await anyio.to_thread.run_sync(self._on_disk, artifact)
        status = await anyio.to_thread.run_sync(file.stat)
        return FileResponse(file, headers=headers, media_type=media_type(artifact.path), stat_result=status)

    def _on_disk(self, artifact: Artifact) -> Path:
        """Return a file with the content: Starlette answers range requests for files only."""
        if isinstance(artifact.content, Path):
            return artifact.content
        name, _ = self._store.put(artifact.content)
        return self._store.file(name)

    def _not_built(self) -> Response:
        html = unbuilt_page(self._preview.say, is_building=self._preview.is_building_first)
        return Response(inject_script(html, PageVersion("", "")), 503, _NO_STORE, media_type="text/html")


async def _unless_gone(future: Future[T], request: Request) -> T | None:
    """Return a result, or None when the browser goes away first; the future is cancelled then."""
    result: T | None = None
    async with anyio.create_task_group() as group:

        async def wait_until_gone() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass
            group.cancel_scope.cancel()

        group.start_soon(wait_until_gone)
        result = await asyncio.wrap_future(future)
        group.cancel_scope.cancel()
    return result


def _is_cached(request: Request, etag: str) -> bool:
    """Return whether the client has the file in its cache (RFC 9110 § 13.1.2)."""
    cached = request.headers.get("If-None-Match", "")
    return cached.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in cached.split(","))
