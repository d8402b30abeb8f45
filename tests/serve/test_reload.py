"""Build ids, the script tag, and the pages that listen."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

from drammenworks.serve.reload import Channel, build_id, with_script
from tests.serve.conftest import write


def test_an_id_lasts(tmp_path: Path) -> None:
    """A site whose files are the same has the same id, also in another process."""
    write(tmp_path / "a.html", "a")
    assert build_id(tmp_path) == build_id(tmp_path)


def test_an_id_follows_every_file(tmp_path: Path) -> None:
    """Adding, rewriting, renaming and removing a file each give another id."""
    write(tmp_path / "a.html", "a")
    ids = [build_id(tmp_path)]
    write(tmp_path / "b" / "b.html", "b")
    ids.append(build_id(tmp_path))
    write(tmp_path / "a.html", "c")
    os.utime(tmp_path / "a.html", ns=(1, 1))
    ids.append(build_id(tmp_path))
    (tmp_path / "a.html").rename(tmp_path / "c.html")
    ids.append(build_id(tmp_path))
    (tmp_path / "c.html").unlink()
    ids.append(build_id(tmp_path))
    assert len(set(ids)) == len(ids)


def test_the_script_ends_the_body() -> None:
    """The tag stands before the last end of a body, whatever its case, and else at the end."""
    tag = b'<script src="/__drammenworks/reload.js" data-build="x"></script>\n'
    assert with_script(b"<p></body> i tekst</p></BODY></html>", "x") == (
        b"<p></body> i tekst</p>" + tag + b"</BODY></html>"
    )
    assert with_script(b"<p>Uten", "x") == b"<p>Uten" + tag


async def _builds(stream: AsyncIterator[bytes], count: int) -> list[str]:
    """Return the ids that the next messages carry."""
    messages: list[str] = []
    while len(messages) < count:
        message = (await anext(stream)).decode()
        if message.startswith("event: build\n"):
            messages.append(message.removeprefix("event: build\ndata: ").removesuffix("\n\n"))
    return messages


def test_a_page_learns_the_id_at_once() -> None:
    """Who begins to listen is told which build is the newest, as after a restart."""

    async def listen() -> list[str]:
        return await _builds(Channel("b1").stream(), 1)

    assert asyncio.run(listen()) == ["b1"]


def test_every_page_is_told() -> None:
    """A new build is told to all who listen."""

    async def listen() -> list[list[str]]:
        channel = Channel("b1")
        streams = [channel.stream(), channel.stream()]
        for stream in streams:
            await _builds(stream, 1)
        channel.announce("b2")
        return [await _builds(stream, 1) for stream in streams]

    assert asyncio.run(listen()) == [["b2"], ["b2"]]


def test_a_slow_page_learns_the_newest() -> None:
    """Who was busy during several builds is told of the last."""

    async def listen() -> list[str]:
        channel = Channel("b1")
        stream = channel.stream()
        first = await _builds(stream, 1)
        channel.announce("b2")
        channel.announce("b3")
        return first + await _builds(stream, 1)

    assert asyncio.run(listen()) == ["b1", "b3"]
