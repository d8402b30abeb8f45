"""The versions of pages, and the events that open pages get."""

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
from tests.serve.conftest import BuiltProject, state_of, write
from tests.waiting import PATIENCE

HOME = "content/pages/by-hjem.md"
TAG = b'<script type="module" src="/__drammenworks/preview.js" data-page="p" data-style="/s.css"></script>\n'


def test_the_script_ends_the_body() -> None:
    """The tag is before the last end tag of a body, whatever its case, or else at the end."""
    version = PageVersion("p", "/s.css")
    page = b"<p></body> i tekst</p></BODY></html>"
    assert inject_script(page, version) == b"<p></body> i tekst</p>" + TAG + b"</BODY></html>"
    assert inject_script(b"<p>Uten", version) == b"<p>Uten" + TAG


def test_the_style_sheet_does_not_change_the_version() -> None:
    """The digest of a page is the same with a different style sheet, and changes with any other byte."""
    page = b'<link href="%s"><p>%s</p>'
    one = page_version(page % (b"/a.1.css", b"Ord"), "/a.1.css")
    restyled = page_version(page % (b"/a.2.css", b"Ord"), "/a.2.css")
    rewritten = page_version(page % (b"/a.1.css", b"ord"), "/a.1.css")
    assert one.digest == restyled.digest
    assert one.style != restyled.style
    assert one.digest != rewritten.digest


async def _states(stream: AsyncIterator[bytes], count: int) -> list[dict[str, Any]]:
    """Return the states in the next events."""
    states: list[dict[str, Any]] = []
    while len(states) < count:
        message = (await asyncio.wait_for(anext(stream), PATIENCE)).decode()
        if message.startswith("event: state\n"):
            states.append(json.loads(message.removeprefix("event: state\ndata: ")))
    return states


async def _is_silent(stream: AsyncIterator[bytes]) -> bool:
    waiting = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0.05)
    return not waiting.done() and waiting.cancel()


def edit(built: BuiltProject, path: str, old: str, new: str) -> None:
    """Save a document, and build."""
    file = built.root / path
    write(file, file.read_text(encoding="utf-8").replace(old, new))
    built.build([path])


def test_a_page_gets_its_version_at_once(built: BuiltProject) -> None:
    """The first event contains the version of the page, which is the same after a restart of the preview."""

    async def listen() -> list[dict[str, Any]]:
        other = BuiltProject(built.root)
        other.build()
        return [(await _states(one.preview.events("by", "/"), 1))[0] for one in (built, other)]

    first, second = asyncio.run(listen())
    assert first["page"] == second["page"] is not None


def test_events_for_a_file_that_is_not_a_page(built: BuiltProject) -> None:
    """A client can listen to events for a file that is not a page."""

    async def listen() -> dict[str, Any]:
        return (await _states(built.preview.events("by", "/robots.txt"), 1))[0]

    assert asyncio.run(listen())["style"] == built.preview.styles["by"]


def test_only_changed_pages_get_events(built: BuiltProject) -> None:
    """After a save the page with the change gets an event with its new version, and other pages get none."""

    async def listen() -> None:
        ours, theirs = (built.preview.events(site, "/") for site in ("by", "land"))
        (before,), _ = await _states(ours, 1), await _states(theirs, 1)
        edit(built, HOME, "Velkommen.", "Hei.")
        (after,) = await _states(ours, 1)
        assert before["page"] != after["page"]
        assert before["style"] == after["style"]
        assert await _is_silent(theirs)

    asyncio.run(listen())


def test_a_new_style_sheet(built: BuiltProject) -> None:
    """After an edit of the style sheet pages get its new URL with the same version."""

    async def listen() -> None:
        theme = built.root / "themes/enkel"
        write(theme / "theme.yaml", "styles: [a.css]\n")
        write(theme / "assets/a.css", "body { color: red }\n")
        layout = theme / "templates/home.html"
        link = '<link rel="stylesheet" href="{{ page.stylesheet }}">\n</head>'
        write(layout, layout.read_text(encoding="utf-8").replace("</head>", link))
        built.build()
        stream = built.preview.events("by", "/")
        (before,) = await _states(stream, 1)
        write(theme / "assets/a.css", "body { color: blue }\n")
        built.build(["themes/enkel/assets/a.css"])
        (after,) = await _states(stream, 1)
        assert before["page"] == after["page"]
        assert before["style"] != after["style"]

    asyncio.run(listen())


def test_an_error_has_an_excerpt(built: BuiltProject) -> None:
    """An error has the lines around it, the marked span in its line, and a link; when fixed, it disappears."""
    finding = rules.BAD_NAME.at(Location(HOME, 3, 11), name="x", suggestion="y")

    async def listen() -> None:
        stream = built.preview.events("by", "/")
        await _states(stream, 1)
        built.preview.show_overlay(overlay_of([finding]))
        (state,) = await _states(stream, 1)
        (shown,) = state["trouble"]["findings"]
        assert [(line["number"], line["text"]) for line in shown["lines"]] == [
            (1, "---"),
            (2, "title: Byen"),
            (3, "template: home"),
            (4, "sites: [by]"),
            (5, "---"),
            (6, "Velkommen."),
        ]
        assert [line["marked"] for line in shown["lines"]] == [None, None, [10, 14], None, None, None]
        assert shown["href"].startswith("vscode://file/")
        assert shown["href"].endswith(f"{HOME}:3:11")
        built.preview.show_overlay(overlay_of([]))
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
def test_an_excerpt_of_an_invalid_file(built: BuiltProject, data: bytes, line: int, shown: list[str]) -> None:
    """They are shown as far as they can be decoded."""
    (built.root / HOME).write_bytes(data)
    built.preview.show_overlay(overlay_of([rules.NOT_UTF8.at(Location(HOME, line, 1))]))

    async def listen() -> list[dict[str, Any]]:
        return await _states(built.preview.events("by", "/"), 1)

    (state,) = asyncio.run(listen())
    assert [line["text"] for line in state["trouble"]["findings"][0]["lines"]] == shown


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd"])
def test_no_excerpt_outside_the_project(built: BuiltProject, path: str) -> None:
    """A location outside the project has no excerpt."""
    finding = rules.BAD_NAME.at(Location(path, 1, 1), name="x", suggestion="y")
    built.preview.show_overlay(overlay_of([finding]))

    async def listen() -> list[dict[str, Any]]:
        return await _states(built.preview.events("by", "/"), 1)

    (state,) = asyncio.run(listen())
    assert state["trouble"]["findings"][0]["lines"] == []


def test_open_pages(built: BuiltProject) -> None:
    """A page counts as open while it listens to events."""

    async def open_and_close() -> None:
        stream = built.preview.events("by", "/om/")
        await _states(stream, 1)
        assert built.preview.open_pages() == {"by": {"om/index.html"}}
        await stream.aclose()  # type: ignore[attr-defined]
        assert built.preview.open_pages() == {}

    asyncio.run(open_and_close())


def test_many_open_pages(built: BuiltProject) -> None:
    """200 open pages all get events, and slow ones get the newest state."""

    async def listen() -> None:
        streams = [built.preview.events("by", "/") for _ in range(200)]
        for stream in streams:
            await _states(stream, 1)
        edit(built, HOME, "Velkommen.", "Hei.")
        edit(built, HOME, "Hei.", "Hallo.")
        versions = {(await _states(stream, 1))[0]["page"] for stream in streams}
        assert len(versions) == 1
        assert await _is_silent(streams[0])

    asyncio.run(listen())


def test_other_files_are_not_read(built: BuiltProject) -> None:
    """A client that listens to events for a video gets the state of the 404 page; the video is not read."""
    film = Artifact("film.mp4", built.root / "finnes-ikke.mp4", "0" * 32)
    built.preview.trees = {"by": {**built.preview.trees["by"], "film.mp4": film}}
    film_state, missing_state = (
        asyncio.run(state_of(built.preview, "by", path)) for path in ("/film.mp4", "/ingenting/")
    )
    assert film_state["page"] == missing_state["page"] is not None
