"""A preview under requests from malicious clients, over real connections."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.conftest import write
from tests.serve.test_preview_server import fetch, running
from tests.waiting import PATIENCE, until

HOME = "content/pages/by-hjem.md"
SECRET = "hemmelig-innhold"


async def exchange(port: int, request: bytes) -> bytes:
    """Send bytes, and return the whole response until the server closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        return await asyncio.wait_for(reader.read(), PATIENCE)
    except ConnectionError:
        return b""
    finally:
        writer.close()


def request(target: str, *lines: str) -> bytes:
    return "\r\n".join(
        [f"GET {target} HTTP/1.1", "Host: localhost", "Connection: close", *lines, "", ""]
    ).encode()


@pytest.mark.parametrize(
    "target",
    [
        "/../../content/pages/hemmelig.md",
        "/..%2f..%2fcontent/pages/hemmelig.md",
        "/%2e%2e/%2e%2e/content/pages/hemmelig.md",
        "/%252e%252e/%252e%252e/content/pages/hemmelig.md",
        "/%00/../content/pages/hemmelig.md",
        "/index.html%00.md",
        "//content/pages/hemmelig.md",
        "http://localhost/../content/pages/hemmelig.md",
        "/.cache/build/build.sqlite3",
        "/__drammenworks/../content/pages/hemmelig.md",
        "/__drammenworks/preview.js/../../../options.py",
        "/__drammenworks/..%2f..%2foptions.py",
    ],
)
def test_no_way_out(project: Path, target: str) -> None:
    """No form of a path reaches a file outside the site."""
    write(project / "content/pages/hemmelig.md", f"---\ntitle: X\nsites: [land]\n---\n{SECRET}\n")

    async def ask() -> bytes:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            return await exchange(by.port, request(target))

    answer = asyncio.run(ask())
    assert answer.split()[1] in (b"400", b"404")
    assert SECRET.encode() not in answer
    assert b"dataclass" not in answer


def test_giant_headers(project: Path) -> None:
    """A request with oversized headers is rejected, and other requests are answered."""

    async def overload() -> tuple[list[bytes], str]:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            giants = (
                request("/", "X-A: " + "a" * 1_000_000),
                request("/", *(f"X-{number}: {'a' * 100}" for number in range(10_000))),
                request("/" + "a" * 1_000_000),
                b"\x00" * 1_000_000,
            )
            return [await exchange(by.port, giant) for giant in giants], await fetch(by.url)

    answers, page = asyncio.run(overload())
    # If the server closes the connection while the client still sends, the response may be lost.
    assert all(not answer or answer.split()[1] in (b"400", b"431") for answer in answers)
    assert "Velkommen." in page


def test_slow_clients(project: Path) -> None:
    """Clients that never complete their request, or never read the response, do not delay other clients."""

    async def dawdle() -> str:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            writers = []
            for number in range(50):
                _, writer = await asyncio.open_connection("127.0.0.1", by.port)
                writer.write(b"GET / HTTP/1.1\r\nHost: lo" if number % 2 else request("/") * 20)
                writers.append(writer)
            # A client that had to wait for one of them would wait forever.
            page = await asyncio.wait_for(fetch(by.url), PATIENCE)
            for writer in writers:
                writer.close()
            return page

    assert "Velkommen." in asyncio.run(dawdle())


def test_200_event_streams(project: Path) -> None:
    """200 open pages are served and notified of a save, and none counts as open after it disconnects."""

    async def crowd() -> None:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            stream = b"GET /__drammenworks/events?path=/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
            clients = [await asyncio.open_connection("127.0.0.1", by.port) for _ in range(200)]
            for reader, writer in clients:
                writer.write(stream)
                await asyncio.wait_for(reader.readuntil(b"event: state\n"), PATIENCE)
            assert server.preview.open_pages() == {"by": {"index.html"}}
            page = project / HOME
            write(page, page.read_text(encoding="utf-8").replace("Velkommen.", "Hei alle."))
            for reader, _ in clients:
                await asyncio.wait_for(reader.readuntil(b"event: state\n"), PATIENCE)
            assert "Hei alle." in await fetch(by.url)
            for _, writer in clients:
                writer.close()
            await until(lambda: server.preview.open_pages() == {})

    asyncio.run(crowd())


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1.evil.example:{port}",
        "192.168.1.7:{port}",
        "localhost@evil.example",
        "",
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/__drammenworks/events", "/__drammenworks/remarks", "/__drammenworks/toolbar.js"]
)
def test_dns_rebinding_is_rejected(project: Path, path: str, host: str) -> None:
    """A page that resolves its own name to this machine (DNS rebinding) gets nothing, not even the token."""

    async def rebind() -> tuple[bytes, str | None]:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            lines = [
                f"GET {path} HTTP/1.1",
                f"Host: {host.format(port=by.port)}",
                "Connection: close",
                "",
                "",
            ]
            return await exchange(by.port, "\r\n".join(lines).encode()), server.preview.token

    answer, token = asyncio.run(rebind())
    assert answer.split()[1] == b"400"
    assert b"Velkommen" not in answer
    assert token is not None
    assert token.encode() not in answer


def test_only_own_pages_may_edit(project: Path) -> None:
    """Edits are accepted from the preview's own page only; other and malformed requests change no file."""

    async def forge() -> None:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            before = (project / HOME).read_bytes()
            own = {
                "Host": f"127.0.0.1:{by.port}",
                "Origin": f"http://127.0.0.1:{by.port}",
                "Content-Type": "application/json",
                "X-Drammenworks-Token": server.preview.token or "",
            }
            body = json.dumps({"page": "/", "src": "/../../../etc/passwd", "x": 0.5, "y": 0.5}).encode()

            async def post(headers: dict[str, str], body: bytes = body) -> bytes:
                fields = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
                lines = [
                    "POST /__drammenworks/focal HTTP/1.1",
                    *(f"{name}: {value}" for name, value in fields.items()),
                ]
                return (await exchange(by.port, "\r\n".join([*lines, "", ""]).encode() + body)).split()[1]

            assert await post(own) == b"409"  # It is authorized, but there is no such image.
            for name, value in (
                ("Origin", "http://evil.example"),
                ("Origin", f"http://localhost:{by.port}"),
                ("X-Drammenworks-Token", ""),
                ("X-Drammenworks-Token", "feil"),
                ("Content-Type", "text/plain"),
            ):
                assert await post({**own, name: value}) == b"403"
                assert await post({key: field for key, field in own.items() if key != name}) == b"403"
            assert await post({**own, "Host": "evil.example"}) == b"400"
            assert await post(own, b"[" * 4000) == b"400"
            assert await post(own, b" " * 100_000) == b"413"
            assert (project / HOME).read_bytes() == before

    asyncio.run(forge())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root mounts disks")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=False).returncode
    ):
        pytest.skip("this machine mounts no disks")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk(project: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the disk is full the last pages stay and the overlay says why; with space again, the new ones appear."""
    monkeypatch.setattr("drammenworks.serve.build_loop.RETRY_AFTER", 0.2)
    monkeypatch.setattr("drammenworks.serve.build_schedule.IDLE", 30.0)
    root = small_disk / "prosjekt"
    shutil.copytree(project, root)

    async def fill_up() -> None:
        async with running(root) as (server, recorder):
            by, _ = await recorder.begun()
            page = root / HOME
            new = page.read_text(encoding="utf-8").replace("Velkommen.", "Hei. " + "Ord. " * 2000)
            write(page, new)
            ballast = small_disk / "ballast"
            with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
                while file.write(b"\0" * 4096):
                    pass
            await recorder.next("build")
            assert isinstance(await recorder.next("fault"), OSError)
            assert "No space left" in server.preview.overlay.message
            assert "Velkommen." in await fetch(by.url)
            ballast.unlink()
            await until(lambda: server.preview.overlay.is_empty)
            assert "Hei. Ord." in await fetch(by.url)

    asyncio.run(fill_up())
