"""What is installed from a wheel can begin a project, without this repository."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
_MOST = 3_000_000
"""Bytes of a wheel."""


@pytest.mark.slow
def test_a_wheel_begins_a_project_that_builds(tmp_path: Path) -> None:
    """It carries the base theme, and what it makes is checked and built by what is installed from it."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    command = [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(tmp_path), str(REPOSITORY)]
    subprocess.run(command, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.stat().st_size <= _MOST
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any(name.endswith("shared/themes/base/templates/layout.html") for name in names)
    assert not any(name.startswith(("content/", "tests/", "themes/")) for name in names)

    installed = tmp_path / "installed"
    subprocess.run([*pip, "install", *offline, "--target", str(installed), str(wheel)], check=True)
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONUTF8": "1"}

    def run(folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "drammenworks", *arguments]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    run(tmp_path, "init", "ny", "--yes", "--name", "Opplev Lier")
    run(tmp_path / "ny", "build")
    run(tmp_path / "ny", "check", "--strict")
    assert (tmp_path / "ny/output/opplev-lier/index.html").is_file()
