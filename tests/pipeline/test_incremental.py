"""What a build after another one does, as its report and its output say; random edits are in tests/engine/editing.py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.project import Project, tree


def _sites(project: Project) -> dict[str, bytes]:
    return {
        f"{site}/{path}": data
        for site in ("a", "b")
        for path, data in tree(project.root / "output" / site).items()
    }


def test_a_page_that_did_not_change_is_not_rendered_again(published: Project) -> None:
    """Changing one page renders few, and says so."""
    published.build()
    published.change("content/pages/om.md", "Vi er noen.", "Vi er flere.")
    report = published.build()
    assert report["rendered"] < 5
    assert report["rendered"] + report["reused"] == 36
    assert {name: site["written"] for name, site in report["sites"].items()} == {"a": 1, "b": 0}


@pytest.mark.parametrize("damage", ["cut", "garbage", "gone", "folder"])
def test_a_damaged_cache_is_made_anew(published: Project, damage: str) -> None:
    """Whatever happened to it, the output is right."""
    expected = _sites(published)
    for file in sorted((published.root / ".cache").rglob("*")):
        if not file.is_file():
            continue
        if damage == "cut":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        elif damage == "garbage":
            file.write_bytes(b"x" * file.stat().st_size)
        elif damage == "gone":
            file.unlink()
    if damage == "folder":
        shutil.rmtree(published.root / ".cache")
        Path(published.root / ".cache").mkdir()
    published.change("content/pages/om.md", "Vi er noen.", "Vi er flere.")
    published.build()
    published.change("content/pages/om.md", "Vi er flere.", "Vi er noen.")
    published.build()
    assert _sites(published) == expected
