"""What a page may ask the preview to do, and who may ask: our own pages, on this machine, and nobody else."""

from __future__ import annotations

import ipaddress
import json
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from drammenworks.errors import DrammenworksError, Phrase
from drammenworks.serve.preview import Preview

CLOCK_PATH = "/__drammenworks/clock"
FOCAL_PATH = "/__drammenworks/focal"
TOKEN_HEADER = "X-Drammenworks-Token"

_MOST_BYTES = 4096
_YEARS = (1970, 2200)
"""As of when sites can be shown: what lies far outside is a slip of the keyboard."""
_FRESH = {"Cache-Control": "no-store"}

Work = Callable[[dict[str, Any]], Awaitable[None]]


class RefusedError(DrammenworksError):
    """What was asked for makes no sense; the message says why."""


def is_local(host: str) -> bool:
    """Tell whether what listens on ``host`` can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guarded(work: Work, preview: Preview) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers to a request to do ``work``, and refuses whoever may not ask for it."""

    async def answer(request: Request) -> Response:
        reason = _refusal(request, preview.token)
        if reason is not None:
            return _told(reason, 403)
        body = await _body(request)
        if body is None:
            return _told("too much", 413)
        try:
            wish = json.loads(body)
        except (ValueError, RecursionError):
            return _told("no JSON", 400)
        if not isinstance(wish, dict):
            return _told("no object", 400)
        try:
            await work(wish)
        except (DrammenworksError, OSError) as error:
            message = error.message if isinstance(error, DrammenworksError) else error.strerror or str(error)
            return _told(preview.say(message), 409)
        return JSONResponse({}, headers=_FRESH)

    return answer


def set_clock(preview: Preview, now: Callable[[], datetime], on_change: Callable[[], None]) -> Work:
    """Return what shows the sites as of another instant: ``{"at": "2026-12-24T18:00"}``, or None for now."""

    async def work(wish: dict[str, Any]) -> None:
        preview.at = _instant(wish.get("at"), now())
        on_change()

    return work


def choose_focal(site: str, preview: Preview, root: Path) -> Work:
    """Return what sets the subject of a picture: ``{"page": "/", "src": "/media/a.webp", "x": 0, "y": 1}``"""

    async def work(wish: dict[str, Any]) -> None:
        page, src, x, y = (wish.get(name) for name in ("page", "src", "x", "y"))
        if not isinstance(page, str) or not isinstance(src, str) or preview.sight is None:
            raise RefusedError(Phrase("Siden finnes ikke lenger."))
        # It loads what content is made of, and the preview must answer before that is loaded.
        from drammenworks.serve.focal import find_field, set_focal  # noqa: PLC0415

        point = (_share(x), _share(y))
        field = find_field(preview.sight, site, page, src, root)
        await anyio.to_thread.run_sync(set_focal, field, point, root)

    return work


def _refusal(request: Request, token: str | None) -> str | None:
    """Return why a request is refused, if it is.

    A page from elsewhere can send requests here without reading the answers. It cannot send this content type
    or header without asking first (the Fetch standard's preflight), which nobody answers; and it cannot
    forge its origin.
    """
    if token is None or request.client is None or not is_local(request.client.host):
        return "not from here"
    if request.headers.get("Origin") != f"{request.url.scheme}://{request.headers.get('Host')}":
        return "another origin"
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return "another site"
    if request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
        return "another content type"
    if not secrets.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
        return "no token"
    return None


async def _body(request: Request) -> bytes | None:
    """Return what was sent; None when it is more than anybody has to say."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            return None
    return body


def _instant(wanted: object, now: datetime) -> datetime | None:
    if wanted is None:
        return None
    try:
        moment = datetime.fromisoformat(str(wanted))
    except ValueError:
        moment = None
    if moment is None or not _YEARS[0] <= moment.year < _YEARS[1]:
        raise RefusedError(Phrase("«{moment}» er ikke et tidspunkt.", moment=wanted))
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def _share(value: object) -> float:
    # NaN is neither, and an integer may be too large to become a float.
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise RefusedError(Phrase("Punktet ligger utenfor bildet."))
    return float(value)


def _told(message: str, status: int) -> Response:
    # What is quoted may have half a pair of surrogates, which JSON can write and UTF-8 cannot.
    sayable = message.encode(errors="backslashreplace").decode()
    return JSONResponse({"message": sayable}, status, _FRESH)
