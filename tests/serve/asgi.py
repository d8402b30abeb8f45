"""Calls an ASGI application as Uvicorn does, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from tests.waiting import PATIENCE


@dataclass(frozen=True)
class AppResponse:
    """The response to a request."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def call_app(
    app: ASGIApp,
    target: str,
    *,
    method: str = "GET",
    host: str | None = "127.0.0.1:8000",
    client: str = "127.0.0.1",
    body: bytes = b"",
    **headers: str,
) -> AppResponse:
    """Return the response to a request; ``if_range="…"`` becomes the header If-Range."""
    return asyncio.run(asyncio.wait_for(_ask(app, target, method, host, client, body, headers), PATIENCE))


async def request(app: ASGIApp, target: str) -> AppResponse:
    """Return the response to a request in the running loop."""
    return await _ask(app, target, "GET", "127.0.0.1:8000", "127.0.0.1", b"", {})


async def _ask(
    app: ASGIApp,
    target: str,
    method: str,
    host: str | None,
    client: str,
    body: bytes,
    headers: Mapping[str, str],
) -> AppResponse:
    raw_path, _, query = target.partition("?")
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    if host is not None:
        fields["host"] = host
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "server": ("127.0.0.1", 8000),
        "client": (client, 50000),
        "scheme": "http",
        "method": method,
        "root_path": "",
        "path": unquote(raw_path),
        "raw_path": raw_path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in fields.items()],
    }
    sent: list[Message] = []
    asked = False

    async def receive() -> Message:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()  # The client stays connected.
        asked = True
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start, *rest = sent
    return AppResponse(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(message.get("body", b"") for message in rest),
    )
