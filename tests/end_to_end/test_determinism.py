"""The same content gives the same bytes, wherever and however it is built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drammenworks.base.digests import digest
from tests.end_to_end.conftest import AT, ROOT, Built
from tests.project import tree
from tests.trees import assert_same

IMAGES = ".cache/images"


@pytest.mark.slow
def test_two_builds_in_different_surroundings_are_byte_identical(built: Built, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed and an empty cache leave no trace in the output, pictures included."""
    elsewhere = tmp_path / "et annet sted"
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, elsewhere / name)
    _copy_most(built, elsewhere / IMAGES)
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


def _copy_most(built: Built, target: Path) -> None:
    """Copy finished pictures, but those of every eighth source, and of the sources of the largest, to be made anew.

    All are made by the same few lines, from sources that are all read in the same way, and only large ones by more
    threads than one: making every one took three minutes, and found no more.
    """
    target.mkdir(parents=True)
    finished = {file.name.split(".")[1]: file for file in (ROOT / IMAGES).iterdir()}
    shown = sorted(built.output.glob("*/media/*"), key=lambda file: file.stat().st_size)
    largest = {file.suffix: _source(file) for file in shown}.values()
    anew = {*sorted(set(map(_source, shown)))[::8], *largest}
    for file in shown:
        picture = finished.get(digest(file.read_bytes()))
        if picture is not None and _source(file) not in anew:
            shutil.copy(picture, target)


def _source(file: Path) -> str:
    """Return what a published picture or card was made of, which its name begins with."""
    return file.name.partition(".")[0]


def _published(output: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(output).items() if not path.startswith(".drammenworks")}
