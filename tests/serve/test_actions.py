"""What pages may ask for, and who may ask."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from starlette.applications import Starlette

from drammenworks.engine.store import Store
from drammenworks.serve.actions import (
    CLOCK_PATH,
    FOCAL_PATH,
    clock_action,
    focal_action,
    is_local,
    require_token,
)
from drammenworks.serve.app import make_app
from drammenworks.serve.focal import ImageField, NotEditableError, find_field, set_focal
from tests.serve.asgi import Answer, ask
from tests.serve.conftest import AT, Room, write

ORIGIN = "http://127.0.0.1:8000"
PAGE = "content/pages/bilde.md"
TEXT = """\
---
title: Bilde   # æøå
image:
  src: /media/flate.png
  alt: "En flate"
sites: [by]
---

Ord.
"""
ALLOWED = {"origin": ORIGIN, "content_type": "application/json", "x_drammenworks_token": "hemmelig"}


@pytest.fixture
def room(room: Room) -> Room:
    """The project with a picture on a page."""
    media = room.root / "content/media"
    media.mkdir()
    Image.new("RGB", (40, 20), "navy").save(media / "flate.png")
    template = room.root / "themes/enkel/templates/page.html"
    shown = '{% if doc.image %}<img src="{{ image(doc.image).src }}" alt="">{% endif %}\n</body>'
    write(template, template.read_text(encoding="utf-8").replace("</body>", shown))
    write(room.root / PAGE, TEXT)
    room.build()
    return room


@pytest.fixture
def app(room: Room) -> Starlette:
    return make(room)


def make(room: Room) -> Starlette:
    actions_by_path = {
        CLOCK_PATH: clock_action(room.preview, lambda: AT, lambda: None),
        FOCAL_PATH: focal_action("by", room.preview, room.root),
    }
    return make_app(
        "by",
        room.preview,
        Store(room.root / ".cache" / "preview").open(),
        actions={path: require_token(action, room.preview) for path, action in actions_by_path.items()},
        on_file_lost=_unwanted,
        on_fault=_unwanted,
    )


def _unwanted(*_: object) -> None:
    raise AssertionError


def picture(room: Room) -> str:
    """Return the URL of the picture on the page."""
    assert room.preview.snapshot is not None
    html = room.preview.snapshot.trees["by"]["bilde/index.html"].read().decode()
    return html.partition('<img src="')[2].partition('"')[0]


def send(app: Starlette, path: str, wish: object, **headers: str) -> Answer:
    return ask(app, path, method="POST", body=json.dumps(wish).encode(), **{**ALLOWED, **headers})


def focal(room: Room, **changes: Any) -> dict[str, Any]:
    return {"page": "/bilde/", "src": picture(room), "x": 0.25, "y": 1, **changes}


def test_the_subject_is_written(app: Starlette, room: Room) -> None:
    """One line is added to the file, and everything else is as it was, byte by byte."""
    assert send(app, FOCAL_PATH, focal(room)).status == 200
    expected = TEXT.replace("flate.png\n", "flate.png\n  focal: [0.25, 1]\n")
    assert (room.root / PAGE).read_text(encoding="utf-8") == expected
    assert send(app, FOCAL_PATH, focal(room, x=0.333)).status == 200
    assert (room.root / PAGE).read_text(encoding="utf-8") == expected.replace("0.25", "0.33")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "http://127.0.0.1:8001"}, 403),
        ({"origin": "https://127.0.0.1:8000"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"x_drammenworks_token": ""}, 403),
        ({"x_drammenworks_token": "hemmeli"}, 403),
        ({"x_drammenworks_token": "hemmelig2"}, 403),
        ({"content_type": "text/plain"}, 403),
        ({"content_type": "application/x-www-form-urlencoded"}, 403),
        ({"content_type": "multipart/form-data; boundary=x"}, 403),
        ({"host": "evil.example:8000", "origin": "http://evil.example:8000"}, 400),
        ({"host": "192.168.1.7:8000", "origin": "http://192.168.1.7:8000"}, 400),
    ],
)
@pytest.mark.parametrize("path", [FOCAL_PATH, CLOCK_PATH])
def test_who_may_not_ask(app: Starlette, room: Room, path: str, headers: dict[str, str], status: int) -> None:
    """Another origin or host, a missing token, or what a form could send: nothing is done."""
    wish = focal(room) if path == FOCAL_PATH else {"at": "2026-12-24T18:00"}
    assert send(app, path, wish, **headers).status == status
    assert (room.root / PAGE).read_text(encoding="utf-8") == TEXT
    assert room.preview.at is None


@pytest.mark.parametrize("missing", sorted(ALLOWED))
def test_nothing_may_be_missing(app: Starlette, room: Room, missing: str) -> None:
    """Each of the headers that only our own pages can send is needed."""
    headers = {name: value for name, value in ALLOWED.items() if name != missing}
    body = json.dumps(focal(room)).encode()
    assert ask(app, FOCAL_PATH, method="POST", body=body, **headers).status == 403
    assert (room.root / PAGE).read_text(encoding="utf-8") == TEXT


def test_other_machines_may_not_ask(app: Starlette, room: Room) -> None:
    """Whoever comes from another machine may look, and change nothing, token or not."""
    body = json.dumps(focal(room)).encode()
    assert ask(app, FOCAL_PATH, method="POST", body=body, client="192.168.1.7", **ALLOWED).status == 403


def test_no_token_no_changes(room: Room) -> None:
    """A preview that others can reach has no token, and nobody may change anything."""
    room.preview.token = None
    assert send(make(room), FOCAL_PATH, focal(room), x_drammenworks_token="").status == 403


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
def test_asking_is_posting(app: Starlette, method: str) -> None:
    """Nothing is done by following a link, and no other origin is told that it may ask."""
    answer = ask(app, FOCAL_PATH, method=method, **ALLOWED)
    assert answer.status in (404, 405)
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff", 400),
        (b"[" * 4000, 400),
        (b'{"page": "' + b"a" * 5000 + b'"}', 413),
        (b"{}", 409),
        (b'{"page": 1, "src": 2}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": NaN, "y": 0}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": 1e999}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": 1' + b"0" * 400 + b"}", 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": "0"}', 409),
        (b'{"page": "/bilde/", "src": "/x", "x": 0, "y": 0}', 409),
        (b'{"page": "/finnes-ikke/", "src": "/x", "x": 0, "y": 0}', 409),
        (b'{"page": "/bilde/", "src": "/../../content/sites/by.yaml", "x": 0, "y": 0}', 409),
    ],
)
def test_senseless_wishes(app: Starlette, room: Room, body: bytes, status: int) -> None:
    """What makes no sense is refused, and changes nothing."""
    assert ask(app, FOCAL_PATH, method="POST", body=body, **ALLOWED).status == status
    assert (room.root / PAGE).read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "path", ["content/../hemmelig.md", "../utenfor.md", "themes/enkel/theme.yaml", "content/pages/lenke.md"]
)
def test_nothing_outside_the_content(room: Room, path: str) -> None:
    """Whatever the field says, only files in content/ are written, and no links are followed."""
    outside = room.root.parent / "utenfor.md"
    for file in (outside, room.root / "hemmelig.md"):
        file.write_text(TEXT, encoding="utf-8")
    (room.root / "content/pages/lenke.md").symlink_to(outside)
    before = (room.root / path).read_bytes()
    with pytest.raises(NotEditableError):
        set_focal(ImageField(path, ("image",)), (0.5, 0.5), room.root)
    assert (room.root / path).read_bytes() == before


def test_a_file_that_cannot_be_edited(room: Room) -> None:
    """A field that is written otherwise than can be edited is left alone, with a message."""
    (room.root / PAGE).write_text(TEXT.replace("---\n\nOrd", "---\nOrd").replace("image:", "bilde:"), "utf-8")
    with pytest.raises(NotEditableError, match="for hånd"):
        set_focal(ImageField(PAGE, ("image",)), (0.5, 0.5), room.root)


def test_a_site_that_is_gone(room: Room) -> None:
    """Its pages may still be open."""
    assert room.preview.snapshot is not None
    with pytest.raises(NotEditableError, match="finnes ikke lenger"):
        find_field(room.preview.snapshot, "borte", "/", "/media/flate.webp", room.root)


def test_a_byte_order_mark_stays(room: Room) -> None:
    """What Windows puts before a file, and its line ends, are still there afterwards."""
    before = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    (room.root / PAGE).write_bytes(before)
    set_focal(ImageField(PAGE, ("image",)), (0.5, 0.25), room.root)
    after = before.replace(b"flate.png\r\n", b"flate.png\r\n  focal: [0.5, 0.25]\r\n")
    assert (room.root / PAGE).read_bytes() == after


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-12-24T18:00", "2026-12-24T18:00:00+01:00"),
        ("2026-12-24T18:00:00+00:00", "2026-12-24T18:00:00+00:00"),
        (None, None),
    ],
)
def test_the_clock_is_set(app: Starlette, room: Room, at: str | None, expected: str | None) -> None:
    """The sites are shown as of the time that was chosen, in our own time zone, or as of now again."""
    room.preview.at = AT
    assert send(app, CLOCK_PATH, {"at": at}).status == 200
    assert room.preview.at == (datetime.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("at", ["", "i går", "0001-01-01T00:00", "9999-12-31T23:59", "\ud800", 7, [], {}])
def test_impossible_times(app: Starlette, room: Room, at: object) -> None:
    """What is no time, or far from any that makes sense, is refused."""
    assert send(app, CLOCK_PATH, {"at": at}).status == 409
    assert room.preview.at is None


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("192.168.1.7", False),
        ("min-maskin", False),
    ],
)
def test_local_hosts(host: str, expected: bool) -> None:
    """Only what this machine alone can reach is local."""
    assert is_local(host) == expected


def test_the_token_differs_from_run_to_run(project: Path) -> None:
    """A token that somebody learned yesterday opens nothing today."""
    # Imported here: taking ports is what the server does first.
    from drammenworks.serve.options import ServeSettings
    from drammenworks.serve.preview_server import PreviewServer
    from tests.serve.test_preview_server import Listener

    tokens = set()
    for _ in range(2):
        server = PreviewServer(ServeSettings(project, now=lambda: AT, port=0), Listener().callbacks)
        server.close()
        tokens.add(server.preview.token)
    assert len(tokens) == 2
    assert all(token is not None and len(token) >= 32 for token in tokens)
