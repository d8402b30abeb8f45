"""Ask git about the repository of a project."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from drammenworks.errors import Phrase, UsageError


def git_text(root: Path, arguments: Sequence[str]) -> str:
    """Return what git answers, without space around it; empty when it cannot.

    :raises UsageError: if git is missing.
    """
    return run_git(root, arguments, is_checked=False).decode("utf-8", "surrogateescape").strip()


def run_git(root: Path, arguments: Sequence[str], given: bytes = b"", *, is_checked: bool = True) -> bytes:
    """Return what git answers.

    :param root: the folder that it runs in.
    :param given: to its standard input.
    :raises UsageError: if git is missing, or cannot answer and ``is_checked``.
    """
    git = shutil.which("git")
    if git is None:
        raise UsageError(
            Phrase("Fant ikke git, som må til for å sammenligne utgaver. Installer det fra git-scm.com.")
        )
    done = subprocess.run([git, "-C", str(root), *arguments], input=given, capture_output=True, check=False)
    if done.returncode != 0 and is_checked:
        reason = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(Phrase("git svarte ikke som ventet: {reason}", reason=reason))
    return done.stdout if done.returncode == 0 else b""
