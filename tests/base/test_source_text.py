"""Text files as editors save them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.base.source_text import MAX_MEGABYTES, decode_source, read_source
from drammenworks.errors import ContentError, Location


def _finding(data: bytes) -> tuple[str, Location]:
    with pytest.raises(ContentError) as caught:
        decode_source(data, path="a.md")
    [finding] = caught.value.findings
    return finding.code, finding.location


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Notepad's byte order mark is taken away."""
    assert decode_source(b"\xef\xbb\xbfabc", path="a.md") == "abc"


@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_all_line_ends_become_lf(end: bytes) -> None:
    """Windows, old Macs and Unix end their lines differently, and it makes no difference."""
    assert decode_source(b"a" + end + b"b" + end, path="a.md") == "a\nb\n"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\n", b"\r\n"])
def test_a_file_without_text_is_empty(data: bytes) -> None:
    """Blank lines, or a byte order mark alone, are nothing to publish."""
    assert _finding(data) == ("DW103", Location("a.md"))


def test_a_byte_that_is_no_utf_8_is_reported_by_line_and_character() -> None:
    """The place counts characters, and not the bytes that they take."""
    assert _finding("æøå\nblå ".encode() + b"\xe5rgang") == ("DW101", Location("a.md", 2, 5))


def test_half_a_character_at_the_end_is_reported() -> None:
    """A file that was cut off within a letter is not UTF-8."""
    assert _finding("æ".encode()[:1]) == ("DW101", Location("a.md", 1, 1))


def test_a_nul_byte_is_reported_at_its_location() -> None:
    """NUL means that the file is no text."""
    assert _finding("å\nb\0".encode()) == ("DW102", Location("a.md", 2, 2))


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_finding(data: bytes) -> None:
    """Whatever a file holds, nothing else than a finding comes of it, and never a carriage return."""
    try:
        text = decode_source(data, path="a.md")
    except ContentError as error:
        text, findings = "", error.findings
    else:
        findings = ()
    assert bool(text.strip()) != (len(findings) == 1)
    assert "\r" not in text


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty megabytes are refused by their size alone."""
    file = tmp_path / "a.md"
    file.write_bytes(b"x")
    os.truncate(file, 50_000_000)
    monkeypatch.delattr("drammenworks.base.source_text.FileIO")
    with pytest.raises(ContentError) as caught:
        read_source(file, path="a.md")
    assert caught.value.findings[0].code == "DW104"
    assert "50 MB" in caught.value.findings[0].message


@pytest.mark.parametrize(("extra", "refused"), [(0, False), (1, True)])
def test_the_limit_itself_is_allowed(tmp_path: Path, extra: int, refused: bool) -> None:
    """A file of exactly the limit is read; one byte more is too much, and is not rounded down."""
    file = tmp_path / "a.md"
    file.write_bytes(b"x" * (MAX_MEGABYTES * 1_000_000 + extra))
    if not refused:
        assert len(read_source(file, path="a.md")) == MAX_MEGABYTES * 1_000_000
        return
    with pytest.raises(ContentError) as caught:
        read_source(file, path="a.md")
    assert f"på {MAX_MEGABYTES + 1} MB" in caught.value.findings[0].message


@pytest.mark.parametrize("name", ["missing.md", "folder"])
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, name: str) -> None:
    """A file that went away, or is a folder, gives a finding with the system's reason."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(ContentError) as caught:
        read_source(tmp_path / name, path=name)
    assert caught.value.findings[0].code == "DW106"
