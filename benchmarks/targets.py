"""What the figures have to be, and whether they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.cases import Case
from benchmarks.generators import OURS
from benchmarks.measuring import Measurement
from benchmarks.results import Results
from benchmarks.spread import ratio

Figure = Callable[[Measurement], float]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target and what was measured."""

    target: str
    measured: str
    """Empty when it was not."""
    met: bool | None
    """None when it was not measured."""


def verdicts(results: Results) -> list[Verdict]:
    """Return every target with what this session says of it."""
    cold, unchanged, body = Case.COLD, Case.UNCHANGED, Case.BODY
    return [
        _against(results, 10_000, cold, "hugo", "wall time", _wall, 1.0),
        _against(results, 10_000, cold, "hugo", "peak memory", _memory, 0.5),
        _against(results, 1_000, cold, "hugo", "wall time", _wall, 1.5),
        _against(results, 1_000, cold, "eleventy", "wall time", _wall, 0.5),
        _against(results, 1_000, cold, "pelican", "wall time", _wall, 0.2),
        _against(results, 10_000, unchanged, "hugo", "wall time", _wall, 0.05),
        _seconds(results, 10_000, unchanged, 0.5),
        _against(results, 10_000, body, "hugo", "wall time", _wall, 0.07),
        _rendered(results, 10_000, body, "renders the pages that show the body, nothing else"),
        _rendered(results, 10_000, Case.TITLE, "renders exactly the pages that show the title"),
        _scaling(results, 50_000, 1_000, 1.3),
    ]


def _wall(measurement: Measurement) -> float:
    return measurement.wall


def _memory(measurement: Measurement) -> float:
    return measurement.memory


def _against(
    results: Results, size: int, case: Case, peer: str, what: str, figure: Figure, most: float
) -> Verdict:
    target = f"{_where(size, case)}: at most {most:g} × the {what} of {peer.capitalize()}"
    found = ratio(results.figures(size, case, OURS, figure), results.figures(size, case, peer, figure))
    if found is None:
        return Verdict(target, "", None)
    measured = f"{found.of_medians:.3g} × (pairs {found.least:.3g}–{found.most:.3g})"
    return Verdict(target, measured, found.of_medians <= most)


def _seconds(results: Results, size: int, case: Case, most: float) -> Verdict:
    target = f"{_where(size, case)}: at most {most:g} s"
    walls = results.figures(size, case, OURS, _wall).values()
    if not walls:
        return Verdict(target, "", None)
    return Verdict(target, f"{median(walls):.2f} s", median(walls) <= most)


def _rendered(results: Results, size: int, case: Case, what: str) -> Verdict:
    target = f"{_where(size, case)}: {what}"
    pairs = [
        (run.rendered, run.showing)
        for run in results.runs
        if (run.size, run.case, run.generator) == (size, case, OURS)
        and run.showing is not None
        and not run.fault
    ]
    if not pairs:
        return Verdict(target, "", None)
    shown = ", ".join(f"{rendered} rendered, {showing} show it" for rendered, showing in dict.fromkeys(pairs))
    return Verdict(target, shown, all(rendered == showing for rendered, showing in pairs))


def _scaling(results: Results, large: int, small: int, most: float) -> Verdict:
    target = f"Cold: a document of {large:,} costs at most {most:g} × one of {small:,}"
    costs = {}
    for size in (large, small):
        walls = results.figures(size, Case.COLD, OURS, _wall)
        costs[size] = {number: wall / size for number, wall in walls.items()}
    found = ratio(costs[large], costs[small])
    if found is None:
        return Verdict(target, "", None)
    measured = f"{found.of_medians:.3g} × (pairs {found.least:.3g}–{found.most:.3g})"
    return Verdict(target, measured, found.of_medians <= most)


def _where(size: int, case: Case) -> str:
    return f"{case.label.partition(':')[0].partition(',')[0]}, {size:,} documents"
