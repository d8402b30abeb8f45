"""One site over HTTP: its files as they are, and in its pages the script that reloads them."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from pathlib import Path, PurePath

import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from drammenworks.serve.reload import EVENTS_PATH, SCRIPT_FILE, SCRIPT_PATH, Channel, with_script

LOCAL_HOSTS = ("127.0.0.1", "localhost")

_FRESH = {"Cache-Control": "no-store"}
_NOT_BUILT = """\
<!doctype html>
<html lang="nb">
<head><meta charset="utf-8"><title>Ikke bygget ennå</title></head>
<body>
<h1>Nettstedet er ikke bygget ennå</h1>
<p>Siden kommer av seg selv når det er klart. Skjer det ikke, står grunnen i terminalen.</p>
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
"""Where Python's own table lacks a type or depends on its version."""


def make_app(
    folder: Path, channel: Channel, *, host: str = LOCAL_HOSTS[0], on_fault: Callable[[Exception], None]
) -> Starlette:
    """Return the application that serves the site in ``folder``, which must exist.

    :param host: a name of ours beside the local ones. Any other is a page from elsewhere that got a name
        of its own to lead here (DNS rebinding), to read drafts.
    :param on_fault: told of what should not have happened.
    """

    async def events(request: Request) -> Response:
        return StreamingResponse(channel.stream(), headers=_FRESH, media_type="text/event-stream")

    async def script(request: Request) -> Response:
        return FileResponse(SCRIPT_FILE, headers=_FRESH, media_type="text/javascript")

    async def fault(request: Request, error: Exception) -> Response:
        on_fault(error)
        return PlainTextResponse("Programmet sviktet. Se i terminalen.", 500, _FRESH)

    return Starlette(
        routes=[
            Route(EVENTS_PATH, events),
            Route(SCRIPT_PATH, script),
            Mount("/", _Files(folder, channel)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(host), www_redirect=False)],
        exception_handlers={Exception: fault},
    )


def _hosts(host: str) -> list[str]:
    # The Host header writes an IPv6 address in brackets.
    return [*LOCAL_HOSTS, f"[{host}]" if ":" in host else host]


class _Files(StaticFiles):
    """Starlette's static files, which stay in their folder and know ranges and ETags."""

    def __init__(self, folder: Path, channel: Channel) -> None:
        super().__init__(directory=folder, html=True)
        self._folder = folder
        self._channel = channel
        # Without the system's own tables, which differ, and on Windows can be plain wrong.
        self._types = mimetypes.MimeTypes()
        for suffix, media_type in _TYPES.items():
            self._types.add_type(media_type, suffix)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the answer to a request for ``path``."""
        # Before the file is read: a page that is older than its id would never be reloaded.
        build = self._channel.build
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or (self._folder / "index.html").exists():
                raise
            response = _page(_NOT_BUILT.encode(), 503, build)
        if isinstance(response, FileResponse):
            response = await self._finish(response, build)
        response.headers.update(_FRESH)
        return response

    async def _finish(self, response: FileResponse, build: str) -> Response:
        media_type = self._type(response.path)
        if media_type != "text/html":
            charset = "; charset=utf-8" if media_type.startswith("text/") else ""
            response.headers["Content-Type"] = media_type + charset
            return response
        try:
            html = await anyio.to_thread.run_sync(Path(response.path).read_bytes)
        except OSError:
            raise HTTPException(404) from None  # A build has removed it since.
        page = _page(html, response.status_code, build)
        # Those of the file: the script adds nothing that they should tell.
        for name in ("ETag", "Last-Modified"):
            page.headers[name] = response.headers[name]
        return page

    def _type(self, path: object) -> str:
        return self._types.guess_type(PurePath(str(path)).name)[0] or "application/octet-stream"


def _page(html: bytes, status: int, build: str) -> Response:
    return Response(with_script(html, build), status, media_type="text/html")
