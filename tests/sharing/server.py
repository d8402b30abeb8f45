"""A server with the HTTP interface of bazel-remote, and ways in which one can fail."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Fault = Literal["", "hangs", "drips", "fails", "ends early", "redirects", "garbage", "too much", "refuses"]
FAULTS: tuple[Fault, ...] = ("hangs", "drips", "fails", "ends early", "redirects", "garbage", "too much")
"""Of answers to a reader."""

_NAME = re.compile(r"/(ac|cas)/([0-9a-f]{64})")


class CacheServer:
    """What a server holds, what it was asked, and what it does wrong."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        """By name, such as ``cas/…``."""
        self.asked: list[tuple[str, str]] = []
        """The method and path of each request."""
        self.authorization: set[str | None] = set()
        self.fault: Fault = ""
        self.url = ""


@contextmanager
def serve() -> Iterator[CacheServer]:
    """Run a server until the context ends."""
    state = CacheServer()
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"state": state}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A request that hangs is not waited for.
    block_on_close = False
    # All connections of a reader come at once.
    request_queue_size = 128


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    state: CacheServer

    def do_GET(self) -> None:
        name = self._asked()
        data = self.state.held.get(name or "")
        fault = self.state.fault
        if fault in ("hangs", "drips", "fails", "redirects"):
            self._fail(fault)
        elif name is None:
            self._answer(400, b"resource name must be a SHA256 hash in hex")
        elif data is None:
            self._answer(404, b"Not found")
        elif fault == "ends early":
            self._answer(200, data[: len(data) // 2], length=len(data))
            self.close_connection = True
        elif fault == "garbage":
            self._answer(200, bytes(reversed(data)))
        elif fault == "too much":
            self._answer(200, data + b"x" * 10_000_000)
        else:
            self._answer(200, data)

    def do_PUT(self) -> None:
        name = self._asked()
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if self.state.fault == "refuses":
            self._answer(403, b"")
        elif self.state.fault in ("hangs", "fails"):
            self._fail(self.state.fault)
        elif name is None or (name.startswith("cas/") and name != f"cas/{hashlib.sha256(data).hexdigest()}"):
            self._answer(400, b"")
        else:
            self.state.held[name] = data
            self._answer(200, b"")

    def _asked(self) -> str | None:
        self.state.asked.append((self.command, self.path))
        self.state.authorization.add(self.headers["Authorization"])
        match = _NAME.fullmatch(self.path)
        return f"{match[1]}/{match[2]}" if match else None

    def _fail(self, fault: Fault) -> None:
        if fault == "hangs":
            time.sleep(30)
        elif fault == "drips":
            self.send_response(200)
            self.send_header("Content-Length", "2000")
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"x")
                time.sleep(0.5)
        elif fault == "redirects":
            self.send_response(302)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._answer(500, b"sorry")

    def _answer(self, status: int, data: bytes, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)

    def handle(self) -> None:
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            return  # Whoever asked waits no longer.

    def log_message(self, format: str, *args: Any) -> None:
        pass
