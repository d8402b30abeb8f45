"""One site over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette

from drammenworks.serve.app import make_app
from drammenworks.serve.reload import Channel
from tests.serve.asgi import ask
from tests.serve.conftest import write

PAGE = "<!doctype html><title>Side</title><body><p>Blåbær</p></body>"
TAG = '<script src="/__drammenworks/reload.js" data-build="b1"></script>'
SECRET = b"hemmelig"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A published site, beside a file that is none of its."""
    (tmp_path / "secret.txt").write_bytes(SECRET)
    site = tmp_path / "site"
    write(site / "index.html", PAGE)
    write(site / "om" / "index.html", PAGE.replace("Blåbær", "Om oss"))
    write(site / "404.html", PAGE.replace("Blåbær", "Fant ikke"))
    write(site / "notat.txt", "0123456789 æøå")
    (site / "bilde.webp").write_bytes(bytes(range(256)))
    return site


@pytest.fixture
def app(folder: Path) -> Starlette:
    return make_app(folder, Channel("b1"), on_fault=_no_fault)


def _no_fault(error: Exception) -> None:
    raise AssertionError from error


@pytest.mark.parametrize("target", ["/", "/index.html", "/?q=1"])
def test_a_folder_is_its_index(app: Starlette, target: str) -> None:
    """A folder shows its index.html, as UTF-8."""
    answer = ask(app, target)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Blåbær" in answer.body.decode()


def test_pages_get_the_script(app: Starlette) -> None:
    """A page gets the script that reloads it at the end of its body, with the id of its build."""
    body = ask(app, "/").body.decode()
    assert body == PAGE.replace("</body>", TAG + "\n</body>")


def test_the_file_of_a_page_stays_as_it_is(app: Starlette, folder: Path) -> None:
    """The script is in the answer only, never in the file."""
    ask(app, "/")
    assert (folder / "index.html").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("name", ["notat.txt", "bilde.webp"])
def test_other_files_get_no_script(app: Starlette, folder: Path, name: str) -> None:
    """What is no page is served byte for byte."""
    assert ask(app, f"/{name}").body == (folder / name).read_bytes()


def test_the_length_is_that_of_the_answer(app: Starlette) -> None:
    """Content-Length counts the script."""
    answer = ask(app, "/")
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_folder_without_a_slash_redirects(app: Starlette) -> None:
    """``/om`` leads to ``/om/`` and keeps its query."""
    answer = ask(app, "/om?a=1")
    assert answer.status in (301, 302, 307, 308)
    assert answer.headers["location"] == "http://127.0.0.1:8000/om/?a=1"


def test_unknown_addresses_show_the_404_page(app: Starlette) -> None:
    """What does not exist gets the site's own 404.html, with status 404 and the script."""
    answer = ask(app, "/finnes/ikke/")
    assert answer.status == 404
    assert "Fant ikke" in answer.body.decode()
    assert TAG in answer.body.decode()


@pytest.mark.parametrize("target", ["/", "/om", "/notat.txt", "/ukjent", "/__drammenworks/reload.js"])
def test_nothing_is_kept_by_browsers(app: Starlette, target: str) -> None:
    """Every answer says Cache-Control: no-store."""
    assert ask(app, target).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("target", ["/", "/notat.txt"])
def test_a_known_etag_is_not_modified(app: Starlette, target: str) -> None:
    """Who has the file already gets 304 and no body."""
    etag = ask(app, target).headers["etag"]
    answer = ask(app, target, if_none_match=etag)
    assert (answer.status, answer.body) == (304, b"")


def test_a_rewritten_page_has_another_etag(app: Starlette, folder: Path) -> None:
    """A page that was built anew is sent again."""
    etag = ask(app, "/").headers["etag"]
    write(folder / "index.html", PAGE + "\n")
    assert ask(app, "/", if_none_match=etag).status == 200


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
def test_media_types(app: Starlette, folder: Path, name: str, media_type: str) -> None:
    """A file's type follows from its name, the same on every machine."""
    write(folder / name, "x")
    assert ask(app, f"/{name}").headers["content-type"] == media_type


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "min-maskin:8000"]
)
def test_our_own_hosts(folder: Path, host: str) -> None:
    """The local names and the one of --host are answered, at any port."""
    app = make_app(folder, Channel("b1"), host="min-maskin", on_fault=_no_fault)
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
@pytest.mark.parametrize("target", ["/", "/__drammenworks/events", "/__drammenworks/reload.js"])
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
        "/lenke.txt",
        "/lenke/secret.txt",
        "/" + "a" * 5000,
        "/" + "a/" * 2000,
        "{absolute}",
        "/{absolute}",
        "//{absolute}",
    ],
)
def test_nothing_outside_the_folder(app: Starlette, folder: Path, target: str) -> None:
    """No address, however written, leads out of the site's folder; neither does a link in it."""
    (folder / "lenke.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "lenke").symlink_to(folder.parent, target_is_directory=True)
    answer = ask(app, target.format(absolute=folder.parent / "secret.txt"))
    assert answer.status == 404
    assert SECRET not in answer.body


def test_the_script_is_served(app: Starlette) -> None:
    """The script is at the address that pages name, as JavaScript."""
    answer = ask(app, "/__drammenworks/reload.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert b"EventSource" in answer.body


def test_a_site_that_is_not_built_yet(tmp_path: Path) -> None:
    """While there are no pages, one says so, and reloads itself when there are."""
    answer = ask(make_app(tmp_path, Channel("b1"), on_fault=_no_fault), "/om/")
    assert answer.status == 503
    assert "ikke bygget ennå" in answer.body.decode()
    assert TAG in answer.body.decode()


def test_a_page_that_vanishes(app: Starlette, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that a build removes while it is asked for is not found, and no fault."""

    def read_bytes(file: Path) -> bytes:
        raise FileNotFoundError(file)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    assert ask(app, "/om/").status == 404


def test_a_fault_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What should not happen is told to the person, and gives a plain answer."""
    faults: list[Exception] = []
    app = make_app(folder, Channel("b1"), on_fault=faults.append)
    monkeypatch.setattr("drammenworks.serve.app.with_script", lambda html, build: 1 / 0)
    with pytest.raises(ZeroDivisionError):  # Starlette raises it again, for the server's log.
        ask(app, "/")
    assert [type(fault) for fault in faults] == [ZeroDivisionError]
