"""One site over HTTP: its files as they are, and in its pages the script that keeps them up to date."""

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
from drammenworks.engine.store import Store
from drammenworks.errors import Phrase
from drammenworks.preview.inject import CLIENT, TOOLBAR_SCRIPT, TOOLBAR_STYLE
from drammenworks.serve.identity import CLIENT_PATH, Identity, with_script
from drammenworks.serve.preview import Preview

LOCAL_HOSTS = ("127.0.0.1", "localhost")
EVENTS_PATH = "/__drammenworks/events"
REMARKS_PATH = "/__drammenworks/remarks"

_OWN_CLIENT = Path(__file__).with_name("client")
_CLIENT = (
    CLIENT / TOOLBAR_SCRIPT,
    CLIENT / TOOLBAR_STYLE,
    *(_OWN_CLIENT / name for name in ("preview.js", "focal.js", "error-overlay.js", "error-overlay.css")),
)
"""What browsers are given of ours, each below :data:`CLIENT_PATH` by its name."""
_FRESH = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_NOTHING_YET = """\
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
"""Where Python's own table lacks a type or depends on its version."""

Action = Callable[[Request], Awaitable[Response]]


def make_app(
    site: str,
    preview: Preview,
    store: Store,
    *,
    host: str = LOCAL_HOSTS[0],
    actions: Mapping[str, Action],
    on_lost: Callable[[], None],
    on_fault: Callable[[Exception], None],
) -> Starlette:
    """Return the application that serves a site.

    :param store: keeps what a build holds in memory for as long as it is asked for.
    :param host: a name of ours beside the local ones. Any other is a page from elsewhere that got a name
        of its own to lead here (DNS rebinding), to read drafts.
    :param actions: what pages may ask for, by path.
    :param on_lost: told when a file of the site is no longer kept, so that it must be made again.
    :param on_fault: told of what should not have happened.
    """
    files = _Files(site, preview, store, on_lost)

    async def events(request: Request) -> Response:
        path = request.query_params.get("path", "/")
        return StreamingResponse(preview.stream(site, path), headers=_FRESH, media_type="text/event-stream")

    async def remarks(request: Request) -> Response:
        path = request.query_params.get("path", "/")
        return JSONResponse(await anyio.to_thread.run_sync(preview.remarks, site, path), headers=_FRESH)

    def client(file: Path) -> Action:
        async def answer(request: Request) -> Response:
            return FileResponse(file, headers=_FRESH, media_type=files.type_of(file.name))

        return answer

    async def fault(request: Request, error: Exception) -> Response:
        on_fault(error)
        return PlainTextResponse("Programmet sviktet. Se i terminalen.", 500, _FRESH)

    return Starlette(
        routes=[
            Route(EVENTS_PATH, events),
            Route(REMARKS_PATH, remarks),
            *(Route(f"{CLIENT_PATH}/{file.name}", client(file)) for file in _CLIENT),
            *(Route(path, action, methods=["POST"]) for path, action in actions.items()),
            Route("/{path:path}", files.answer),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(host), www_redirect=False)],
        exception_handlers={Exception: fault},
    )


def _hosts(host: str) -> list[str]:
    # The Host header writes an IPv6 address in brackets.
    return [*LOCAL_HOSTS, f"[{host}]" if ":" in host else host]


class _Files:
    """Answers with the files that a build has made, looked up by their paths: there are no others to find."""

    def __init__(self, site: str, preview: Preview, store: Store, on_lost: Callable[[], None]) -> None:
        self._site = site
        self._preview = preview
        self._store = store
        self._on_lost = on_lost
        # Without the system's own tables, which differ, and on Windows can be plain wrong.
        self._types = mimetypes.MimeTypes()
        for suffix, media_type in _TYPES.items():
            self._types.add_type(media_type, suffix)

    def type_of(self, name: str) -> str:
        """Return the media type of a file, the same on every machine."""
        media_type = self._types.guess_type(PurePath(name).name)[0] or "application/octet-stream"
        return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type

    async def answer(self, request: Request) -> Response:
        """Return the answer to a request for a file."""
        path = request.scope["path"]
        artifact, status = self._preview.file(self._site, path), 200
        if artifact is None:
            if self._preview.file(self._site, f"{path}/") is not None:
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"{quote(path)}/{query}", headers=_FRESH)
            artifact, status = self._preview.not_found(self._site), 404
        try:
            if artifact is None:
                return self._nothing()
            if artifact.path.endswith(".html"):
                return await self._page(artifact, status, request)
            return await self._file(artifact, request)
        except FileNotFoundError:
            self._on_lost()
            return self._nothing()

    async def _page(self, artifact: Artifact, status: int, request: Request) -> Response:
        # Before the page is read: one that is older than its identity would never be reloaded.
        identity = self._preview.identity(self._site, artifact)
        headers = {**_FRESH, "ETag": f'"{identity.page}-{artifact.digest}"'}
        if status == 200 and _has(request, headers["ETag"]):
            return Response(None, 304, headers)
        html = await anyio.to_thread.run_sync(artifact.read)
        return Response(with_script(html, identity), status, headers, media_type="text/html")

    async def _file(self, artifact: Artifact, request: Request) -> Response:
        headers = {**_FRESH, "ETag": f'"{artifact.digest}"'}
        if _has(request, headers["ETag"]):
            return Response(None, 304, headers)
        file = await anyio.to_thread.run_sync(self._on_disk, artifact)
        found = await anyio.to_thread.run_sync(file.stat)
        return FileResponse(file, headers=headers, media_type=self.type_of(artifact.path), stat_result=found)

    def _on_disk(self, artifact: Artifact) -> Path:
        """Return a file that holds the bytes: Starlette knows the ranges of files only."""
        if isinstance(artifact.content, Path):
            return artifact.content
        name, _ = self._store.put(artifact.content)
        return self._store.file(name)

    def _nothing(self) -> Response:
        say = self._preview.say
        html = _NOTHING_YET.format(
            # A page says in which language it is.
            lang=say(Phrase("nb")),
            title=say(Phrase("Nettstedet er ikke bygget ennå")),
            text=say(Phrase("Siden kommer av seg selv når det er klart.")),
        ).encode()
        return Response(with_script(html, Identity("", "")), 503, _FRESH, media_type="text/html")


def _has(request: Request, etag: str) -> bool:
    """Tell whether whoever asks has a file already (RFC 9110 § 13.1.2)."""
    known = request.headers.get("If-None-Match", "")
    return known.strip() == "*" or etag in (one.strip().removeprefix("W/") for one in known.split(","))
