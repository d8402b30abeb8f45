"""Builds of the brands' sites, and Hugo's of as many articles in a bare theme, in turn."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import drammenworks
from benchmarks.brands.site import AT, STAGES, BrandSite
from benchmarks.corpus import make_outline
from benchmarks.generators import NotAvailableError, make
from benchmarks.measuring import Measurement, measure
from benchmarks.sites import make_site
from benchmarks.stage_clock import Stages

_STAMP_GRANULARITY = 2.1
"""Seconds after which a time stamp proves that a file did not change."""
_REPORT = "report.json"
_SOURCE = Path(drammenworks.__file__).parents[1]

FIRST, CHECK, COLD = "first build", "first check", "cold"
ADDED, TITLE, TEMPLATE, UNCHANGED = "article added", "title edited", "template edited", "nothing changed"
HUGO = "hugo"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took, and how many pages it rendered."""

    measurement: Measurement
    pages: int


@dataclass(slots=True)
class BrandFigures:
    """Everything that was measured."""

    articles: int
    repetitions: int
    runs: dict[str, list[Taken]] = field(default_factory=dict)
    """By case."""
    stages: list[Stages] = field(default_factory=list)
    """Of each first build."""
    published: tuple[tuple[str, int, int], ...] = ()
    """Suffix, number and bytes of the files of this repository's sites, the heaviest first."""


def measure_brands(
    articles: int, repetitions: int, work: Path, peers_folder: Path, progress: Progress
) -> BrandFigures:
    """Measure everything so many times, in turn."""
    figures = BrandFigures(articles, repetitions)
    own = BrandSite(work / "brands" / "own", 0)
    many = BrandSite(work / "brands" / "many", articles)
    hugo = _hugo(articles, work, peers_folder, progress)
    for repetition in range(repetitions):
        own.write()
        _note(figures, CHECK, _run(own, "check"), progress)
        own.forget(but_pictures=False)
        _note(figures, FIRST, _first_build(own), progress)
        figures.stages.append(tuple(map(tuple, json.loads((own.folder / STAGES).read_bytes()))))
        many.write()
        (own.folder / ".cache" / "images").rename(_made(many.folder / ".cache") / "images")
        _note(figures, COLD, _build(many), progress)
        _note(figures, UNCHANGED, _build(many), progress)
        many.add_article()
        _note(figures, ADDED, _build(many), progress)
        many.edit_title(f"rettet {repetition}")
        _note(figures, TITLE, _build(many), progress)
        many.edit_template(f"rettet {repetition}")
        _note(figures, TEMPLATE, _build(many), progress)
        if hugo is not None:
            _note(figures, HUGO, hugo(), progress)
    figures.published = _published(own.folder / "output")
    return figures


def _note(figures: BrandFigures, case: str, taken: Taken, progress: Progress) -> None:
    figures.runs.setdefault(case, []).append(taken)
    wall, cpu = taken.measurement.wall, taken.measurement.cpu
    progress(f"{case:<16} {wall:8.2f} s wall {cpu:8.2f} s cpu {taken.pages:6} pages")


def _build(site: BrandSite) -> Taken:
    # No source may be so new that its time stamp proves nothing.
    time.sleep(_STAMP_GRANULARITY)
    return _run(site, "build", "--report", _REPORT)


def _first_build(site: BrandSite) -> Taken:
    argv = (sys.executable, "-m", "benchmarks.brands.first_build", str(site.folder))
    return _measured(site, argv, 0)


def _run(site: BrandSite, command: str, *options: str) -> Taken:
    argv = (sys.executable, "-m", "drammenworks", command, "--at", AT, *options)
    taken = _measured(site, argv, 0)
    if _REPORT not in options:
        return taken
    return Taken(taken.measurement, json.loads((site.folder / _REPORT).read_bytes())["rendered"])


def _measured(site: BrandSite, argv: tuple[str, ...], pages: int) -> Taken:
    os.sync()
    here = os.pathsep.join((str(_SOURCE), str(Path(__file__).parents[2])))
    return Taken(measure(argv, site.folder, {"PYTHONPATH": here}), pages)


def _hugo(articles: int, work: Path, peers_folder: Path, progress: Progress) -> Callable[[], Taken] | None:
    """Return what builds Hugo's site of as many documents, or None where it is not to be had."""
    hugo = make(HUGO, peers_folder)
    try:
        hugo.install()
    except NotAvailableError as error:
        progress(f"Hugo is left out: {error}")
        return None
    outline = make_outline(articles)
    folder = _made(work / str(articles)) / HUGO
    site = make_site(hugo, outline, folder)

    def build() -> Taken:
        hugo.clear(site.folder)
        command = hugo.command(site.folder, cold=True)
        os.sync()
        return Taken(measure(command.argv, site.folder, command.environment), 0)

    build()
    return build


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _published(output: Path) -> tuple[tuple[str, int, int], ...]:
    sizes: dict[str, list[int]] = {}
    for file in output.rglob("*"):
        if file.is_file():
            sizes.setdefault(file.suffix or file.name, []).append(file.stat().st_size)
    return tuple(
        sorted(((suffix, len(each), sum(each)) for suffix, each in sizes.items()), key=lambda row: -row[2])
    )
