"""The section of docs/benchmarks.md about the brands' own themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from statistics import median

from benchmarks.brands import session
from benchmarks.brands.session import BrandFigures, Taken
from benchmarks.machine import Machine

_LARGEST = 6
"""How many kinds of files are listed."""


def brands_section(figures: BrandFigures, machine: Machine, command: str) -> str:
    """Return the section."""
    lines = [
        *_introduction(figures, machine, command),
        *_cases(figures),
        *_stages(figures),
        *_published(figures),
    ]
    return "\n".join(lines) + "\n"


def _introduction(figures: BrandFigures, machine: Machine, command: str) -> Iterator[str]:
    others = max(taken.measurement.others for runs in figures.runs.values() for taken in runs)
    yield "## The brands' own themes"
    yield ""
    yield "Written by the command below; every figure is from that one run. Do not edit."
    yield ""
    yield f"    {command}"
    yield ""
    yield (
        f"{datetime.now(UTC).date()}, {machine.cores} cores ({machine.processor}), Python {machine.python}. "
        f"Repetitions: {figures.repetitions}, interleaved; figures are the median. "
        f"While a build ran, other programs took {others:.0%} of the machine at most: "
        "CPU is what is comparable."
    )
    yield ""


def _cases(figures: BrandFigures) -> Iterator[str]:
    many = f"{figures.articles:,} articles more"
    rows = (
        (session.FIRST, "This repository, both sites: first build, nothing kept", 22.0, 45.0),
        (session.CHECK, "This repository: first `check`, nothing kept", 4.0, None),
        (session.COLD, f"{many}: cold, with the repository's pictures kept", None, None),
        (session.UNCHANGED, f"{many}: nothing changed", None, None),
        (session.ADDED, f"{many}: one article added, the newest", 0.6, None),
        (session.TITLE, f"{many}: one title edited", None, None),
        (session.TEMPLATE, f"{many}: the template of projects edited", None, None),
    )
    yield "| | wall, s | CPU, s | peak memory, MiB | pages rendered | target | |"
    yield "| --- | ---: | ---: | ---: | ---: | --- | --- |"
    for case, label, wall, cpu in rows:
        if case in figures.runs:
            yield _row(label, figures.runs[case], wall, cpu)
    if session.HUGO in figures.runs:
        hugo = figures.runs[session.HUGO]
        yield _row(f"Hugo: as many documents in a bare theme, no picture or card, cold ({_wall(hugo)})", hugo)
        times = median([run.measurement.wall for run in figures.runs[session.COLD]]) / median(
            [run.measurement.wall for run in hugo]
        )
        met = "met" if times <= 8 else "**missed**"
        yield f"| Cold with the brands' themes, beside that | {times:.1f} × | | | | ≤ 8 × | {met} |"
    yield ""


def _row(label: str, runs: Sequence[Taken], wall: float | None = None, cpu: float | None = None) -> str:
    seconds = median([run.measurement.wall for run in runs])
    work = median([run.measurement.cpu for run in runs])
    memory = median([run.measurement.memory for run in runs]) / 2**20
    pages = f"{runs[-1].pages:,}" if runs[-1].pages else ""
    targets = [f"≤ {most:g} s{what}" for most, what in ((wall, ""), (cpu, " of CPU")) if most is not None]
    met = (wall is None or seconds <= wall) and (cpu is None or work <= cpu)
    word = ("met" if met else "**missed**") if targets else ""
    return (
        f"| {label} | {seconds:.2f} | {work:.2f} | {memory:.0f} | {pages} | {', '.join(targets)} | {word} |"
    )


def _stages(figures: BrandFigures) -> Iterator[str]:
    yield "The first build by part; each lasts until the next one says that it has begun."
    yield ""
    yield "| part | wall, s |"
    yield "| --- | ---: |"
    for index, (name, _) in enumerate(figures.stages[0]):
        seconds = [stages[index][1] for stages in figures.stages if index < len(stages)]
        yield f"| {name} | {median(seconds):.2f} |"
    yield ""


def _published(figures: BrandFigures) -> Iterator[str]:
    total = sum(size for _, _, size in figures.published)
    yield f"Both sites of this repository weigh {total / 1e6:.1f} MB:"
    yield ""
    yield "| files | number | MB |"
    yield "| --- | ---: | ---: |"
    for suffix, number, size in figures.published[:_LARGEST]:
        yield f"| `{suffix}` | {number} | {size / 1e6:.2f} |"


def _wall(runs: Sequence[Taken]) -> str:
    walls = [run.measurement.wall for run in runs]
    return f"{min(walls):.2f}–{max(walls):.2f} s"
