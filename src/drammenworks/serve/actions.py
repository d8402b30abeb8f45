"""The actions that a page can request from the preview; only the preview's own pages on this machine may."""

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
from drammenworks.serve.preview_state import PreviewState

CLOCK_PATH = "/__drammenworks/clock"
FOCAL_PATH = "/__drammenworks/focal"
TOKEN_HEADER = "X-Drammenworks-Token"

_MAX_BODY = 4096
_YEARS = (1970, 2200)
"""The years that the clock can be set to, from the first up to the second; any other is a typing error."""
_NO_STORE = {"Cache-Control": "no-store"}

Action = Callable[[dict[str, Any]], Awaitable[None]]
"""Takes the JSON object of a request.

:raises DrammenworksError: if the action cannot be done.
:raises OSError: if a file cannot be read or written.
"""


class InvalidActionError(DrammenworksError):
    """The parameters of an action are invalid; the message gives the reason."""


def is_local(host: str) -> bool:
    """Return whether a server that listens on ``host`` can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def require_token(action: Action, preview: PreviewState) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that performs an action for authorized requests, and rejects any other request."""

    async def endpoint(request: Request) -> Response:
        reason = _rejection(request, preview.token)
        if reason is not None:
            return _error(reason, 403)
        body = await _body(request)
        if body is None:
            return _error("body too large", 413)
        try:
            payload = json.loads(body)
        except (ValueError, RecursionError):
            return _error("not JSON", 400)
        if not isinstance(payload, dict):
            return _error("not a JSON object", 400)
        try:
            await action(payload)
        except (DrammenworksError, OSError) as error:
            message = error.message if isinstance(error, DrammenworksError) else error.strerror or str(error)
            return _error(preview.say(message), 409)
        return JSONResponse({}, headers=_NO_STORE)

    return endpoint


def clock_action(preview: PreviewState, now: Callable[[], datetime], on_change: Callable[[], None]) -> Action:
    """Return the action that sets the clock: ``{"at": "2026-12-24T18:00"}``, or null for the current time."""

    async def action(payload: dict[str, Any]) -> None:
        preview.at = _parse_instant(payload.get("at"), now())
        on_change()

    return action


def focal_action(site: str, preview: PreviewState, root: Path) -> Action:
    """Return the action that sets a focal point.

    It takes ``{"page": "/", "src": "/a.webp", "nth": 0, "x": 0, "y": 1}``,
    whose meaning is that of :func:`focal_point_edit.find_image`.
    """

    async def action(payload: dict[str, Any]) -> None:
        page, src, x, y = (payload.get(name) for name in ("page", "src", "x", "y"))
        nth = payload.get("nth", 0)
        if (
            not isinstance(page, str)
            or not isinstance(src, str)
            or type(nth) is not int
            or nth < 0
            or preview.snapshot is None
        ):
            raise InvalidActionError(Phrase("Siden finnes ikke lenger."))
        # Imports the content models, which the preview must not wait for at its start.
        from drammenworks.serve.focal_point_edit import find_image, set_focal  # noqa: PLC0415

        point = (_parse_fraction(x), _parse_fraction(y))
        image = await anyio.to_thread.run_sync(find_image, preview.snapshot, site, page, src, nth)
        await anyio.to_thread.run_sync(set_focal, image, point, root)

    return action


def _rejection(request: Request, token: str | None) -> str | None:
    """Return the reason to reject a request, or None.

    A page of a different origin can send requests to this server without reading the responses. It cannot
    send this content type or header without a CORS preflight request, which gets no permission here; and it
    cannot forge its origin.
    """
    if token is None or request.client is None or not is_local(request.client.host):
        return "not from this machine"
    if request.headers.get("Origin") != f"{request.url.scheme}://{request.headers.get('Host')}":
        return "different origin"
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return "different site"
    if request.headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
        return "wrong content type"
    if not secrets.compare_digest(request.headers.get(TOKEN_HEADER, "").encode(), token.encode()):
        return "wrong token"
    return None


async def _body(request: Request) -> bytes | None:
    """Return the body of a request; None when it is larger than any valid one."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            return None
    return body


def _parse_instant(wanted: object, now: datetime) -> datetime | None:
    if wanted is None:
        return None
    try:
        moment = datetime.fromisoformat(str(wanted))
    except ValueError:
        moment = None
    if moment is None or not _YEARS[0] <= moment.year < _YEARS[1]:
        raise InvalidActionError(Phrase("«{moment}» er ikke et tidspunkt.", moment=wanted))
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def _parse_fraction(value: object) -> float:
    # The comparison is false for NaN. It comes before float(), which overflows for very large integers.
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise InvalidActionError(Phrase("Punktet ligger utenfor bildet."))
    return float(value)


def _error(message: str, status: int) -> Response:
    # The message may quote a lone surrogate, which JSON can represent and UTF-8 cannot.
    encodable = message.encode(errors="backslashreplace").decode()
    return JSONResponse({"message": encodable}, status, _NO_STORE)
