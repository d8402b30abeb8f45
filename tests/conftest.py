"""What tests of all stages share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.content_guard import refuse_content
from tests.project import VALID, Project
from tests.sample_sites import write_sample_sites
from tests.waiting import PATIENCE
from tests.workers import made_once

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A run on a busy machine is no slower code, and two runs of the same commit have the same result.
settings.register_profile("fast", deadline=None, derandomize=True, database=None)
settings.load_profile("fast")

# What staff write changes every day.
refuse_content()

# Publishing waits for the disk file by file, which takes several times as long as all else. Containers may have a few
# megabytes of memory for files; nothing is gained by filling them.
_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 2 * 2**30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# The command prints otherwise where these are set; its tests expect the same everywhere.
for _name in ("CI", "GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(_name, None)
os.environ["DRAMMENWORKS_LANG"] = "nb"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the valid project, built and published, for tests that change nothing in it."""

    def build(root: Path) -> None:
        shutil.copytree(VALID, root)
        Project(root).build()

    return Project(made_once(tmp_path_factory, "project", build)[1])


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """Return the valid project, not yet published; its pictures are encoded already."""
    root = tmp_path / "project"
    shutil.copytree(built.root, root, ignore=shutil.ignore_patterns("output"))
    return Project(root)


@pytest.fixture
def published(built: Project, project: Project) -> Project:
    """Return the valid project, built and published."""
    shutil.copytree(built.root / "output", project.root / "output")
    return project


@pytest.fixture(scope="session")
def sample_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project of the sample sites, in which nobody may change anything."""
    return made_once(tmp_path_factory, "sample-sites", write_sample_sites)[1]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a module."""
    from playwright.sync_api import expect, sync_playwright

    from docs.images.browser import launch

    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()
