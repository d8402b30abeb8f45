"""The HTTP application for one site."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.content_store import Store
from drammenworks.serve.app import make_app
from drammenworks.serve.preview_state import PreviewState
from tests.serve.asgi import call_app
from tests.serve.conftest import BuiltProject, write

SECRET = b"hemmelig"
SCRIPT = re.compile(
    r'<script type="module" src="/__drammenworks/preview.js" data-page="(\w+)" data-style="([^"]+)"></script>\n'
)


@pytest.fixture
def folder(built: BuiltProject, tmp_path: Path) -> Path:
    """Files that the site has in addition to its pages, and one outside the site."""
    (tmp_path / "secret.txt").write_bytes(SECRET)
    folder = tmp_path / "filer"
    write(folder / "notat.txt", "0123456789 æøå")
    (folder / "bilde.webp").write_bytes(bytes(range(256)))
    return folder


@pytest.fixture
def app(built: BuiltProject, folder: Path) -> Starlette:
    add(built, *(Artifact(file.name, file) for file in folder.iterdir()))
    return make(built)


def add(built: BuiltProject, *artifacts: Artifact) -> None:
    """Add files to the site."""
    snapshot = built.preview.snapshot
    assert snapshot is not None
    more = {artifact.path: replace(artifact, digest=artifact.known_digest()) for artifact in artifacts}
    built.preview.show(replace(snapshot, trees={**snapshot.trees, "by": {**snapshot.trees["by"], **more}}))


def make(built: BuiltProject, host: str = "127.0.0.1", lost: list[str] | None = None) -> Starlette:
    return make_app(
        "by",
        built.preview,
        Store(built.root / ".cache" / "preview").open(),
        host=host,
        actions={},
        on_file_lost=lambda: (lost if lost is not None else []).append("lost"),
        on_fault=_no_fault,
    )


def _no_fault(error: Exception) -> None:
    raise AssertionError from error


def published(built: BuiltProject, path: str) -> bytes:
    assert built.preview.snapshot is not None
    return built.preview.snapshot.trees["by"][path].read()


@pytest.mark.parametrize("target", ["/", "/index.html", "/?q=1"])
def test_a_folder_is_its_index(app: Starlette, target: str) -> None:
    """The URL of a folder serves its index.html, as UTF-8."""
    answer = call_app(app, target)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "Velkommen." in answer.body.decode()


def test_pages_get_the_script(app: Starlette, built: BuiltProject) -> None:
    """A page gets the script that keeps it up to date at the end of its body, and nothing else."""
    body = call_app(app, "/").body.decode()
    assert SCRIPT.sub("", body, count=1) == published(built, "index.html").decode()
    assert re.search(SCRIPT.pattern + "</body>", body)


@pytest.mark.parametrize("name", ["notat.txt", "bilde.webp"])
def test_other_files_get_no_script(app: Starlette, folder: Path, name: str) -> None:
    """A file that is not a page is served byte for byte."""
    assert call_app(app, f"/{name}").body == (folder / name).read_bytes()


def test_the_length_is_that_of_the_answer(app: Starlette) -> None:
    """Content-Length includes the script."""
    answer = call_app(app, "/")
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_folder_without_a_slash_redirects(app: Starlette, built: BuiltProject, folder: Path) -> None:
    """``/om`` redirects to ``/om/`` with the same query."""
    add(built, Artifact("om/index.html", folder / "notat.txt"))
    answer = call_app(app, "/om?a=1")
    assert answer.status in (301, 302, 307, 308)
    assert answer.headers["location"] == "/om/?a=1"


def test_unknown_addresses_show_the_404_page(app: Starlette) -> None:
    """A URL that does not exist serves the site's own 404.html, with status 404 and the script."""
    answer = call_app(app, "/finnes/ikke/")
    assert answer.status == 404
    assert "Fant ikke siden" in answer.body.decode()
    assert SCRIPT.search(answer.body.decode())


@pytest.mark.parametrize("target", ["/", "/notat.txt", "/ukjent", "/__drammenworks/preview.js"])
def test_browsers_cache_nothing(app: Starlette, target: str) -> None:
    """Every response has Cache-Control: no-store."""
    assert call_app(app, target).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("target", ["/", "/notat.txt"])
def test_a_known_etag_is_not_modified(app: Starlette, target: str) -> None:
    """A client that has the file gets 304 without a body."""
    etag = call_app(app, target).headers["etag"]
    answer = call_app(app, target, if_none_match=etag)
    assert (answer.status, answer.body) == (304, b"")


def test_a_changed_page_has_a_new_etag(app: Starlette, built: BuiltProject) -> None:
    """A page that a build changed is sent again."""
    etag = call_app(app, "/").headers["etag"]
    page = built.root / "content/pages/by-hjem.md"
    write(page, page.read_text(encoding="utf-8") + "\nMer.\n")
    built.build(["content/pages/by-hjem.md"])
    assert call_app(app, "/", if_none_match=etag).status == 200


def test_a_page_in_memory_gets_the_script(app: Starlette, built: BuiltProject) -> None:
    """A page among a theme's assets, which is not in a file of the build, has the script too."""
    add(built, Artifact("assets/eksempel.html", b"<p>Ord.</p>"))
    assert SCRIPT.sub("", call_app(app, "/assets/eksempel.html").body.decode()) == "<p>Ord.</p>"


def test_the_length_of_a_file_in_memory(app: Starlette, built: BuiltProject) -> None:
    """An artifact in memory is served as a file is, with ranges."""
    add(built, Artifact("data.bin", bytes(range(256))))
    answer = call_app(app, "/data.bin", range="bytes=250-")
    assert (answer.status, answer.body) == (206, bytes(range(250, 256)))


def test_a_range_of_bytes(app: Starlette) -> None:
    """A range of a file can be requested, as video players do."""
    answer = call_app(app, "/bilde.webp", range="bytes=10-19")
    assert answer.status == 206
    assert answer.headers["content-range"] == "bytes 10-19/256"
    assert answer.body == bytes(range(10, 20))


def test_an_impossible_range(app: Starlette) -> None:
    """A range beyond the end is rejected with the size."""
    answer = call_app(app, "/bilde.webp", range="bytes=999-")
    assert (answer.status, answer.headers["content-range"]) == (416, "bytes */256")


def test_head_has_the_headers_only(app: Starlette) -> None:
    """HEAD has the headers of GET, without the body."""
    answer = call_app(app, "/bilde.webp", method="HEAD")
    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "256", b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_methods(app: Starlette, method: str) -> None:
    """Files accept GET and HEAD only."""
    assert call_app(app, "/", method=method).status == 405


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
def test_media_types(app: Starlette, built: BuiltProject, name: str, media_type: str) -> None:
    """A file's media type depends on its name alone, not on the machine."""
    add(built, Artifact(name, b"x"))
    assert call_app(app, f"/{name}").headers["content-type"] == media_type


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:1", "min-maskin:8000"]
)
def test_accepted_hosts(built: BuiltProject, host: str) -> None:
    """The local names and that of --host are accepted, with any port."""
    app = make(built, host="min-maskin")
    assert call_app(app, "/", host=host).status == 200


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
    """A request for any other host name is rejected."""
    answer = call_app(app, target, host=host)
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
    """No form of a path reaches anything but the site's own files."""
    answer = call_app(app, target.format(absolute=folder.parent / "secret.txt"))
    assert answer.status == 404
    assert SECRET not in answer.body


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("preview.js", "text/javascript"), ("toolbar.js", "text/javascript"), ("error-overlay.css", "text/css")],
)
def test_the_script_is_served(app: Starlette, name: str, media_type: str) -> None:
    """The scripts and style sheets are at the URLs that pages refer to."""
    answer = call_app(app, f"/__drammenworks/{name}")
    assert answer.headers["content-type"] == f"{media_type}; charset=utf-8"
    assert b"drammenworks" in answer.body or b":host" in answer.body


def test_a_link_in_the_cache_is_not_followed_by_name(
    app: Starlette, built: BuiltProject, folder: Path
) -> None:
    """A symbolic link in the cache has no URL: only output files have one."""
    cached = built.root / ".cache" / "pages"
    (cached / "lenke.txt").symlink_to(folder.parent / "secret.txt")
    for target in ("/lenke.txt", "/.cache/pages/lenke.txt", "/../.cache/pages/lenke.txt"):
        assert SECRET not in call_app(app, target).body


def test_a_site_that_is_not_built_yet(built: BuiltProject) -> None:
    """Before the first build ends, a placeholder page has the script that reloads it afterwards."""
    built.preview.snapshot, built.preview.trees = None, {}
    answer = call_app(make(built), "/om/")
    assert answer.status == 503
    assert "ikke bygget ennå" in answer.body.decode()
    assert (
        '<script type="module" src="/__drammenworks/preview.js" data-page="" data-style="">'
        in answer.body.decode()
    )


def test_a_lost_page(built: BuiltProject) -> None:
    """A page whose file is missing from the cache is built again, and is not a fault."""
    lost: list[str] = []
    app = make(built, lost=lost)
    assert built.preview.snapshot is not None
    for artifact in built.preview.snapshot.trees["by"].values():
        if isinstance(artifact.content, Path):
            artifact.content.unlink()
    assert call_app(app, "/").status == 503
    assert lost == ["lost"]


def test_a_fault_is_reported(built: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected exception is reported to the user, and the response is plain text."""
    faults: list[Exception] = []
    store = Store(built.root / ".cache" / "preview").open()
    app = make_app("by", built.preview, store, actions={}, on_file_lost=_unwanted, on_fault=faults.append)
    monkeypatch.setattr(PreviewState, "file", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):  # Starlette raises it again, for the server's log.
        call_app(app, "/")
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


def _unwanted() -> None:
    raise AssertionError
