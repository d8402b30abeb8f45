"""The same content gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import ROOT


def build_elsewhere(folder: Path, **environment: str) -> dict[str, bytes]:
    """Build a copy of the project in ``folder`` by the command, and return every published file."""
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    subprocess.run(
        [sys.executable, "-m", "drammenworks", "build", "--at", "2026-11-21T12:00"],
        cwd=folder,
        env={**os.environ, **environment},
        check=True,
    )
    output = folder / "output"
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in sorted(output.rglob("*"))
        if file.is_file()
    }


@pytest.mark.slow
def test_two_builds_in_different_surroundings_are_byte_identical(tmp_path: Path) -> None:
    """Folder, time zone, locale and hash seed leave no trace in the output, pictures included."""
    one = build_elsewhere(tmp_path / "a", TZ="Pacific/Auckland", LANG="C", PYTHONHASHSEED="1")
    two = build_elsewhere(
        tmp_path / "et annet sted", TZ="America/New_York", LANG="nb_NO.UTF-8", PYTHONHASHSEED="2"
    )
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
