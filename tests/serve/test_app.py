"""One site over HTTP."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.store import Store
from drammenworks.serve.app import make_app
from drammenworks.serve.preview_state import PreviewState
from tests.serve.asgi import ask
from tests.serve.conftest import Room, write

SECRET = b"hemmelig"
SCRIPT = re.compile(
    r'<script type="module" src="/__drammenworks/preview.js" data-page="(\w+)" data-style="([^"]+)"></script>\n'
)


@pytest.fixture
def folder(room: Room, tmp_path: Path) -> Path:
    """Files that the site has beside its pages, and one that is none of its."""
    (tmp_path / "secret.txt").write_bytes(SECRET)
    folder = tmp_path / "filer"
    write(folder / "notat.txt", "0123456789 æøå")
    (folder / "bilde.webp").write_bytes(bytes(range(256)))
    return folder


@pytest.fixture
def app(room: Room, folder: Path) -> Starlette:
    add(room, *(Artifact(file.name, file) for file in folder.iterdir()))
    return make(room)


def add(room: Room, *artifacts: Artifact) -> None:
    """Let the site have more files."""
    snapshot = room.preview.snapshot
    assert snapshot is not None
    more = {artifact.path: replace(artifact, digest=artifact.known_digest()) for artifact in artifacts}
    room.preview.show(replace(snapshot, trees={**snapshot.trees, "by": {**snapshot.trees["by"], **more}}))


def make(room: Room, host: str = "127.0.0.1", lost: list[str] | None = None) -> Starlette:
    return make_app(
        "by",
        room.preview,
        Store(room.root / ".cache" / "preview").open(),
        host=host,
        actions={},
        on_file_lost=lambda: (lost if lost is not None else []).append("lost"),
        on_fault=_no_fault,
    )


def _no_fault(error: Exception) -> None:
    raise AssertionError from error


def published(room: Room, path: str) -> bytes:
    assert room.preview.snapshot is not None
    return room.preview.snapshot.trees["by"][path].read()


@pytest.mark.parametrize("target", ["/", "/index.html", "/?q=1"])
def test_a_folder_is_its_index(app: Starlette, target: str) -> None:
    """A folder shows its index.html, as UTF-8."""
    answer = ask(app, target)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Velkommen." in answer.body.decode()


def test_pages_get_the_script(app: Starlette, room: Room) -> None:
    """A page gets the script that keeps it up to date at the end of its body, and nothing else."""
    body = ask(app, "/").body.decode()
    assert SCRIPT.sub("", body, count=1) == published(room, "index.html").decode()
    assert re.search(SCRIPT.pattern + "</body>", body)


@pytest.mark.parametrize("name", ["notat.txt", "bilde.webp"])
def test_other_files_get_no_script(app: Starlette, folder: Path, name: str) -> None:
    """What is no page is served byte for byte."""
    assert ask(app, f"/{name}").body == (folder / name).read_bytes()


def test_the_length_is_that_of_the_answer(app: Starlette) -> None:
    """Content-Length counts the script."""
    answer = ask(app, "/")
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_folder_without_a_slash_redirects(app: Starlette, room: Room, folder: Path) -> None:
    """``/om`` leads to ``/om/`` and keeps its query."""
    add(room, Artifact("om/index.html", folder / "notat.txt"))
    answer = ask(app, "/om?a=1")
    assert answer.status in (301, 302, 307, 308)
    assert answer.headers["location"] == "/om/?a=1"


def test_unknown_addresses_show_the_404_page(app: Starlette) -> None:
    """What does not exist gets the site's own 404.html, with status 404 and the script."""
    answer = ask(app, "/finnes/ikke/")
    assert answer.status == 404
    assert "Fant ikke siden" in answer.body.decode()
    assert SCRIPT.search(answer.body.decode())


@pytest.mark.parametrize("target", ["/", "/notat.txt", "/ukjent", "/__drammenworks/preview.js"])
def test_nothing_is_kept_by_browsers(app: Starlette, target: str) -> None:
    """Every answer says Cache-Control: no-store."""
    assert ask(app, target).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("target", ["/", "/notat.txt"])
def test_a_known_etag_is_not_modified(app: Starlette, target: str) -> None:
    """Who has the file already gets 304 and no body."""
    etag = ask(app, target).headers["etag"]
    answer = ask(app, target, if_none_match=etag)
    assert (answer.status, answer.body) == (304, b"")


def test_a_rewritten_page_has_another_etag(app: Starlette, room: Room) -> None:
    """A page that was built anew is sent again."""
    etag = ask(app, "/").headers["etag"]
    page = room.root / "content/pages/by-hjem.md"
    write(page, page.read_text(encoding="utf-8") + "\nMer.\n")
    room.build(["content/pages/by-hjem.md"])
    assert ask(app, "/", if_none_match=etag).status == 200


def test_a_page_in_memory_gets_the_script(app: Starlette, room: Room) -> None:
    """A theme may have a page among its assets, which no build has written to a file."""
    add(room, Artifact("assets/eksempel.html", b"<p>Ord.</p>"))
    assert SCRIPT.sub("", ask(app, "/assets/eksempel.html").body.decode()) == "<p>Ord.</p>"


def test_the_length_of_a_file_in_memory(app: Starlette, room: Room) -> None:
    """What a build holds in memory is served as files are, with ranges."""
    add(room, Artifact("data.bin", bytes(range(256))))
    answer = ask(app, "/data.bin", range="bytes=250-")
    assert (answer.status, answer.body) == (206, bytes(range(250, 256)))


def test_a_range_of_bytes(app: Starlette) -> None:
    """A part of a file can be asked for, as players of video do."""
    answer = ask(app, "/bilde.webp", range="bytes=10-19")
    assert answer.status == 206
    assert answer.headers["content-range"] == "bytes 10-19/256"
    assert answer.body == bytes(range(10, 20))


def test_an_impossible_range(app: Starlette) -> None:
    """A part beyond the end is refused with the size."""
    answer = ask(app, "/bilde.webp", range="bytes=999-")
    assert (answer.status, answer.headers["content-range"]) == (416, "bytes */256")


def test_head_has_the_headers_only(app: Starlette) -> None:
    """HEAD answers as GET does, without sending the file."""
    answer = ask(app, "/bilde.webp", method="HEAD")
    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "256", b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(app: Starlette, method: str) -> None:
    """A preview only answers questions."""
    assert ask(app, "/", method=method).status == 405


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.woff2", "font/woff2"),
        ("a.json", "application/json"),
        ("a.xml", "application/xml"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json"),
        ("a.pdf", "application/pdf"),
        ("a.mp4", "video/mp4"),
        ("a.ukjent", "application/octet-stream"),
    ],
)
def test_media_types(app: Starlette, room: Room, name: str, media_type: str) -> None:
    """A file's type follows from its name, the same on every machine."""
    add(room, Artifact(name, b"x"))
    assert ask(app, f"/{name}").headers["content-type"] == media_type


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "min-maskin:8000"]
)
def test_our_own_hosts(room: Room, host: str) -> None:
    """The local names and the one of --host are answered, at any port."""
    app = make(room, host="min-maskin")
    assert ask(app, "/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1:8000:1",
        "127.0.0.1, evil.example",
        "[::1]:8000",
    ],
)
@pytest.mark.parametrize("target", ["/", "/__drammenworks/events", "/__drammenworks/preview.js"])
def test_foreign_hosts(app: Starlette, host: str | None, target: str) -> None:
    """A page from elsewhere that lets its own name lead here learns nothing."""
    answer = ask(app, target, host=host)
    assert answer.status == 400
    assert b"<script" not in answer.body


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/om/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/....//secret.txt",
        "/.%00./secret.txt",
        "/secret.txt%00.html",
        "/%00",
        "/%ff%fe",
        "//secret.txt",
        "//127.0.0.1/secret.txt",
        "/C:/secret.txt",
        "/C:%5csecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/%252e%252e/secret.txt",
        "/.%2e/%2e./secret.txt",
        "/%25252e%25252e/secret.txt",
        "/" + "a" * 5000,
        "/" + "a/" * 2000,
        "{absolute}",
        "/{absolute}",
        "//{absolute}",
    ],
)
def test_nothing_outside_the_folder(app: Starlette, folder: Path, target: str) -> None:
    """No address, however written, leads to anything but the site's own files."""
    answer = ask(app, target.format(absolute=folder.parent / "secret.txt"))
    assert answer.status == 404
    assert SECRET not in answer.body


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("preview.js", "text/javascript"), ("toolbar.js", "text/javascript"), ("error-overlay.css", "text/css")],
)
def test_the_script_is_served(app: Starlette, name: str, media_type: str) -> None:
    """The script and its style sheet are at the addresses that pages name."""
    answer = ask(app, f"/__drammenworks/{name}")
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert b"drammenworks" in answer.body or b":host" in answer.body


def test_a_link_in_the_cache_is_not_followed_by_name(app: Starlette, room: Room, folder: Path) -> None:
    """A link beside what is kept has no address: only what a build made has one."""
    kept = room.root / ".cache" / "pages"
    (kept / "lenke.txt").symlink_to(folder.parent / "secret.txt")
    for target in ("/lenke.txt", "/.cache/pages/lenke.txt", "/../.cache/pages/lenke.txt"):
        assert SECRET not in ask(app, target).body


def test_a_site_that_is_not_built_yet(room: Room) -> None:
    """While there are no pages, one says so, and has the script that reloads it when there are."""
    room.preview.snapshot, room.preview.trees = None, {}
    answer = ask(make(room), "/om/")
    assert answer.status == 503
    assert "ikke bygget ennå" in answer.body.decode()
    assert (
        '<script type="module" src="/__drammenworks/preview.js" data-page="" data-style="">'
        in answer.body.decode()
    )


def test_a_page_that_was_lost(room: Room) -> None:
    """A page whose file somebody removed is asked for again, and no fault."""
    lost: list[str] = []
    app = make(room, lost=lost)
    assert room.preview.snapshot is not None
    for artifact in room.preview.snapshot.trees["by"].values():
        if isinstance(artifact.content, Path):
            artifact.content.unlink()
    assert ask(app, "/").status == 503
    assert lost == ["lost"]


def test_a_fault_is_told(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """What should not happen is told to the person, and gives a plain answer."""
    faults: list[Exception] = []
    store = Store(room.root / ".cache" / "preview").open()
    app = make_app("by", room.preview, store, actions={}, on_file_lost=_unwanted, on_fault=faults.append)
    monkeypatch.setattr(PreviewState, "file", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):  # Starlette raises it again, for the server's log.
        ask(app, "/")
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


def _unwanted() -> None:
    raise AssertionError
