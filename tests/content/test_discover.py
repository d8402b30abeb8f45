"""Finding the documents and the files beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from drammenworks.base.paths import is_ignored
from drammenworks.content.discover import Discovery, discover


def _discover(root: Path, *paths: str) -> Discovery:
    for path in paths:
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_bytes(b"x")
    return discover(root, languages={"nb", "en"}, default_language="nb")


def _sources(found: Discovery) -> list[tuple[str, str]]:
    return [(source.id, source.lang) for source in found.sources]


def _codes(found: Discovery) -> list[tuple[str, str]]:
    return [(finding.code, finding.location.path.removeprefix("content/")) for finding in found.findings]


@pytest.mark.parametrize(
    ("path", "document", "lang"),
    [
        ("projects/a.md", "project/a", "nb"),
        ("projects/a.en.md", "project/a", "en"),
        ("projects/a/index.md", "project/a", "nb"),
        ("projects/a/index.en.md", "project/a", "en"),
        ("projects/2017/a.md", "project/a", "nb"),
        ("projects/2017/a/index.md", "project/a", "nb"),
        ("people/kari.yaml", "person/kari", "nb"),
        ("people/kari.en.yml", "person/kari", "en"),
        ("news/a.md", "article/a", "nb"),
        ("organisations/a.yaml", "organisation/a", "nb"),
        ("pages/index-over-alt.md", "page/index-over-alt", "nb"),
    ],
)
def test_the_path_says_what_a_file_holds(tmp_path: Path, path: str, document: str, lang: str) -> None:
    """Folder, name and suffix decide the kind, the name and the language."""
    found = _discover(tmp_path, path)
    assert _sources(found) == [(document, lang)]
    assert _codes(found) == []
    assert found.sources[0].path == f"content/{path}"


def test_the_order_is_the_same_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders and files come in the order of their names, however the system lists them."""
    paths = ("news/b.md", "news/a.md", "events/c.md", "news/d/index.md")
    expected = _sources(_discover(tmp_path, *paths))
    real = os.scandir

    class Backwards:
        def __init__(self, path: Any) -> None:
            self.entries = sorted(real(path), key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self.entries)

        def __exit__(self, *details: object) -> None: ...

    monkeypatch.setattr(os, "scandir", Backwards)
    assert (
        _sources(_discover(tmp_path))
        == expected
        == [
            ("event/c", "nb"),
            ("article/a", "nb"),
            ("article/b", "nb"),
            ("article/d", "nb"),
        ]
    )


def test_what_lies_beside_an_index_belongs_to_it(tmp_path: Path) -> None:
    """Pictures and data in a document's folder are its files, at any depth, YAML included."""
    found = _discover(
        tmp_path,
        "reports/a/index.md",
        "reports/a/tall.csv",
        "reports/a/data/b.yaml",
        "reports/a/bilder/c.jpg",
    )
    assert _sources(found) == [("report/a", "nb")]
    assert found.files == {
        "content/reports/a/tall.csv",
        "content/reports/a/data/b.yaml",
        "content/reports/a/bilder/c.jpg",
    }
    assert _codes(found) == []


def test_prose_beside_an_index_would_be_lost(tmp_path: Path) -> None:
    """Another Markdown file in a document's folder is no document, and that is told."""
    assert _codes(_discover(tmp_path, "reports/a/index.md", "reports/a/b.md")) == [
        ("DW114", "reports/a/b.md")
    ]


def test_a_document_may_lie_in_another_ones_folder(tmp_path: Path) -> None:
    """A folder with an index of its own is a document of its own."""
    found = _discover(tmp_path, "reports/a/index.md", "reports/a/b/index.md", "reports/a/b/c.csv")
    assert _sources(found) == [("report/a", "nb"), ("report/b", "nb")]


def test_media_are_files_whatever_they_are_called(tmp_path: Path) -> None:
    """Nothing under content/media/ is a document."""
    found = _discover(tmp_path, "media/a.jpg", "media/Bilde Å.PNG", "media/b/notat.md", "media/🎉.jpg")
    assert _sources(found) == []
    assert found.files == {
        "content/media/a.jpg",
        "content/media/Bilde Å.PNG",
        "content/media/b/notat.md",
        "content/media/🎉.jpg",
    }


@pytest.mark.parametrize(
    "name",
    [
        *(".DS_Store", "Icon\r", "._a.md", ".AppleDouble", ".localized", ".Spotlight-V100", ".fseventsd"),
        *("Thumbs.db", "thumbs.db", "ehthumbs.db", "Desktop.ini", "desktop.ini", "$RECYCLE.BIN"),
        *("~$a.md", "~$rsrapport.docx", ".~lock.a.docx#", "~WRL0001.tmp", "a.TMP", "a.tmp", "a.bak", "a.BAK"),
        *(".a.md.swp", "a.md~", "#a.md#", ".#a.md", ".nfs0001", "a.crdownload", "a.pdf.part"),
        *("__MACOSX", "System Volume Information", "lost+found", "@eaDir", "#recycle", "README.md"),
    ],
)
def test_what_editors_and_systems_leave_behind_is_ignored(tmp_path: Path, name: str) -> None:
    """Such a file is neither a document nor a finding."""
    assert is_ignored(name)
    found = _discover(tmp_path, f"pages/{name}", f"media/{name}", name)
    assert (found.sources, found.files, found.findings) == ([], set(), [])


@pytest.mark.parametrize("name", ["Icon\r", "__MACOSX", "$RECYCLE.BIN", "@eaDir", ".git"])
def test_what_lies_in_a_folder_of_the_system_is_ignored(tmp_path: Path, name: str) -> None:
    """A folder of the system is not content, whatever is in it."""
    found = _discover(tmp_path, f"pages/{name}/om.md", f"media/{name}/a.jpg")
    assert (found.sources, found.files, found.findings) == ([], set(), [])


@pytest.mark.parametrize(
    ("folder", "suggested"),
    [
        ("nyheter", "news"),
        ("arrangement", "events"),
        ("Steder", "places"),
        ("rapporter", "reports"),
        ("medi", "media"),
    ],
)
def test_a_folder_is_suggested_by_the_words_of_editors(tmp_path: Path, folder: str, suggested: str) -> None:
    """The folders have English names, and forms call them otherwise."""
    (finding,) = _discover(tmp_path, f"{folder}/om.md").findings
    assert f"Mente du «{suggested}»?" in finding.hint


@pytest.mark.parametrize(
    "name", ["icon.md", "readme.md", "thumbs.md", "macosx.md", "tmp.md", "desktop-ini.md"]
)
def test_what_only_resembles_a_file_of_the_system_is_content(tmp_path: Path, name: str) -> None:
    """Documents may have names like these."""
    assert len(_discover(tmp_path, f"pages/{name}").sources) == 1


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        (["om.md"], [("DW107", "om.md")]),
        (["page/om.md"], [("DW107", "page/om.md")]),
        (["sites/a.yml"], [("DW117", "sites/a.yml")]),
        (["sites/b/a.yaml"], [("DW117", "sites/b/a.yaml")]),
        (["pages/Om.md"], [("DW108", "pages/Om.md")]),
        (["pages/om oss.md"], [("DW108", "pages/om oss.md")]),
        (["pages/om_oss.md"], [("DW108", "pages/om_oss.md")]),
        (["pages/om.MD"], [("DW108", "pages/om.MD")]),
        (["pages/om.md/index.md"], [("DW108", "pages/om.md/index.md")]),
        (["pages/index.md"], [("DW116", "pages/index.md")]),
        (["pages/om.fr.md"], [("DW110", "pages/om.fr.md")]),
        (["pages/om.en.nb.md"], [("DW110", "pages/om.en.nb.md")]),
        (["pages/om.md", "pages/x/om.md"], [("DW109", "pages/x/om.md")]),
        (["pages/om.md", "pages/om.yaml"], [("DW109", "pages/om.yaml")]),
    ],
)
def test_a_file_that_is_no_document_is_told_of(
    tmp_path: Path, paths: list[str], codes: list[tuple[str, str]]
) -> None:
    """Nothing that somebody wrote is left out without a word."""
    assert _codes(_discover(tmp_path, *paths)) == codes


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    """Only what is inside it counts."""
    found = _discover(tmp_path, "pages/gammelt.md/om.md")
    assert _sources(found) == [("page/om", "nb")]


def test_links_are_told_of_and_not_followed(tmp_path: Path) -> None:
    """A link to a file, to a folder, to itself or to nothing leads nowhere."""
    (tmp_path / "utenfor").mkdir()
    (tmp_path / "utenfor/hemmelig.md").write_bytes(b"x")
    _discover(tmp_path, "pages/om.md")
    pages = tmp_path / "content/pages"
    (pages / "fil.md").symlink_to(tmp_path / "utenfor/hemmelig.md")
    (pages / "mappe").symlink_to(tmp_path / "utenfor")
    (pages / "ring").symlink_to(pages)
    (pages / "ingen").symlink_to("finnes-ikke")
    found = _discover(tmp_path)
    assert _sources(found) == [("page/om", "nb")]
    assert sorted(_codes(found)) == [
        ("DW105", f"pages/{name}") for name in ("fil.md", "ingen", "mappe", "ring")
    ]


def test_a_pipe_is_told_of_and_never_read(tmp_path: Path) -> None:
    """Opening it would wait for ever."""
    _discover(tmp_path, "pages/om.md")
    os.mkfifo(tmp_path / "content/pages/ror.md")
    assert _codes(_discover(tmp_path)) == [("DW106", "pages/ror.md")]


def test_a_folder_that_cannot_be_listed_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other folders are read all the same."""
    _discover(tmp_path, "pages/om.md", "news/a.md")
    real = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "news":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = _discover(tmp_path)
    assert _sources(found) == [("page/om", "nb")]
    assert _codes(found) == [("DW106", "news")]


@pytest.mark.parametrize("name", [b"\xe6.md", b"a\nb.md", b"a\x1b[31m.md", "a\u2028.md".encode()])
def test_a_name_that_cannot_be_shown_is_told_of(tmp_path: Path, name: bytes) -> None:
    """The finding shows something else in its place, so that every terminal and log can print it."""
    _discover(tmp_path, "pages/om.md")
    (tmp_path / "content/pages" / os.fsdecode(name)).touch()
    [finding] = _discover(tmp_path).findings
    assert finding.code == "DW115"
    assert "�" in finding.location.path
    finding.location.path.encode()
