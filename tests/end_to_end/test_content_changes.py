"""What CI says of a change of the content: .ci/content, run as the workflow runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.conftest import Built
from tests.images.samples import sample_image, save, with_exif
from tests.project import Project
from tests.sample_sites import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs bash")

_BUILD = "import runpy\nrunpy.run_module('drammenworks', run_name='__main__', alter_sys=True)\n"


@pytest.fixture
def checkout(built: Built, tmp_path: Path) -> Project:
    """Return the sample sites as a repository has them, with what .ci/content calls."""
    root = tmp_path / "checkout"
    for name in ("content", "themes", ".cache/images"):
        shutil.copytree(built.root / name, root / name)
    shutil.copytree(ROOT / ".ci", root / ".ci")
    project = Project(root)
    project.write("build.py", _BUILD)
    project.write("bin/python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n').chmod(0o755)
    assert project.run("schema").code == 0
    return project


def _as_in_ci(project: Project) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{project.root / 'bin'}{os.pathsep}{os.environ['PATH']}",
        # Findings are shown at the lines of a request by the workflow of previews, once.
        "GITHUB_ACTIONS": "true",
    }
    return subprocess.run(
        ["bash", ".ci/content"],
        cwd=project.root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_ordinary_content_passes_with_its_remarks_shown(checkout: Project) -> None:
    """A photo from a phone that tells where it was taken, a draft, «Les mer», and what is not out yet or any more."""
    save(checkout.root, "content/media/IMG_4711.jpg", sample_image((1600, 1200)), exif=with_exif())
    checkout.write(
        "content/news/tur.md",
        "---\ntitle: En tur i høst\ndate: 2026-11-01\nsites: [drammen-works]\nimage: {src: /media/IMG_4711.jpg, alt: En sti.}\n"
        "---\nVi gikk langt. [Les mer](project:gronne-tak)\n",
    )
    for name, field in {
        "utkast": "draft: true",
        "senere": "publish_at: 2199-01-01 08:00",
        "tidligere": "expire_at: 2001-01-01 08:00",
    }.items():
        checkout.write(
            f"content/news/{name}.md",
            f"---\ntitle: Saken {name}\ndate: 2000-01-01\nsites: [drammen-works]\n{field}\n---\nEn sak.\n",
        )
    outcome = _as_in_ci(checkout)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert re.search("^content/media/IMG_4711.jpg: .* DW703$", outcome.stderr, re.MULTILINE)
    assert re.search("^content/news/tur.md:7:.*\n.*Les mer", outcome.stderr, re.MULTILINE)
    assert "tur" in checkout.output("drammen-works/aktuelt/tur/index.html")
    assert not [path for path in checkout.published() if "saken" in path or "utkast" in path]


def test_an_error_stops_it_and_is_shown_at_its_line(checkout: Project) -> None:
    """And nothing is built."""
    checkout.change("content/news/tak-1.md", "title:", "titel:")
    outcome = _as_in_ci(checkout)
    assert outcome.returncode == 1
    assert re.search("^content/news/tak-1.md:2:1: feil ", outcome.stderr, re.MULTILINE)
    assert not (checkout.root / "output").exists()
