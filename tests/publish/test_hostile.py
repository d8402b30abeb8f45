"""What somebody else has written to a target is never believed where it could do harm."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from drammenworks.publish.errors import DamagedManifestError, StoreError
from drammenworks.publish.folder_store import FolderStore
from drammenworks.publish.manifest import TargetManifest, decode, decode_paths, encode, is_publishable
from drammenworks.publish.site_files import read_site
from tests.project import Project
from tests.publish.small_site import FIRST, NOW, SECOND, content, later, publish

DIGEST = "0" * 64

HOSTILE_PATHS = [
    "../ut.html",
    "om/../../ut.html",
    "/etc/passwd",
    "//vert/fil",
    "./index.html",
    "om//index.html",
    "om/.",
    "..",
    "",
    "om\\index.html",
    "C:\\Windows\\fil",
    ".drammenworks/current.json",
    "om/\0.html",
    "om/\n.html",
    "om/\x1b[2J.html",
    "x" * 5000,
    "a/" * 2000 + "b",
]


@pytest.fixture
def stores(tmp_path: Path) -> tuple[FolderStore, FolderStore]:
    (tmp_path / "ut.html").write_bytes(b"mine")
    return FolderStore(tmp_path / "www" / "a"), FolderStore(tmp_path / "www" / ".drammenworks" / "a")


def stored(**changes: Any) -> bytes:
    manifest = json.loads(encode(TargetManifest("2026-11-30.1", NOW, {"index.html": DIGEST})))
    return json.dumps(manifest | changes).encode()


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_a_path_that_leads_out_of_the_site_damages_the_manifest(path: str) -> None:
    assert not is_publishable(path)
    for changes in ({"files": {path: DIGEST}}, {"retired": {path: [DIGEST, NOW.isoformat()]}}):
        with pytest.raises(DamagedManifestError):
            decode(stored(**changes), "x")
    with pytest.raises(DamagedManifestError):
        decode_paths(json.dumps({"format": 1, "files": {path: DIGEST}}).encode(), "x")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": 1}',
        stored(format=2),
        stored(files=[]),
        stored(files={"index.html": "kort"}),
        stored(files={"index.html": None}),
        stored(files={"index.html": ["x"]}),
        stored(files="index.html"),
        stored(retired={"x.css": [DIGEST]}),
        stored(retired={"x.css": [DIGEST, "i går"]}),
        stored(retired={"x.css": [DIGEST, "2026-11-30T12:00:00"]}),
        stored(published_at="2026-11-30T12:00:00"),
        stored(published_at=7),
        stored(version="../../x"),
        stored(version=""),
        stored(version=None),
        stored(restores="../x"),
    ],
    ids=range(22),
)
def test_a_damaged_manifest_stops_publishing_and_removes_nothing(
    stores: tuple[FolderStore, FolderStore], data: bytes
) -> None:
    publish(*stores, FIRST)
    stores[1].write("current.json", data)
    for site in (SECOND, None):
        with pytest.raises(DamagedManifestError, match=r"current\.json"):
            publish(*stores, site)
    assert content(stores[0]) == FIRST


def test_a_manifest_survives_being_stored() -> None:
    manifest = TargetManifest("2026-11-30.12", NOW, {"a/«å».html": DIGEST}, {}, "2026-11-29.1", "merknad")
    assert decode(encode(manifest), "x") == manifest


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b'{"format": 1, "files": []}', b'{"format": 1, "files": {"a": 1}}']
)
def test_a_damaged_list_of_what_was_under_way_stops(
    stores: tuple[FolderStore, FolderStore], data: bytes
) -> None:
    publish(*stores, FIRST)
    stores[1].write("pending.json", data)
    with pytest.raises(DamagedManifestError, match=r"pending\.json"):
        publish(*stores, SECOND)
    assert content(stores[0]) == FIRST


def test_what_the_message_says_mends_it(stores: tuple[FolderStore, FolderStore]) -> None:
    publish(*stores, FIRST)
    stores[1].write("current.json", b"{")
    stores[1].remove("current.json")
    outcome = publish(*stores, SECOND, take_over=True)
    assert outcome.removed == ()
    assert content(stores[0]).items() >= SECOND.items()


def test_a_false_digest_in_an_old_version_brings_nothing_back(
    stores: tuple[FolderStore, FolderStore],
) -> None:
    """An object is what its name says, or nothing."""
    publish(*stores, FIRST)
    publish(*stores, SECOND, now=later(30))
    for path in list(stores[1].list("objects")):
        stores[1].write(path, b"<script>")
    with pytest.raises(Exception, match="borte eller ødelagt"):
        publish(*stores, None, now=later(31))
    assert b"<script>" not in content(stores[0]).values()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("link", ["om", "assets", "nytt"])
def test_a_folder_that_is_a_link_is_not_followed(
    stores: tuple[FolderStore, FolderStore], tmp_path: Path, link: str
) -> None:
    """Who can write to the target could lead us to any file that we may change."""
    publish(*stores, FIRST)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_bytes(b"mine")
    folder = tmp_path / "www" / "a" / link
    if folder.exists():
        folder.rename(tmp_path / "moved")
    folder.symlink_to(elsewhere)
    with pytest.raises(StoreError, match="snarvei"):
        publish(*stores, SECOND)
    assert (elsewhere / "index.html").read_bytes() == b"mine"
    assert len(list(elsewhere.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("link", [".drammenworks", ".drammenworks/a", ".drammenworks/a/objects"])
def test_records_that_are_a_link_are_not_followed(published: Project, tmp_path: Path, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = tmp_path / "www" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(elsewhere)
    published.run("publish", str(tmp_path / "www" / "{site}"), "--site", "a")
    published.write("output/a/index.html", b"<html></html>")
    outcome = published.run("publish", str(tmp_path / "www" / "{site}"), "--site", "a")
    assert outcome.code == 1
    assert "snarvei" in outcome.stderr
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_that_is_a_link_is_replaced_and_not_followed(
    stores: tuple[FolderStore, FolderStore], tmp_path: Path
) -> None:
    publish(*stores, FIRST)
    mine = tmp_path / "mine"
    mine.write_bytes(b"mine")
    page = tmp_path / "www" / "a" / "om" / "index.html"
    page.unlink()
    page.symlink_to(mine)
    publish(*stores, SECOND)
    assert mine.read_bytes() == b"mine"
    assert content(stores[0]).items() >= SECOND.items()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_in_what_was_built_are_not_published(tmp_path: Path) -> None:
    """What CI hands over may come from a pull request."""
    folder = tmp_path / "sites" / "a"
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(b"<html></html>")
    (folder / "passwd").symlink_to("/etc/passwd")
    (folder / "etc").symlink_to("/etc")
    assert set(read_site(tmp_path / "sites", "a").files) == {"index.html"}


def test_endless_records_are_not_read_to_their_end(stores: tuple[FolderStore, FolderStore]) -> None:
    publish(*stores, FIRST)
    assert len(stores[1].read("current.json", limit=10) or b"") == 10
