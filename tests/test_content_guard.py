"""No test depends on the content that staff write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.content_guard import CONTENT, ContentReadError
from tests.sample_sites import ROOT


def test_a_test_that_reads_the_content_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files and folders, by absolute and relative paths; whether they exist does not matter."""
    monkeypatch.chdir(ROOT)
    for read in (
        lambda: Path(CONTENT, "pages/om.md").read_text(encoding="utf-8"),
        lambda: Path("content/pages/om.md").read_bytes(),
        lambda: list(Path(CONTENT).iterdir()),
        lambda: os.scandir("content"),
        lambda: list(Path(CONTENT).glob("*")),
        lambda: os.chdir("content/pages"),
    ):
        with pytest.raises(ContentReadError):
            read()


def test_other_content_can_be_read(sample_sites: Path) -> None:
    """That of the sample sites, for one."""
    assert (sample_sites / "content/pages/om.md").read_text(encoding="utf-8")
    assert (ROOT / "README.md").read_bytes()
