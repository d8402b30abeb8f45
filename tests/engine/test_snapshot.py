"""Folders are scanned without a byte of their files being read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drammenworks.engine.folder_scan import scan, scan_files


def test_a_file_that_vanishes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that goes after its folder was read is missing, and it alone."""
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    scandir = os.scandir

    @contextmanager
    def scan_and_lose(folder: str) -> Iterator[list[os.DirEntry[str]]]:
        with scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
        (tmp_path / "a").unlink()
        yield found

    monkeypatch.setattr(os, "scandir", scan_and_lose)
    assert sorted(scan_files(str(tmp_path))) == ["b", "c"]


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    """It is a file with a stamp of its own."""
    (tmp_path / "lenke").symlink_to("ingensteds")
    assert list(scan([str(tmp_path)])[0]) == [str(tmp_path / "lenke")]
