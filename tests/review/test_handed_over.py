"""What a stranger's build may hand over, and what is refused."""

from __future__ import annotations

import os
import pickle
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from drammenworks.review import handed_over
from drammenworks.review.handed_over import ArtifactRefusedError, check_handed_over
from tests.review.artifacts import BASE, GOOD, write_folder, write_zip

_SITES = sorted(path.removeprefix(f"{BASE}/") for path in GOOD if path.startswith(BASE))


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_a_preview_is_its_sites_and_its_reports(write, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Both from a folder and from a zip file; hidden files and Norwegian names included."""
    handed = check_handed_over(write(tmp_path / "levert", GOOD), BASE)
    assert list(handed.sites) == _SITES
    assert dict(handed.site_files())["a/index.html"] == b"<h1>Alfa</h1>"
    assert handed.report("report.json") == b'{"findings": []}'
    assert handed.report("forskjell.html") is None


def test_a_zip_may_lie_in_the_folder_that_it_was_downloaded_into(tmp_path: Path) -> None:
    """Whatever it is called."""
    (tmp_path / "levert").mkdir()
    write_zip(tmp_path / "levert/forhandsvisning", GOOD)
    assert list(check_handed_over(tmp_path / "levert", BASE).sites) == _SITES


def test_where_nothing_was_handed_over_nothing_is_there(tmp_path: Path) -> None:
    handed = check_handed_over(tmp_path, BASE)
    assert (handed.sites, handed.own) == ((), frozenset())


def test_folders_of_a_zip_are_no_files(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "x.zip", {f"{BASE}/a/": "", **GOOD})
    assert list(check_handed_over(archive, BASE).sites) == _SITES


_PATHS = [
    "../utenfor.html",
    f"{BASE}/../../../ut.html",
    f"{BASE}/a/../../../../ut.html",
    "/etc/cron.d/x",
    f"{BASE}/a//b.html",
    f"{BASE}/./a.html",
    f"{BASE}\\..\\a.html",
    "C:/Windows/x",
    f"{BASE}/a/fil:strøm",
    f"{BASE}/a/.git/config",
    f"{BASE}/a/.GIT/hooks/post-checkout",
    f"{BASE}/a/git~1/config",
    f"{BASE}/a/.gitmodules",
    f"{BASE}/a/.gitattributes",
    f"{BASE}/a/.git ./config",
    f"{BASE}/a/linje\nD .",
    f"{BASE}/a/\x00.html",
    f"{BASE}/a/\u202egale.html",
    f"{BASE}/{'x' * 300}.html",
    f"{BASE}/{'/'.join('y' * 100 for _ in range(10))}.html",
    "depot/forhandsvisning/pr-8/a/index.html",
    "depot/forhandsvisning/pr-70/a/index.html",
    "depot/index.html",
    "CNAME",
    ".nojekyll",
    "report.json/x",
]


@pytest.mark.parametrize("path", _PATHS)
def test_no_name_leads_out_of_the_preview(path: str, tmp_path: Path) -> None:
    """Nor to another request's, nor to files that git or GitHub Pages would obey."""
    # Python would cut the name at a NUL.
    archive = write_zip(tmp_path / "x.zip", {**GOOD, path.replace("\0", "~"): "x"})
    if "\0" in path:
        archive.write_bytes(archive.read_bytes().replace(b"~", b"\0"))
    with pytest.raises(ArtifactRefusedError, match="ikke en forhåndsvisning"):
        check_handed_over(archive, BASE)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_a_zip_has_no_links_or_devices(kind: int, tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "x.zip", GOOD)
    with zipfile.ZipFile(archive, "a") as opened:
        member = zipfile.ZipInfo(f"{BASE}/a/lenke.html")
        member.create_system = 3
        member.external_attr = (kind | 0o777) << 16
        opened.writestr(member, "/etc/passwd")
    with pytest.raises(ArtifactRefusedError, match="vanlig fil"):
        check_handed_over(archive, BASE)


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
@pytest.mark.parametrize("target", ["/etc/passwd", "index.html", "..", "/", "ingensteds"])
def test_a_folder_has_no_links(target: str, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "levert", GOOD)
    (folder / BASE / "a/lenke").symlink_to(target)
    with pytest.raises(ArtifactRefusedError, match="vanlig fil"):
        check_handed_over(folder, BASE)


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_what_becomes_a_link_after_the_check_is_not_followed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "levert", GOOD)
    handed = check_handed_over(folder, BASE)
    (tmp_path / "hemmelig").write_text("x", encoding="utf-8")
    file = folder / BASE / "a/index.html"
    file.unlink()
    file.symlink_to(tmp_path / "hemmelig")
    with pytest.raises(ArtifactRefusedError, match="kan ikke leses"):
        dict(handed.site_files())


def test_many_or_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number, by the size of one, and by the size of all."""
    archive = write_zip(tmp_path / "x.zip", GOOD)
    for name, limit in (("MAX_FILES", 3), ("MAX_FILE", 20), ("MAX_BYTES", 40)):
        with monkeypatch.context() as patch:
            patch.setattr(handed_over, name, limit)
            with pytest.raises(ArtifactRefusedError):
                check_handed_over(archive, BASE)


def test_a_bomb_is_refused_by_the_size_that_it_states(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "x.zip", {**GOOD, f"{BASE}/a/bombe.html": bytes(60 << 20)})
    assert archive.stat().st_size < 1 << 20
    with pytest.raises(ArtifactRefusedError, match="større"):
        check_handed_over(archive, BASE)


def test_a_bomb_that_states_a_small_size_unpacks_no_more_than_that(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "x.zip", {f"{BASE}/a/index.html": bytes(30 << 20)})
    # The sizes in the local header and in the central directory (APPNOTE 4.3.7, 4.3.12).
    data = archive.read_bytes().replace(struct.pack("<I", 30 << 20), struct.pack("<I", 10))
    archive.write_bytes(data)
    handed = check_handed_over(archive, BASE)
    with pytest.raises(ArtifactRefusedError, match="kan ikke pakkes ut"):
        dict(handed.site_files())


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_can_be_unpacked_in_parts_is(method: int, tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "x.zip", GOOD)
    with zipfile.ZipFile(archive, "a", method) as opened:
        opened.writestr(f"{BASE}/a/x.html", "x" * 1000)
    with pytest.raises(ArtifactRefusedError, match="ikke støttes"):
        check_handed_over(archive, BASE)


def test_a_file_is_there_once_and_is_no_folder(tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "x.zip", GOOD)
    with zipfile.ZipFile(archive, "a") as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr(f"{BASE}/a/index.html", "en annen")
    with pytest.raises(ArtifactRefusedError, match="to ganger"):
        check_handed_over(archive, BASE)
    both = write_zip(tmp_path / "y.zip", {**GOOD, f"{BASE}/a/index.html/x.html": "x"})
    with pytest.raises(ArtifactRefusedError, match="både en fil og en mappe"):
        check_handed_over(both, BASE)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", bytes(1000)])
def test_what_is_no_zip_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(content)
    with pytest.raises(ArtifactRefusedError, match="zip-fil"):
        check_handed_over(file, BASE)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArtifactRefusedError, match="ikke-her"):
        check_handed_over(tmp_path / "ikke-her.zip", BASE)


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    text = bytes(range(256)) * 40
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(f"{BASE}/a/index.html", text)
    damaged = (tmp_path / "x.zip").read_bytes().replace(text[:64], b"y" * 64, 1)
    (tmp_path / "x.zip").write_bytes(damaged)
    handed = check_handed_over(tmp_path / "x.zip", BASE)
    with pytest.raises(ArtifactRefusedError, match="kan ikke pakkes ut"):
        dict(handed.site_files())


@pytest.mark.parametrize("base", ["", "..", "a/../b", "/a", "a b", "a/"])
def test_a_base_path_is_plain(base: str, tmp_path: Path) -> None:
    with pytest.raises(ArtifactRefusedError, match="stien"):
        check_handed_over(write_zip(tmp_path / "x.zip", GOOD), base)


def test_the_error_survives_a_process() -> None:
    error = ArtifactRefusedError("x")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
