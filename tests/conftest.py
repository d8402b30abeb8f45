"""What tests of all stages share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.project import VALID, Project


@pytest.fixture(autouse=True)
def _no_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests say themselves when they run in CI."""
    for name in ("CI", "GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the valid project with its output, to copy."""
    root = tmp_path_factory.mktemp("valid") / "project"
    shutil.copytree(VALID, root)
    Project(root).build()
    return root


@pytest.fixture
def published(_built: Path, tmp_path: Path) -> Project:
    """Return the valid project, built and published."""
    root = tmp_path / "project"
    shutil.copytree(_built, root)
    return Project(root)


@pytest.fixture
def project(published: Project) -> Project:
    """Return the valid project, not yet published; its pictures are encoded already."""
    published.remove("output")
    return published
