"""What tests of all stages share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.project import VALID, Project

# A run on a busy machine is no slower code, and two runs of the same commit have the same result.
settings.register_profile("fast", deadline=None, derandomize=True, database=None)
settings.load_profile("fast")


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
def project(_built: Path, tmp_path: Path) -> Project:
    """Return the valid project, not yet published; its pictures are encoded already."""
    root = tmp_path / "project"
    shutil.copytree(_built, root, ignore=shutil.ignore_patterns("output"))
    return Project(root)


@pytest.fixture
def published(_built: Path, project: Project) -> Project:
    """Return the valid project, built and published."""
    shutil.copytree(_built / "output", project.root / "output")
    return project
