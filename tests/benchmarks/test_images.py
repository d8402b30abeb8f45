"""Measuring pictures: the photos that are made up, what is asked of each contender, and the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from benchmarks.images.contenders import HugoPictures, Ours, Sharp
from benchmarks.images.make import main as make
from benchmarks.images.photos import write_photos
from benchmarks.images.report import pictures_section
from benchmarks.images.results import Made, PictureResults, PictureRun, load
from benchmarks.images.task import FORMATS, Task, named_outputs
from benchmarks.machine import Machine
from benchmarks.measuring import Measurement
from benchmarks.page import write_part

MACHINE = Machine("Processor", 2, 2**30, "Linux", "3.11.7", "20.0.0")


def _results() -> PictureResults:
    results = PictureResults("python -m benchmarks images x", "2026-11-22", MACHINE, 12, 144.0, True, 2)
    for name, wall in (("ours", 2.0), ("sharp", 4.0), ("hugo", 20.0)):
        results.versions[name] = "1"
        for task in (*FORMATS, "+".join(FORMATS)):
            for repetition in (1, 2):
                seconds = wall * (2 if "+" in task else 1)
                taken = Measurement(seconds, seconds, 2**20, 1, 0.0)
                results.runs.append(PictureRun(task, name, repetition, taken))
            results.made.setdefault(task, {})[name] = Made(48, 1_000_000, 0.0 if "+" in task else 80.5, 70.0)
    return results


def test_made_up_photos_are_the_same_everywhere_and_as_large_as_asked_for(tmp_path: Path) -> None:
    """They are drawn from a seed, in the shapes that photos have."""
    one = write_photos(tmp_path / "one", count=3, megapixels=0.2)
    two = write_photos(tmp_path / "two", count=3, megapixels=0.2)
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
    for file in one:
        with Image.open(file) as image:
            assert 0.19 < image.width * image.height / 1e6 < 0.21
    assert len({file.read_bytes() for file in one}) == 3


def test_ours_makes_every_size_and_nothing_the_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A photo that is narrower than a width is not made larger."""
    photos = tmp_path / "photos"
    write_photos(photos, count=1, megapixels=0.7)
    for _ in range(2):
        make(str(photos), str(tmp_path), "webp", "jpeg")
    assert capsys.readouterr().out == "4 encoded, 0 kept\n0 encoded, 4 kept\n"
    outputs = named_outputs(tmp_path, ["synthetic-001"], ["webp", "jpeg"])
    assert {(width, kind) for _, width, kind in outputs} == {
        (width, kind) for width in (400, 800) for kind in ("webp", "jpeg")
    }


def test_all_are_asked_for_the_same(tmp_path: Path) -> None:
    """The widths and formats of a task are in every command."""
    (tmp_path / "photos").mkdir()
    task = Task(tmp_path / "photos", ("avif",))
    assert Ours(tmp_path).command(task, tmp_path).argv[-1] == "avif"
    said = HugoPictures.outputs
    page = tmp_path / "public" / "index.html"
    page.parent.mkdir()
    page.write_text("a 400 avif /x_hu123.avif\n\na 800 avif /y.avif\n", encoding="utf-8")
    assert said(HugoPictures(tmp_path), task, tmp_path, ["a"]) == {
        ("a", 400, "avif"): page.with_name("x_hu123.avif"),
        ("a", 800, "avif"): page.with_name("y.avif"),
    }
    assert Sharp(tmp_path).formats == FORMATS


def test_the_section_tells_ratios_and_what_was_made() -> None:
    """Of us to each peer, and of all formats in one job to each alone."""
    section = pictures_section(_results())
    assert "12 made-up (`python -m benchmarks photos`) photos of 144 megapixels in all" in section
    assert "| jpeg ≤ 0.9 × sharp | 0.50 (0.50–0.50) | 0.50 (0.50–0.50) |" in section
    assert "| avif ≤ 0.35 × Hugo | 0.10 (0.10–0.10) | 0.10 (0.10–0.10) |" in section
    assert "| all formats in one job ≤ 0.85 × the sum of each alone | 0.67 | 0.67 |" in section
    assert "| sharp | 4.0 (4.0–4.0) | 4.0 (4.0–4.0) | 1 (1–1) | 1,000 | 80.50 | 70.0 |" in section


def test_what_was_measured_can_be_read_again(tmp_path: Path) -> None:
    """The page can be written anew without measuring anew."""
    results = _results()
    results.runs.append(PictureRun("webp", "hugo", 3, None, "it failed"))
    results.save(tmp_path / "images.json")
    assert load(tmp_path / "images.json") == results


def test_each_command_replaces_its_own_part_of_the_page(tmp_path: Path) -> None:
    """The others' parts stay, byte for byte."""
    page = tmp_path / "docs" / "benchmarks.md"
    write_part(page, "sites", "# One\n")
    write_part(page, "images", r"two \1")
    once = page.read_text(encoding="utf-8")
    write_part(page, "sites", "# Three")
    assert page.read_text(encoding="utf-8") == once.replace("# One", "# Three")
    write_part(page, "sites", "# One")
    assert page.read_text(encoding="utf-8") == once


def test_the_page_begins_with_its_title_whichever_part_was_written_first(tmp_path: Path) -> None:
    """The parts have an order of their own."""
    page = tmp_path / "benchmarks.md"
    for name, text in (("preview", "## Three"), ("sites", "# One"), ("images", "## Two")):
        write_part(page, name, text)
    headings = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    assert headings == ["# One", "## Two", "## Three"]
