"""build.py, the only command that a newcomer needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the environment's folders are laid out differently")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the script and a lock file that asks for one package that exists nowhere."""
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    unavailable = f"no-such-package-of-ours==1.0 --hash=sha256:{'0' * 64}\n"
    (tmp_path / "requirements.lock").write_text(unavailable, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "build.py", *arguments],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def with_ready_environment(project: Path) -> None:
    """Pretend that everything is installed: a python that prints what it is called with."""
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "called: $@"\nexit 7\n', encoding="utf-8")
    python.chmod(0o755)
    (project / ".venv" / "requirements.lock").write_bytes((project / "requirements.lock").read_bytes())


def test_a_ready_environment_takes_over_at_once(project: Path) -> None:
    """Without arguments both sites are built, and the exit code is the command's own."""
    with_ready_environment(project)
    result = run(project)
    assert result.stdout == "called: -m drammenworks build\n"
    assert result.returncode == 7


def test_arguments_are_handed_over_as_they_are(project: Path) -> None:
    """Every argument reaches the command, spaces and all."""
    with_ready_environment(project)
    assert run(project, "build", "--output", "a b").stdout == "called: -m drammenworks build --output a b\n"


def test_the_command_learns_how_it_was_called(project: Path) -> None:
    """So that messages say what to type."""
    with_ready_environment(project)
    python = project / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "$DRAMMENWORKS_CALL"\n', encoding="utf-8")
    assert run(project).stdout == "python3 build.py\n"


def test_a_missing_venv_module_says_what_to_install(project: Path, tmp_path: Path) -> None:
    """Where Python has no venv, as on a bare Debian, the message names the package."""
    broken = tmp_path / "broken" / "venv"
    broken.mkdir(parents=True)
    (broken / "__init__.py").touch()
    (broken / "__main__.py").write_text("raise SystemExit(1)\n", encoding="utf-8")
    result = run(project, PYTHONPATH=str(broken.parent))
    assert result.returncode == 1
    assert "python3-venv" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / ".venv").exists()


@pytest.mark.slow
def test_a_missing_network_says_what_to_check(project: Path) -> None:
    """Where nothing can be fetched, the message says so, and the next call tries again."""
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_EXTRA_INDEX_URL": "",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "0",
    }
    for _ in range(2):
        result = run(project, **nowhere)
        assert result.returncode == 1
        assert "Sjekk at maskinen er på nett" in result.stderr
        assert "Traceback" not in result.stderr
        assert not (project / ".venv" / "requirements.lock").exists()


@pytest.mark.parametrize("name", ["nettsted [kopi]", "50 % av #1", "Kari's 'æøå' (2)"])
def test_the_project_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    """The program is installed from the folder it is called in: pip would read some names otherwise."""
    root = tmp_path / name
    root.mkdir()
    (root / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    (root / "requirements.lock").write_text("", encoding="utf-8")
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$PWD: $@"\n', encoding="utf-8")
    python.chmod(0o755)
    lines = run(root, "check").stdout.splitlines()
    assert f"{root}: -m pip" in lines[1]
    assert lines[1].endswith("--editable .")
    assert lines[2] == f"{root}: -m drammenworks check"
