"""Two versions of a small project's content, and what each gives when it is built from nothing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping

from tests.engine.faults import published
from tests.project import AT, Project

BUILD = ("build", "--at", AT)
ENTRY = [sys.executable, "-m", "drammenworks", *BUILD]


def write_one(project: Project) -> None:
    """Give the project the one version, whichever it has."""
    project.write("content/pages/om.md", "---\ntitle: Om oss\nsites: [a, b]\n---\nFørste utgave.\n")
    project.write("content/news/bare-en.md", "---\ntitle: Bare i en\ndate: 2026-11-01\n---\nEn.\n")
    (project.root / "content/pages/bare-to.md").unlink(missing_ok=True)


def write_two(project: Project) -> None:
    """Give the project the other version."""
    project.write("content/pages/om.md", "---\ntitle: Om oss to\nsites: [a, b]\n---\nAndre utgave.\n")
    project.write("content/pages/bare-to.md", "---\ntitle: Bare i to\nsites: [a]\n---\nTo.\n")
    (project.root / "content/news/bare-en.md").unlink(missing_ok=True)


WRITE: Mapping[str, Callable[[Project], None]] = {"one": write_one, "two": write_two}


def clean_build(project: Project, version: str) -> dict[str, bytes]:
    """Return what a version of the content gives from nothing."""
    WRITE[version](project)
    folder = project.root / f"clean-{version}"
    outcome = project.run(*BUILD, "--output", str(folder), "--cache", str(folder / "cache"))
    assert outcome.code == 0, outcome.stderr
    shutil.rmtree(folder / "cache")
    return published(folder)
