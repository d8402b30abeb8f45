"""What is kept between builds may be damaged; what is published never is."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from tests.project import Project


@pytest.mark.parametrize("kept", ["images", "pages"])
@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"\0" * len(data)])
def test_a_damaged_result_is_made_again(
    project: Project, kept: str, damage: Callable[[bytes], bytes]
) -> None:
    """A cache that was restored half is not published."""
    project.build()
    whole = project.published()
    expected = {path: (project.root / "output" / path).read_bytes() for path in whole}
    files = [file for file in (project.root / ".cache" / kept).iterdir() if file.is_file()]
    assert files
    for file in files:
        file.write_bytes(damage(file.read_bytes()))
    project.build("--output", "elsewhere")
    assert {path: (project.root / "elsewhere" / path).read_bytes() for path in expected} == expected


@pytest.mark.parametrize("kept", ["images", "pages"])
def test_a_result_that_cannot_be_read_is_made_again(project: Project, kept: str) -> None:
    """As where the disk is damaged."""
    project.build()
    whole = project.published()
    expected = {path: (project.root / "output" / path).read_bytes() for path in whole}
    for file in list((project.root / ".cache" / kept).iterdir()):
        file.unlink()
        file.symlink_to(file.name)
    project.build("--output", "elsewhere")
    assert {path: (project.root / "elsewhere" / path).read_bytes() for path in expected} == expected


def test_a_page_that_was_edited_where_it_is_published_is_restored(project: Project) -> None:
    """Even when the editor wrote into the very file that the cache keeps."""
    project.build()
    page = project.root / "output/a/index.html"
    whole = page.read_bytes()
    with page.open("r+b") as opened:
        opened.write(b"<!-- edited -->")
    project.build()
    assert page.read_bytes() == whole


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"\0" * len(data)])
def test_damaged_bodies_are_parsed_again(
    project: Project, jobs: str, damage: Callable[[bytes], bytes]
) -> None:
    """Every page is made anew, and needs its text."""
    project.build()
    expected = {path: (project.root / "output" / path).read_bytes() for path in project.published()}
    files = list((project.root / ".cache/build/packs").iterdir())
    assert files
    for file in files:
        file.write_bytes(damage(file.read_bytes()))
    shutil.rmtree(project.root / ".cache/pages")
    project.build("--output", "elsewhere", "--jobs", jobs)
    assert {path: (project.root / "elsewhere" / path).read_bytes() for path in expected} == expected
