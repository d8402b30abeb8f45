"""The same content gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import AT, ROOT, Built


@pytest.mark.slow
def test_two_builds_in_different_surroundings_are_byte_identical(built: Built, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed and an empty cache leave no trace in the output, pictures included."""
    elsewhere = tmp_path / "et annet sted"
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, elsewhere / name)
    subprocess.run(
        [sys.executable, "-m", "drammenworks", "build", "--at", AT.isoformat()],
        cwd=elsewhere,
        env={**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "PYTHONHASHSEED": "1"},
        check=True,
    )
    here, there = _files(built.output), _files(elsewhere / "output")
    assert here.keys() == there.keys()
    assert [path for path in here if here[path] != there[path]] == []


def _files(output: Path) -> dict[str, bytes]:
    return {
        file.relative_to(output).as_posix(): file.read_bytes()
        for file in sorted(output.rglob("*"))
        if file.is_file()
    }
