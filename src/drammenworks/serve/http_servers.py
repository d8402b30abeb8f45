"""Binds ports, and runs an HTTP server on each in one event loop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import sys
from collections.abc import Iterator, Sequence

import uvicorn
from starlette.types import ASGIApp

from drammenworks.errors import Phrase, UsageError

LAST_PORT = 65535
_WILDCARDS = ("", "0.0.0.0", "::")

# The applications report faults themselves; the rest of Uvicorn's log does not concern the user.
logging.getLogger("uvicorn").addHandler(logging.NullHandler())


def bind(host: str, port: int, count: int) -> list[socket.socket]:
    """Return sockets bound to the first ``count`` free ports from ``port`` upwards, or to any with port 0.

    :raises UsageError: if ``host`` is not an address of this machine, or too few ports are free.
    """
    sockets: list[socket.socket] = []
    try:
        for _ in range(count):
            bound = _bind_next(host, port)
            sockets.append(bound)
            port = port and port_of(bound) + 1
    except BaseException:
        for bound in sockets:
            bound.close()
        raise
    return sockets


def port_of(bound: socket.socket) -> int:
    """Return the port that a socket is bound to."""
    port: int = bound.getsockname()[1]
    return port


def url(host: str, port: int) -> str:
    """Return the URL that a browser on this machine can open for a server that listens on ``host``."""
    if host in _WILDCARDS:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _bind_next(host: str, port: int) -> socket.socket:
    for candidate in range(port, LAST_PORT + 1):
        try:
            return _bind(host, candidate)
        except OSError as error:
            # Windows returns EACCES when a different program has exclusive use of the port.
            in_use = error.errno == errno.EADDRINUSE or (error.errno == errno.EACCES and candidate >= 1024)
            if not in_use:
                reason = error.strerror or error
                raise UsageError(
                    Phrase(
                        "Kan ikke lytte på {host}, port {port}: {reason}. Velg en annen --host eller --port.",
                        host=host,
                        port=candidate,
                        reason=reason,
                    )
                ) from error
    raise UsageError(
        Phrase("Ingen port fra {port} og oppover er ledig. Velg en annen med --port.", port=port)
    )


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    bound = socket.socket(family, kind, protocol)
    try:
        if sys.platform == "win32":
            # On Windows, SO_REUSEADDR would take the port from the program that uses it.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            # Otherwise the port stays in use for a minute (TIME_WAIT) after a preview with open pages stops.
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
    except BaseException:
        bound.close()
        raise
    return bound


class ServerGroup:
    """Several HTTP servers in the running loop."""

    def __init__(self, *, shutdown_timeout: int | None = 1) -> None:
        """Make an empty group.

        :param shutdown_timeout: seconds after which a server stops whatever is open; None for never.
        """
        self._shutdown_timeout = shutdown_timeout
        self._servers: list[_Server] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self, apps: Sequence[tuple[ASGIApp, socket.socket]]) -> None:
        """Add a server for each application and socket, and return when all accept connections."""
        new = [(_Server(_config(app, self._shutdown_timeout)), bound) for app, bound in apps]
        self._servers += [server for server, _ in new]
        self._tasks += [asyncio.create_task(server.serve(sockets=[bound])) for server, bound in new]
        for server, _ in new:
            await server.ready.wait()

    async def stop(self) -> None:
        """Stop without waiting for connections: the event streams of open pages never end by themselves."""
        for server in self._servers:
            server.should_exit = True
            for connection in list(server.server_state.connections):
                connection.transport.abort()
        await asyncio.gather(*self._tasks)


def _config(app: ASGIApp, shutdown_timeout: int | None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        interface="asgi3",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=shutdown_timeout,
    )


class _Server(uvicorn.Server):
    """A server that does not install signal handlers, which the preview does for all servers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
