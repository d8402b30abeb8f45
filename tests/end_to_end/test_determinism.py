"""The same content gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import AT, Built
from tests.project import tree
from tests.trees import assert_same


@pytest.mark.slow
def test_two_builds_in_different_surroundings_are_byte_identical(built: Built, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed and an empty cache leave no trace in the output, pictures included."""
    elsewhere = tmp_path / "et annet sted"
    for name in ("content", "themes"):
        shutil.copytree(built.root / name, elsewhere / name)
    subprocess.run(
        [sys.executable, "-m", "drammenworks", "build", "--at", AT.isoformat(), "--report", "report.json"],
        cwd=elsewhere,
        env={**os.environ, "TZ": "Pacific/Auckland", "LANG": "C", "PYTHONHASHSEED": "1"},
        check=True,
    )
    assert_same(_published(elsewhere / "output"), _published(built.output))
    report = json.loads((elsewhere / "report.json").read_text(encoding="utf-8"))
    assert report["reused"] == 0
    assert report["images"]["encoded"] >= 40


def _published(output: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(output).items() if not path.startswith(".drammenworks")}
