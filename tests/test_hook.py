"""The hooks that check what is about to be committed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from PIL import Image

from tests.project import VALID

_ROOT = Path(__file__).parent.parent
_HOOK = _ROOT / "docs/hooks/pre-commit"
pytestmark = pytest.mark.skipif(
    os.name == "nt" or shutil.which("git") is None, reason="needs git and a POSIX shell"
)
VAGUE = "---\ntitle: Om oss\nsites: [a]\n---\nVi  møtes.\n"
BROKEN = "---\ntitel: Om oss\n---\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the valid project, committed, and the hook."""
    root = tmp_path / "prosjekt"
    shutil.copytree(VALID, root)
    (root / "build.py").write_text(
        "import runpy, sys\nrunpy.run_module('drammenworks', run_name='__main__', alter_sys=True)\n",
        encoding="utf-8",
    )
    (root / ".gitignore").write_text(".cache/\nbin/\n", encoding="utf-8")
    (root / "bin").mkdir()
    (root / "bin/python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (root / "bin/python3").chmod(0o755)
    hooks = root / ".git/hooks"
    _git(root, "init", "--quiet")
    _git(root, "add", ".")
    _git(root, "commit", "--quiet", "--message", "x")
    hooks.mkdir(exist_ok=True)
    shutil.copy(_HOOK, hooks / "pre-commit")
    return root


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "x@x.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }
    return subprocess.run(
        ["git", *arguments], cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def _commit(root: Path) -> subprocess.CompletedProcess[str]:
    _git(root, "add", ".")
    return _git(root, "commit", "--message", "x")


def test_an_error_stops_the_commit(repository: Path) -> None:
    """And it is told where it is."""
    (repository / "content/pages/om.md").write_text(BROKEN, encoding="utf-8")
    outcome = _commit(repository)
    assert outcome.returncode == 1
    assert "content/pages/om.md:2:1: feil DW202" in outcome.stderr


def test_only_the_staged_files_are_told_of(repository: Path) -> None:
    """Names with spaces and Norwegian letters included."""
    (repository / "content/pages/om.md").write_text(BROKEN, encoding="utf-8")
    (repository / "content/pages/blå side.md").write_text(VAGUE, encoding="utf-8")
    _git(repository, "add", "content/pages/blå side.md")
    outcome = _git(repository, "commit", "--message", "x")
    assert "content/pages/blå side.md: feil DW108" in outcome.stderr
    assert "om.md" not in outcome.stderr


def test_after_a_deletion_everything_is_told_of(repository: Path) -> None:
    """What is gone may be missed anywhere."""
    (repository / "content/people/person.yaml").unlink()
    outcome = _commit(repository)
    assert outcome.returncode == 1
    assert "feil DW301" in outcome.stderr


def test_without_content_nothing_is_checked(repository: Path) -> None:
    """A change of something else costs nothing."""
    (repository / "build.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    assert _commit(repository).returncode == 0


def test_a_right_change_is_committed(repository: Path) -> None:
    """A remark is told and stops nothing."""
    (repository / "content/pages/om.md").write_text(VAGUE, encoding="utf-8")
    outcome = _commit(repository)
    assert outcome.returncode == 0
    assert "merknad DW472" in outcome.stderr


def test_the_position_of_a_picture_is_removed_before_it_is_committed(repository: Path) -> None:
    """What has been in the history can be found there for ever; the rest of the picture stays."""
    exif = Image.Exif()
    exif[315] = "Kari Nordmann"
    exif.get_ifd(0x8825).update({1: "N", 2: (59.0, 44.0, 37.5)})
    picture = repository / "content/media/mitt bilde.jpg"
    Image.new("RGB", (40, 30)).save(picture, exif=exif)
    assert _commit(repository).returncode == 0
    assert _git(repository, "status", "--porcelain").stdout == ""
    shown = subprocess.run(
        ["git", "show", "HEAD:content/media/mitt bilde.jpg"], cwd=repository, capture_output=True, check=True
    ).stdout
    assert shown == picture.read_bytes()
    with Image.open(io.BytesIO(shown)) as image:
        assert dict(image.getexif()) == {315: "Kari Nordmann"}


def test_on_windows_the_hook_calls_python_as_it_is_called_there(repository: Path) -> None:
    """Git runs it in a shell of its own, in which «python3» may open a shop."""
    tools = repository / "bin"
    (tools / "python3").rename(tools / "py")
    for name, text in (("python3", "exit 9"), ("uname", "echo MINGW64_NT-10.0-22631")):
        (tools / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    (repository / "content/pages/om.md").write_text(BROKEN, encoding="utf-8")
    outcome = _commit(repository)
    assert outcome.returncode == 1
    assert "feil DW202" in outcome.stderr


def test_pre_commit_has_hooks_that_exist() -> None:
    """What they call is the command, with the files."""
    hooks = yaml.safe_load((_ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["entry"] for hook in hooks] == ["drammenworks strip", "drammenworks check"]
    for hook in hooks:
        assert hook["pass_filenames"] is True
        assert hook["language"] == "python"
