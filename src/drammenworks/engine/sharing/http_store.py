"""A store behind the HTTP interface of bazel-remote: GET and PUT of ``/ac/<name>`` and ``/cas/<name>``.

Connections are used again until the store is closed: a picture is two small requests, and a thousand
handshakes would take longer than encoding.
"""

from __future__ import annotations

import base64
import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from drammenworks import __version__
from drammenworks.engine.sharing.stores import RemoteStoreError, StoreUnusableError
from drammenworks.errors import Phrase

_TIMEOUT = 3.0
"""Seconds for a connection, and between two pieces of an answer."""
_SLOWEST = 500_000
"""Bytes a second: an answer that is slower is given up."""
_CHUNK = 1 << 16
_STORED = frozenset({HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT})


class HttpStore:
    """A server."""

    def __init__(self, url: str) -> None:
        """Prepare requests; a user name and a password in the URL are sent with each.

        :raises StoreUnusableError: if it is no URL.
        """
        try:
            parts = urlsplit(url)
            self._port, self._host = parts.port, parts.hostname
        except ValueError:
            self._host = None
        if not self._host or parts.query or parts.fragment:
            raise StoreUnusableError(
                Phrase(
                    "Adressen til det delte lageret er ikke en nettadresse. Skriv for eksempel "
                    "https://cache.eksempel.no."
                )
            )
        self._scheme = parts.scheme
        self._folder = parts.path.rstrip("/")
        self._headers = {"User-Agent": f"drammenworks/{__version__}"}
        if parts.username is not None:
            credentials = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = f"Basic {base64.b64encode(credentials.encode()).decode()}"
        proxy = "" if proxy_bypass(self._host) else getproxies().get(self._scheme, "")
        self._proxy = urlsplit(proxy) if proxy else None
        self._lock = threading.Lock()
        self._idle: list[http.client.HTTPConnection] = []
        self._closings = 0

    def get(self, name: str, limit: int) -> bytes | None:
        """Return the bytes of a name, or None when there are none.

        :raises RemoteStoreError: if the server fails, is too slow, or has more than ``limit``.
        :raises OSError: if it cannot be reached.
        """
        with self._asked("GET", name, None) as response:
            if response.status == HTTPStatus.NOT_FOUND:
                return None
            if response.status != HTTPStatus.OK:
                raise RemoteStoreError(Phrase("svaret var {status}", status=response.status))
            return _read(response, limit)

    def put(self, name: str, data: bytes) -> None:
        """Store bytes, in place of those that may be there.

        :raises RemoteStoreError: if the server refuses.
        :raises OSError: if it cannot be reached.
        """
        with self._asked("PUT", name, data) as response:
            if response.status not in _STORED:
                raise RemoteStoreError(Phrase("svaret var {status}", status=response.status))

    def close(self) -> None:
        """Close the connections that are open; it can be asked again."""
        with self._lock:
            idle, self._idle = self._idle, []
            self._closings += 1
        for connection in idle:
            connection.close()

    @contextmanager
    def _asked(self, method: str, name: str, body: bytes | None) -> Iterator[http.client.HTTPResponse]:
        """Send a request, and keep its connection if all of the answer was read."""
        with self._lock:
            closings, reused = self._closings, self._idle.pop() if self._idle else None
        connection = reused or self._connect()
        is_kept = False
        try:
            try:
                response = self._send(connection, method, name, body)
            except (ConnectionError, http.client.BadStatusLine):
                if reused is None:
                    raise
                # The server has closed a connection that nobody used for a while.
                connection.close()
                connection = self._connect()
                response = self._send(connection, method, name, body)
            yield response
            # What is left of a short answer, such as «not found».
            response.read(_CHUNK)
            is_kept = response.isclosed()
        finally:
            with self._lock:
                is_kept = is_kept and closings == self._closings
                if is_kept:
                    self._idle.append(connection)
            if not is_kept:
                connection.close()

    def _send(
        self, connection: http.client.HTTPConnection, method: str, name: str, body: bytes | None
    ) -> http.client.HTTPResponse:
        path = f"{self._folder}/{name}"
        if self._proxy is not None and self._scheme == "http":
            path = f"http://{self._host}:{self._port or 80}{path}"
        connection.request(method, path, body, self._headers)
        return connection.getresponse()

    def _connect(self) -> http.client.HTTPConnection:
        kind = http.client.HTTPSConnection if self._scheme == "https" else http.client.HTTPConnection
        assert self._host is not None
        if self._proxy is None:
            connection = kind(self._host, self._port, timeout=_TIMEOUT)
        else:
            connection = kind(self._proxy.hostname or "", self._proxy.port, timeout=_TIMEOUT)
            if self._scheme == "https":
                connection.set_tunnel(self._host, self._port)
        return connection


def _read(response: http.client.HTTPResponse, limit: int) -> bytes:
    end = time.monotonic() + _TIMEOUT + limit / _SLOWEST
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise RemoteStoreError(Phrase("noe der er for stort"))
        if time.monotonic() > end:
            raise RemoteStoreError(Phrase("det er for tregt"))
    if response.length:
        raise RemoteStoreError(Phrase("svaret ble avbrutt"))
    return bytes(data)
