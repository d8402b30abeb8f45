"""Versions of pages, and what open pages are told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from drammenworks.engine.artifact import Artifact
from drammenworks.errors import Location
from drammenworks.errors.rules import files as rules
from drammenworks.serve.error_overlay import overlay_of
from drammenworks.serve.page_version import PageVersion, inject_script, page_version
from tests.serve.conftest import Room, write
from tests.waiting import PATIENCE

HOME = "content/pages/by-hjem.md"
TAG = b'<script type="module" src="/__drammenworks/preview.js" data-page="p" data-style="/s.css"></script>\n'


def test_the_script_ends_the_body() -> None:
    """The tag stands before the last end of a body, whatever its case, and else at the end."""
    version = PageVersion("p", "/s.css")
    page = b"<p></body> i tekst</p></BODY></html>"
    assert inject_script(page, version) == b"<p></body> i tekst</p>" + TAG + b"</BODY></html>"
    assert inject_script(b"<p>Uten", version) == b"<p>Uten" + TAG


def test_a_page_with_another_style_sheet_is_the_same_page() -> None:
    """A page keeps its version when its style sheet alone is another, and loses it with any other byte."""
    page = b'<link href="%s"><p>%s</p>'
    one = page_version(page % (b"/a.1.css", b"Ord"), "/a.1.css")
    restyled = page_version(page % (b"/a.2.css", b"Ord"), "/a.2.css")
    rewritten = page_version(page % (b"/a.1.css", b"ord"), "/a.1.css")
    assert one.digest == restyled.digest
    assert one.style != restyled.style
    assert one.digest != rewritten.digest


async def _states(stream: AsyncIterator[bytes], count: int) -> list[dict[str, Any]]:
    """Return what the next messages say."""
    states: list[dict[str, Any]] = []
    while len(states) < count:
        message = (await asyncio.wait_for(anext(stream), PATIENCE)).decode()
        if message.startswith("event: state\n"):
            states.append(json.loads(message.removeprefix("event: state\ndata: ")))
    return states


async def _says_nothing(stream: AsyncIterator[bytes]) -> bool:
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.05)
    return not waiting.done() and waiting.cancel()


def edit(room: Room, path: str, old: str, new: str) -> None:
    """Save a document, and build."""
    file = room.root / path
    write(file, file.read_text(encoding="utf-8").replace(old, new))
    room.build([path])


def test_a_page_learns_its_version_at_once(room: Room) -> None:
    """Who begins to listen is told the version of the page, which a restarted preview knows again."""

    async def listen() -> list[dict[str, Any]]:
        other = Room(room.root)
        other.build()
        return [(await _states(one.preview.events("by", "/"), 1))[0] for one in (room, other)]

    first, second = asyncio.run(listen())
    assert first["page"] == second["page"] is not None


def test_who_asks_about_a_file_in_memory_is_told(room: Room) -> None:
    """Anybody may ask to be told of what is no page."""

    async def listen() -> dict[str, Any]:
        return (await _states(room.preview.events("by", "/robots.txt"), 1))[0]

    assert asyncio.run(listen())["style"] == room.preview.styles["by"]


def test_only_the_pages_that_changed_are_told(room: Room) -> None:
    """After a save the page that shows it is told of a new version, and the others nothing."""

    async def listen() -> None:
        ours, theirs = (room.preview.events(site, "/") for site in ("by", "land"))
        (before,), _ = await _states(ours, 1), await _states(theirs, 1)
        edit(room, HOME, "Velkommen.", "Hei.")
        (after,) = await _states(ours, 1)
        assert before["page"] != after["page"]
        assert before["style"] == after["style"]
        assert await _says_nothing(theirs)

    asyncio.run(listen())


def test_a_style_sheet_is_another_and_the_page_is_not(room: Room) -> None:
    """After an edit of the style sheet pages are told of its new URL, under the same version."""

    async def listen() -> None:
        theme = room.root / "themes/enkel"
        write(theme / "theme.yaml", "styles: [a.css]\n")
        write(theme / "assets/a.css", "body { color: red }\n")
        layout = theme / "templates/home.html"
        link = '<link rel="stylesheet" href="{{ page.stylesheet }}">\n</head>'
        write(layout, layout.read_text(encoding="utf-8").replace("</head>", link))
        room.build()
        stream = room.preview.events("by", "/")
        (before,) = await _states(stream, 1)
        write(theme / "assets/a.css", "body { color: blue }\n")
        room.build(["themes/enkel/assets/a.css"])
        (after,) = await _states(stream, 1)
        assert before["page"] == after["page"]
        assert before["style"] != after["style"]

    asyncio.run(listen())


def test_trouble_is_told_with_its_lines(room: Room) -> None:
    """What is wrong comes with the lines around it, where it is in its line, and a link to it; mended, it goes."""
    finding = rules.BAD_NAME.at(Location(HOME, 3, 11), name="x", suggestion="y")

    async def listen() -> None:
        stream = room.preview.events("by", "/")
        await _states(stream, 1)
        room.preview.show_overlay(overlay_of([finding]))
        (state,) = await _states(stream, 1)
        (told,) = state["trouble"]["findings"]
        assert [(line["number"], line["text"]) for line in told["lines"]] == [
            (1, "---"),
            (2, "title: Byen"),
            (3, "template: home"),
            (4, "sites: [by]"),
            (5, "---"),
            (6, "Velkommen."),
        ]
        assert [line["marked"] for line in told["lines"]] == [None, None, [10, 14], None, None, None]
        assert told["href"].startswith("vscode://file/")
        assert told["href"].endswith(f"{HOME}:3:11")
        room.preview.show_overlay(overlay_of([]))
        assert (await _states(stream, 1))[0]["trouble"] is None

    asyncio.run(listen())


@pytest.mark.parametrize(
    ("data", "line", "shown"),
    [
        (b"---\n<<<<<<< HEAD\ntitle: A\n=======\n", 2, ["---", "<<<<<<< HEAD", "title: A", "=======", ""]),
        ("Vi er på øya\r\nnå".encode("latin-1"), 1, ["Vi er p� �ya", "n�"]),
        ("Øya".encode("utf-16"), 1, []),
    ],
)
def test_lines_of_a_file_that_cannot_be_read_as_it_should(
    room: Room, data: bytes, line: int, shown: list[str]
) -> None:
    """They are shown as far as they can be: what is wrong is best seen where it stands."""
    (room.root / HOME).write_bytes(data)
    room.preview.show_overlay(overlay_of([rules.NOT_UTF8.at(Location(HOME, line, 1))]))

    async def listen() -> list[dict[str, Any]]:
        return await _states(room.preview.events("by", "/"), 1)

    (state,) = asyncio.run(listen())
    assert [told["text"] for told in state["trouble"]["findings"][0]["lines"]] == shown


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd"])
def test_lines_of_other_files_are_not_told(room: Room, path: str) -> None:
    """A place outside the project, wherever it came from, is told without a word of what is there."""
    finding = rules.BAD_NAME.at(Location(path, 1, 1), name="x", suggestion="y")
    room.preview.show_overlay(overlay_of([finding]))

    async def listen() -> list[dict[str, Any]]:
        return await _states(room.preview.events("by", "/"), 1)

    (state,) = asyncio.run(listen())
    assert state["trouble"]["findings"][0]["lines"] == []


def test_open_pages_are_known(room: Room) -> None:
    """A page counts as open from when it begins to listen until it stops."""

    async def open_and_close() -> None:
        stream = room.preview.events("by", "/om/")
        await _states(stream, 1)
        assert room.preview.open_pages() == {"by": {"om/index.html"}}
        await stream.aclose()  # type: ignore[attr-defined]
        assert room.preview.open_pages() == {}

    asyncio.run(open_and_close())


def test_many_open_pages(room: Room) -> None:
    """200 pages that are open at once are all told, and the slow ones learn the newest."""

    async def listen() -> None:
        streams = [room.preview.events("by", "/") for _ in range(200)]
        for stream in streams:
            await _states(stream, 1)
        edit(room, HOME, "Velkommen.", "Hei.")
        edit(room, HOME, "Hei.", "Hallo.")
        versions = {(await _states(stream, 1))[0]["page"] for stream in streams}
        assert len(versions) == 1
        assert await _says_nothing(streams[0])

    asyncio.run(listen())


def test_what_is_no_page_is_not_read(room: Room) -> None:
    """Who asks for news of a film is told of the page that is not found, and the film is left alone."""
    film = Artifact("film.mp4", room.root / "finnes-ikke.mp4", "0" * 32)
    room.preview.trees = {"by": {**room.preview.trees["by"], "film.mp4": film}}
    state = room.preview._state_json("by", "/film.mp4")
    assert state["page"] == room.preview._state_json("by", "/ingenting/")["page"] is not None
