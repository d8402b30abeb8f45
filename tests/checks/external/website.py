"""A local server for other websites: it responds for every host."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiohttp.abc import AbstractResolver


class Website(ThreadingHTTPServer):
    """Responds by path, and records the requests."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[tuple[str, str, str]] = []
        """Method, host and path."""
        self.times: list[float] = []
        self.at_once = 0
        self.most_at_once = 0
        self.sent = 0
        self.lock = threading.Lock()
        self.stopped = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Visitors who hang up are no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Website
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        with self.server.lock:
            self.server.requests.append((self.command, self.headers["Host"], self.path))
            self.server.times.append(time.monotonic())
            self.server.at_once += 1
            self.server.most_at_once = max(self.server.most_at_once, self.server.at_once)
        self.is_answered = False
        try:
            self._say(*self.path.strip("/").split("/"))
        finally:
            self._count_as_answered()

    def _count_as_answered(self) -> None:
        """Count a request as answered before its answer is sent: the visitor may ask again at once."""
        with self.server.lock:
            self.server.at_once -= not self.is_answered
            self.is_answered = True

    def _say(self, name: str, *rest: str) -> None:  # noqa: PLR0912 - A case for each way to answer.
        asked_before = sum(path == self.path for _, _, path in self.server.requests) - 1
        match name:
            case "status":
                self._send(int(rest[0]))
            case "no-head":
                self._send(405 if self.command == "HEAD" else 200)
            case "head-says-404":
                self._send(404 if self.command == "HEAD" else 200)
            case "moved":
                self._send(int(rest[0]), Location="/fine")
            case "circle":
                self._send(302, Location=self.path)
            case "far":
                self._send(302, Location=f"/far/{int(rest[0]) + 1}")
            case "elsewhere":
                self._send(301, Location="http://hokksund.øre/fine".encode().decode("latin-1"))
            case "odd-redirect":
                self._send(302, Location="mailto:post@eksempel.no")
            case "broken-redirect":
                self._send(302, Location="http://[")
            case "once-busy":
                self._send(200 if asked_before else 503)
            case "wait":
                self._send(200 if asked_before else 429, **{"Retry-After": rest[0]})
            case "slow":
                self.server.stopped.wait(30)
            case "a-while":
                time.sleep(0.05)
                self._send(200)
            case "together":
                self._wait_for_others(int(rest[0]))
                self._send(200)
            case "huge":
                self._huge()
            case "endless-header":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000)
            case _:
                self._send(200)

    def _wait_for_others(self, number: int) -> None:
        """Wait until so many ask at once, or have done so."""
        while self.server.most_at_once < number and not self.server.stopped.wait(0.01):
            pass

    def _huge(self) -> None:
        self.send_response(405 if self.command == "HEAD" else 200)
        self.end_headers()
        with contextlib.suppress(OSError):
            while self.command == "GET" and self.server.sent < 1 << 30:
                self.wfile.write(bytes(1 << 16))
                self.server.sent += 1 << 16
        self.close_connection = True

    def _send(self, status: int, **headers: str) -> None:
        self._count_as_answered()
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def website() -> Iterator[Website]:
    """Yield a website that listens."""
    server = Website()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


class Here(AbstractResolver):
    """Finds every host on this machine but those called ``nobody.…``; looks nothing up.

    Without a port it finds none, as a machine without a network.
    """

    def __init__(self, port: int | None, error: int = socket.EAI_NONAME) -> None:
        self._port = port
        self._error = error
        self.looked_up: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[Any]:
        self.looked_up.append(host)
        if host.startswith("nobody.") or self._port is None:
            raise socket.gaierror(self._error, "Name or service not known")
        return [
            {
                "hostname": host,
                "host": "127.0.0.1",
                "port": self._port,
                "family": socket.AF_INET,
                "proto": 0,
                "flags": socket.AI_NUMERICHOST,
            }
        ]

    async def close(self) -> None:
        """Nothing is held."""
