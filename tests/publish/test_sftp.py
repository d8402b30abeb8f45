"""Publishing to a host with SFTP: a real server, on this machine."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.publish.errors import StoreError
from drammenworks.publish.fsspec_store import FsspecStore, open_store
from tests.project import Project, tree
from tests.publish.small_site import (
    FIRST,
    SECOND,
    check_killed_run,
    content,
    later,
    publish,
)

with warnings.catch_warnings():
    # Marks hold for tests, not for what is imported here.
    warnings.simplefilter("ignore")
    paramiko = pytest.importorskip("paramiko")

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the server of the tests opens files as POSIX does"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def key() -> object:
    return paramiko.ECDSAKey.generate()


@pytest.fixture
def host(tmp_path: Path, key: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A host that is known here."""
    from tests.publish.sftp_server import SftpServer

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    (tmp_path / "www").mkdir()
    with SftpServer(tmp_path, key) as server:
        know(tmp_path, server.port, key)
        yield server


def know(home: Path, port: int, key: object) -> None:
    """Write a host among those that are known."""
    (home / ".ssh").mkdir(exist_ok=True)
    line = f"[127.0.0.1]:{port} {key.get_name()} {key.get_base64()}\n"  # type: ignore[attr-defined]
    (home / ".ssh" / "known_hosts").write_text(line, encoding="utf-8")


def stores(host: object) -> tuple[FsspecStore, FsspecStore]:
    url = host.url  # type: ignore[attr-defined]
    return open_store(url("www/a")), open_store(url("www/.drammenworks/a"))


def test_a_site_is_published_twice_and_gone_back_from(host: object, tmp_path: Path) -> None:
    place = stores(host)
    publish(*place, FIRST)
    assert tree(tmp_path / "www" / "a") == FIRST
    assert publish(*place, FIRST).uploaded == ()
    publish(*place, SECOND, now=later(30))
    publish(*place, SECOND, now=later(60))
    assert content(place[0]) == SECOND
    publish(*place, None, now=later(61))
    publish(*place, None, back_to="2026-11-30.1", now=later(90))
    assert tree(tmp_path / "www" / "a") == FIRST


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(1, 24, 3))
def test_killed_at_some_moments(host: object, moment: int) -> None:
    place = stores(host)
    check_killed_run(place, moment)
    assert not [path for path in content(place[0]) if path.endswith(".part")]


def test_the_command_publishes_to_a_host(published: Project, host: object, tmp_path: Path) -> None:
    target = host.url("www/{site}")  # type: ignore[attr-defined]
    outcome = published.run("publish", target)
    assert outcome.code == 0, outcome.stderr
    assert "hemmelig123" not in outcome.stdout + outcome.stderr
    for site in ("a", "b"):
        assert tree(tmp_path / "www" / site) == tree(published.root / "output" / site)


def test_a_server_that_replaces_no_files_is_published_to(host: object, tmp_path: Path) -> None:
    host.files.is_old = True  # type: ignore[attr-defined]
    place = stores(host)
    publish(*place, FIRST)
    publish(*place, SECOND, now=later(30))
    assert tree(tmp_path / "www" / "a").items() >= SECOND.items()


def test_a_host_can_have_a_name_of_its_own(host: object, tmp_path: Path) -> None:
    """As for ssh: the settings say where it is, and who signs in."""
    port = host.port  # type: ignore[attr-defined]
    settings = f"Host nettside\n  HostName 127.0.0.1\n  Port {port}\n  User ola\n"
    (tmp_path / ".ssh" / "config").write_text(settings, encoding="utf-8")
    place = open_store("sftp://:hemmelig123@nettside/www/a")
    place.write("index.html", b"x")
    assert place.read("index.html") == b"x"


def test_a_host_that_is_not_known_gets_no_password(host: object, tmp_path: Path) -> None:
    (tmp_path / ".ssh" / "known_hosts").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="nøkkel som ikke er kjent") as caught:
        stores(host)
    assert "hemmelig123" not in str(caught.value)


def test_a_host_with_another_key_gets_no_password(host: object, tmp_path: Path) -> None:
    know(tmp_path, host.port, paramiko.ECDSAKey.generate())  # type: ignore[attr-defined]
    with pytest.raises(StoreError, match="nøkkel som ikke er kjent"):
        stores(host)


def test_a_wrong_password_is_told(host: object) -> None:
    with pytest.raises(StoreError, match="påloggingen") as caught:
        open_store(host.url("www/a", "galt-passord"))  # type: ignore[attr-defined]
    assert "galt-passord" not in str(caught.value)


def test_a_host_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="svarer ikke"):
        open_store("sftp://ola:hemmelig123@127.0.0.1:9/www")
