"""The HTTP application for one site: its files, and its pages with the script that keeps them up to date."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path, PurePath
from urllib.parse import quote

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

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.content_store import Store
from drammenworks.errors import Phrase
from drammenworks.preview.inject import CLIENT, TOOLBAR_SCRIPT, TOOLBAR_STYLE
from drammenworks.serve.page_version import CLIENT_PATH, PageVersion, inject_script
from drammenworks.serve.preview_state import PreviewState

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
_NOT_BUILT_HTML = """\
<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body>
<h1>{title}</h1>
<p>{text}</p>
</body>
</html>
"""
_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".rss": "application/rss+xml",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "text/yaml",
}
"""Types that Python's own table lacks, or has in some versions only."""

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
) -> Starlette:
    """Return the application that serves a site.

    :param store: stores files that a build has in memory, while they are served.
    :param host: an accepted host name in addition to the local ones. All other names are rejected: a foreign
        page could resolve its own name to this machine (DNS rebinding) to read drafts.
    :param actions: the endpoints of actions, by path.
    :param on_file_lost: called when a file of the site is missing from the cache and must be built again.
    :param on_fault: called with unexpected exceptions.
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
            return FileResponse(file, headers=_NO_STORE, media_type=files.type_of(file.name))

        return endpoint

    async def fault(request: Request, error: Exception) -> Response:
        on_fault(error)
        return PlainTextResponse("Programmet sviktet. Se i terminalen.", 500, _NO_STORE)

    return Starlette(
        routes=[
            Route(EVENTS_PATH, events),
            Route(REMARKS_PATH, remarks),
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
        # Not the system's tables, which differ between machines, and which can be wrong on Windows.
        self._types = mimetypes.MimeTypes()
        for suffix, media_type in _TYPES.items():
            self._types.add_type(media_type, suffix)

    def type_of(self, name: str) -> str:
        """Return the media type of a file, the same on every machine."""
        media_type = self._types.guess_type(PurePath(name).name)[0] or "application/octet-stream"
        return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type

    async def respond(self, request: Request) -> Response:
        """Return the response to a request for a file."""
        path = request.scope["path"]
        artifact, status = self._preview.file(self._site, path), 200
        if artifact is None:
            if self._preview.file(self._site, f"{path}/") is not None:
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"{quote(path)}/{query}", headers=_NO_STORE)
            artifact, status = self._preview.not_found_page(self._site), 404
        try:
            if artifact is None:
                return self._not_built()
            if artifact.path.endswith(".html"):
                return await self._page(artifact, status, request)
            return await self._file(artifact, request)
        except FileNotFoundError:
            self._on_file_lost()
            return self._not_built()

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
        return FileResponse(file, headers=headers, media_type=self.type_of(artifact.path), stat_result=status)

    def _on_disk(self, artifact: Artifact) -> Path:
        """Return a file with the content: Starlette answers range requests for files only."""
        if isinstance(artifact.content, Path):
            return artifact.content
        name, _ = self._store.put(artifact.content)
        return self._store.file(name)

    def _not_built(self) -> Response:
        say = self._preview.say
        html = _NOT_BUILT_HTML.format(
            # Translated as well: the language code of the page.
            lang=say(Phrase("nb")),
            title=say(Phrase("Nettstedet er ikke bygget ennå")),
            text=say(Phrase("Siden kommer av seg selv når det er klart.")),
        ).encode()
        return Response(inject_script(html, PageVersion("", "")), 503, _NO_STORE, media_type="text/html")


def _is_cached(request: Request, etag: str) -> bool:
    """Return whether the client has the file in its cache (RFC 9110 § 13.1.2)."""
    cached = request.headers.get("If-None-Match", "")
    return cached.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in cached.split(","))
