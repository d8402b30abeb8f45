"""Ports and servers."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.engine.content_store import Store
from drammenworks.errors import UsageError
from drammenworks.preview.editor import Editor
from drammenworks.preview.editor_context import EditorContext
from drammenworks.serve.app import make_app
from drammenworks.serve.http_servers import ServerGroup, bind, port_of, url
from drammenworks.serve.preview_state import PreviewState
from tests.waiting import PATIENCE


@contextlib.contextmanager
def listening() -> Iterator[int]:
    """Listen on a port, as a different program may do."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield port_of(other)


def test_a_port_in_use_is_skipped() -> None:
    """The next free port is used when the wanted one is in use."""
    with listening() as taken:
        sockets = bind("127.0.0.1", taken, 2)
        try:
            first, second = map(port_of, sockets)
            assert taken < first < second
        finally:
            for bound in sockets:
                bound.close()


def test_any_ports() -> None:
    """With port 0 the system chooses a different port for each site."""
    sockets = bind("127.0.0.1", 0, 2)
    ports = {port_of(bound) for bound in sockets}
    for bound in sockets:
        bound.close()
    assert len(ports) == 2


def test_no_port_is_left() -> None:
    """When no higher port is free, there is a message."""
    with pytest.raises(UsageError, match="Ingen port"):
        bind("127.0.0.1", 65535, 2)


@pytest.mark.parametrize("host", ["192.0.2.1", "finnes.ikke.invalid"])
def test_a_host_of_a_different_machine(host: str) -> None:
    """A --host that this machine does not have is a usage error."""
    with pytest.raises(UsageError, match="Kan ikke lytte på"):
        bind(host, 0, 1)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
    ],
)
def test_addresses(host: str, address: str) -> None:
    """The URL is one that a browser can open."""
    assert url(host, 8000) == address


def test_open_event_streams_do_not_delay_the_stop(tmp_path: Path) -> None:
    """Servers stop at once while pages listen to events; Uvicorn's timeout for them is not needed."""

    async def stop_while_listening() -> None:
        (bound,) = bind("127.0.0.1", 0, 1)
        preview = PreviewState(EditorContext(Editor(tmp_path), str), tmp_path, token=None)
        app = make_app("by", preview, Store(tmp_path), actions={}, on_file_lost=lambda: None, on_fault=_raise)
        servers = ServerGroup(shutdown_timeout=None)
        port = port_of(bound)
        await servers.start([(app, bound)])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /__drammenworks/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await reader.readuntil(b"event: state\n")
        await asyncio.wait_for(servers.stop(), PATIENCE)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    asyncio.run(stop_while_listening())


def _raise(error: Exception) -> None:
    raise error
