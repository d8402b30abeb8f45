"""Pictures that a preview makes when a browser asks for them."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from starlette.applications import Starlette

from drammenworks.engine.content_store import Store
from drammenworks.images.probe_result import DAMAGED, Probe, UnusableImageError
from drammenworks.images.tasks import EncodeTask, decode_source
from drammenworks.images.variants import Variant
from drammenworks.serve.app import make_app
from drammenworks.serve.options import SiteAddress
from tests.serve.asgi import call_app, request
from tests.serve.conftest import BuiltProject, write
from tests.serve.processes import serving
from tests.serve.test_preview_server import fetch, running
from tests.waiting import PATIENCE, until

PAGE = "---\ntitle: Bilde\nimage: {src: /media/flate.png, alt: En flate}\nsites: [by]\n---\nOrd.\n"


@pytest.fixture
def project(project: Path) -> Path:
    """The project with a picture on a page."""
    (project / "content/media").mkdir()
    Image.new("RGB", (1300, 900), "navy").save(project / "content/media/flate.png")
    template = project / "themes/enkel/templates/page.html"
    shown = '{% if doc.image %}<img src="{{ image(doc.image).src }}" alt="">{% endif %}\n</body>'
    write(template, template.read_text(encoding="utf-8").replace("</body>", shown))
    write(project / "content/pages/bilde.md", PAGE)
    return project


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the pictures that were made."""
    names: list[str] = []

    def decode(source: Probe, variants: list[Variant]) -> list[EncodeTask[Variant]]:
        names.extend(variant.output_path for variant in variants)
        return decode_source(source, variants)

    monkeypatch.setattr("drammenworks.images.scheduler.decode_source", decode)
    return names


def break_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(source: Probe, variants: list[Variant]) -> list[EncodeTask[Variant]]:
        raise UnusableImageError(DAMAGED)

    monkeypatch.setattr("drammenworks.images.scheduler.decode_source", damaged)


def address_in(page: str) -> str:
    """Return the URL of the picture on a page."""
    return page.partition('<img src="')[2].partition('"')[0]


async def status(site: SiteAddress, path: str) -> int:
    """Return the status of a response."""
    reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return int(answer.split(b" ", 2)[1])


def app_of(built: BuiltProject) -> Starlette:
    store = Store(built.root / ".cache" / "preview").open()
    return make_app("by", built.preview, store, actions={}, on_file_lost=_unwanted, on_fault=_unwanted)


def _unwanted(*_: object) -> None:
    raise AssertionError


def test_a_picture_is_made_when_it_is_asked_for(decoded: list[str], built: BuiltProject) -> None:
    """It is sent as a file that was there before; a second time it is not made again."""
    app = app_of(built)
    address = address_in(call_app(app, "/bilde/").body.decode())
    first, second = (call_app(app, address) for _ in range(2))
    assert first.status == second.status == 200
    assert first.headers["content-type"].startswith("image/")
    assert (first.body, first.headers["etag"]) == (second.body, second.headers["etag"])
    assert call_app(app, address, if_none_match=first.headers["etag"]).status == 304
    assert decoded.count(address[1:]) == 1


def test_a_size_that_no_page_shows(decoded: list[str], built: BuiltProject) -> None:
    """It is not found, and not made."""
    app = app_of(built)
    address = address_in(call_app(app, "/bilde/").body.decode())
    others = (re.sub(r"-\d+\.", "-39.", address), f"{address}.webp", "/media/annet.12345678-1200.png")
    for target in others:
        assert call_app(app, target).status == 404, target
    assert call_app(app, address).status == 200
    assert not {target[1:] for target in others} & set(decoded)


def test_a_picture_that_is_broken_when_it_is_asked_for(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its place says what is wrong; so do the terminal and the overlay of the page, also after other edits."""
    break_decoding(monkeypatch)

    async def show() -> None:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            shown = await fetch(by.url, address_in(await fetch(by.url, "/bilde/")))
            assert " 404 " in shown.partition("\r\n")[0]
            assert "image/svg+xml" in shown
            assert "flate.png" in shown
            await until(lambda: recorder.findings)
            (finding,) = recorder.findings
            assert finding.location.path == "content/media/flate.png"
            await until(lambda: finding in server.preview.overlay.findings)
            write(project / "content/pages/bilde.md", PAGE.replace("Ord.", "Andre ord."))
            await recorder.next("build")
            await recorder.report()
            await until(lambda: finding in server.preview.overlay.findings)
            write(project / "content/pages/bilde.md", PAGE.replace("image:", "summary: Ord. # "))
            await recorder.next("build")
            await recorder.report()
            await until(lambda: server.preview.overlay.is_empty)
            assert recorder.findings == [finding]

    asyncio.run(asyncio.wait_for(show(), PATIENCE))


class _Held:
    """Holds all decoding until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.let_go = threading.Event()
        monkeypatch.setattr("drammenworks.images.scheduler.decode_source", self._decode)

    def _decode(self, source: Probe, variants: list[Variant]) -> list[EncodeTask[Variant]]:
        assert self.let_go.wait(PATIENCE)
        return decode_source(source, variants)


def test_a_browser_that_goes_away(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its picture is no longer before those of others, and the preview goes on."""
    held = _Held(monkeypatch)

    async def leave() -> None:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            address = address_in(await fetch(by.url, "/bilde/"))
            snapshot = server.preview.snapshot
            assert snapshot is not None
            picture = snapshot.unmade["by"][address[1:]]
            is_asked_for: Callable[[Any], bool] = snapshot.pictures._queue.is_asked_for
            _, writer = await asyncio.open_connection("127.0.0.1", by.port)
            writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            await until(lambda: is_asked_for(picture))
            writer.close()
            await until(lambda: not is_asked_for(picture))
            held.let_go.set()
            assert await status(by, address) == 200
            assert recorder.calls.empty()

    asyncio.run(asyncio.wait_for(leave(), PATIENCE))


def test_two_hundred_requests_at_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All get the picture; meanwhile pages are served as ever."""
    held = _Held(monkeypatch)

    async def ask() -> None:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            address = address_in(await fetch(by.url, "/bilde/"))
            asked = [asyncio.create_task(status(by, address)) for _ in range(200)]
            await asyncio.sleep(0)
            assert "Velkommen." in await fetch(by.url)
            held.let_go.set()
            answers = await asyncio.gather(*asked)
            assert answers == [200] * 200

    asyncio.run(asyncio.wait_for(ask(), PATIENCE))


def test_a_page_that_is_about_to_be_rendered(built: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for while the first build shows but its first pages; not longer than some seconds."""
    whole = built.preview.snapshot
    assert whole is not None
    front = {path: file for path, file in whole.trees["by"].items() if path != "bilde/index.html"}
    built.preview.is_building_first = True
    built.preview.show(replace(whole, trees={**whole.trees, "by": front}, is_partial=True))
    app = app_of(built)

    async def ask() -> None:
        asking = asyncio.create_task(request(app, "/bilde/"))
        await asyncio.sleep(0.05)
        assert not asking.done()
        monkeypatch.setattr("drammenworks.serve.app._PATIENCE", 0.2)
        answer = await request(app, "/bilde/")
        assert answer.status == 503
        assert "Bygger …" in answer.body.decode()
        assert (await request(app, "/")).status == 200
        built.preview.show(whole)
        assert (await asking).status == 200
        assert (await request(app, "/finnes/ikke/")).status == 404

    asyncio.run(asyncio.wait_for(ask(), PATIENCE))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to another process")
def test_ctrl_c_while_pictures_are_encoded(project: Path) -> None:
    """The preview ends at once, and no file is half written."""
    for number in range(30):
        Image.effect_noise((1300, 900), 40 + number).save(project / f"content/media/{number}.png")
        write(
            project / f"content/pages/{number}.md",
            PAGE.replace("flate.png", f"{number}.png").replace("Bilde", f"Bilde {number}"),
        )
    with serving(project) as (process, addresses):
        connection = http.client.HTTPConnection(urlsplit(addresses["Byen"]).netloc, timeout=PATIENCE)
        connection.request("GET", "/0/")
        page = connection.getresponse().read().decode()
        connection.request("GET", address_in(page))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
        connection.close()
    assert (process.returncode, errors) == (0, "")
    made = list((project / ".cache/images").glob("*"))
    assert len(made) < 30
    for file in made:
        with Image.open(file) as image:
            image.load()
