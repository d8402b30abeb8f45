"""What the figures have to be, and whether they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from benchmarks.cases import Case
from benchmarks.generators import BY_NAME, OURS, PEERS
from benchmarks.measuring import Measurement
from benchmarks.results import Results
from benchmarks.spread import Ratio, ratio

Figure = Callable[[Measurement], float]

SIZE = 10_000
"""The documents of the site that the limits of cases are for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target and what was measured."""

    target: str
    measured: str
    """Empty when it was not."""
    met: bool | None
    """None when it was not measured."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a case may take of a site of :data:`SIZE` documents."""

    seconds: float
    """Wall time."""
    pages: int | None = None
    """Pages rendered; None where it is those that show the edit, no more and no fewer."""
    with_pages: bool = False
    """On top of the seconds, each page that shows the edit may cost what a page costs in a cold build."""

    def __str__(self) -> str:
        time = f"≤ {self.seconds:g} s" + (" + pages at the cold cost" if self.with_pages else "")
        match self.pages:
            case None:
                return f"{time}, the pages that show it"
            case 0 | 1:
                return f"{time}, {self.pages} page{'' if self.pages else 's'}"
        return f"{time}, ≤ {self.pages} pages"


LIMITS = {
    Case.UNCHANGED: Limit(0.33, pages=0),
    Case.CHECKOUT: Limit(1.2, pages=0),
    Case.BODY: Limit(0.5, pages=1),
    Case.TITLE: Limit(0.8),
    Case.SUMMARY: Limit(0.8),
    Case.TAG: Limit(0.8),
    Case.DATE: Limit(0.8),
    Case.ADDED: Limit(1.0, pages=40),
    Case.DELETED: Limit(1.0, pages=40),
    Case.COLOUR: Limit(1.0),
    Case.TEMPLATE: Limit(1.0, with_pages=True),
}
"""Cold builds are compared with those of peers; an oldest article moves all its lists, and has no limit."""


def verdicts(results: Results) -> list[Verdict]:
    """Return every target with what this session says of it."""
    cold, unchanged, body = Case.COLD, Case.UNCHANGED, Case.BODY
    return [
        _against(results, SIZE, cold, "hugo", "wall time", _wall, 1.0),
        _against(results, SIZE, cold, "hugo", "peak memory", _memory, 0.35),
        _against(results, 1_000, cold, "hugo", "wall time", _wall, 1.5),
        _against(results, 1_000, cold, "eleventy", "wall time", _wall, 0.5),
        _against(results, 1_000, cold, "pelican", "wall time", _wall, 0.2),
        _against(results, SIZE, unchanged, "hugo", "wall time", _wall, 0.05),
        _against(results, SIZE, body, "hugo", "wall time", _wall, 0.07),
        *(verdict for case in LIMITS for verdict in limits_met(results, case)),
        _cheaper_than_any(results, SIZE),
        _scaling(results, 50_000, 1_000, 1.3),
    ]


def limits_met(results: Results, case: Case) -> Iterator[Verdict]:
    """Yield what a session says of the limit of a case: of its time, and of the pages that it renders."""
    limit = LIMITS[case]
    yield _seconds(results, case, limit)
    yield _rendered(results, case, limit)


def _wall(measurement: Measurement) -> float:
    return measurement.wall


def _memory(measurement: Measurement) -> float:
    return measurement.memory


def _against(
    results: Results, size: int, case: Case, peer: str, what: str, figure: Figure, most: float
) -> Verdict:
    target = f"{_where(size, case)}: at most {most:g} × the {what} of {BY_NAME[peer].label}"
    found = ratio(results.figures(size, case, OURS, figure), results.figures(size, case, peer, figure))
    return Verdict(target, *_as_measured(found, most))


def _seconds(results: Results, case: Case, limit: Limit) -> Verdict:
    target = f"{_where(SIZE, case)}: at most {limit.seconds:g} s"
    most: float | None = limit.seconds
    if limit.with_pages:
        target += " and the cold cost of the pages that show it"
        most = _with_pages(results, case, limit.seconds)
    walls = results.figures(SIZE, case, OURS, _wall).values()
    if not walls or most is None:
        return Verdict(target, "", None)
    measured = f"{median(walls):.2f} s" + (f" of {most:.2f} s" if limit.with_pages else "")
    return Verdict(target, measured, median(walls) <= most)


def _with_pages(results: Results, case: Case, seconds: float) -> float | None:
    """Return the seconds and what the pages that show an edit cost in the cold builds of this session."""
    cold = results.counted(SIZE, Case.COLD, OURS)
    costs = [run.measurement.wall / run.rendered for run in cold if run.measurement and run.rendered]
    shown = [run.showing for run in results.counted(SIZE, case, OURS) if run.showing is not None]
    return seconds + median(shown) * median(costs) if costs and shown else None


def _rendered(results: Results, case: Case, limit: Limit) -> Verdict:
    runs = [run for run in results.counted(SIZE, case, OURS) if run.rendered is not None]
    figures = dict.fromkeys((run.rendered or 0, run.showing) for run in runs)
    measured = ", ".join(
        f"{rendered:,} rendered" + (f", {showing:,} show it" if showing is not None else "")
        for rendered, showing in figures
    )
    if limit.pages is None:
        target = f"{_where(SIZE, case)}: renders exactly the pages that show the {case}"
        met = all(rendered == showing for rendered, showing in figures)
    elif case is Case.BODY:
        target = f"{_where(SIZE, case)}: renders the page that shows the body, nothing else"
        met = all(rendered == showing == limit.pages for rendered, showing in figures)
    else:
        target = f"{_where(SIZE, case)}: renders {_at_most(limit.pages)}"
        met = all(rendered <= limit.pages for rendered, _ in figures)
    return Verdict(target, measured, met if figures else None)


def _at_most(pages: int) -> str:
    return f"at most {pages} pages" if pages else "no page"


def _cheaper_than_any(results: Results, size: int) -> Verdict:
    """Compare each edit with the build of each peer, which is of the whole site."""
    target = f"Every edit, {size:,} documents: less wall time than any peer's whole build"
    found = [
        (pair.of_medians, f"{_where(size, case).partition(',')[0]}, {BY_NAME[peer].label}")
        for case in Case
        if case.is_edit
        for peer in PEERS
        if (pair := ratio(results.figures(size, case, OURS, _wall), results.figures(size, case, peer, _wall)))
    ]
    if not found:
        return Verdict(target, "", None)
    worst, where = max(found)
    return Verdict(target, f"the worst is {worst:.3g} × ({where})", worst < 1)


def _scaling(results: Results, large: int, small: int, most: float) -> Verdict:
    target = f"Cold: a document of {large:,} costs at most {most:g} × one of {small:,}"
    costs = {}
    for size in (large, small):
        walls = results.figures(size, Case.COLD, OURS, _wall)
        costs[size] = {number: wall / size for number, wall in walls.items()}
    return Verdict(target, *_as_measured(ratio(costs[large], costs[small]), most))


def _as_measured(found: Ratio | None, most: float) -> tuple[str, bool | None]:
    if found is None:
        return "", None
    measured = f"{found.of_medians:.3g} × (pairs {found.least:.3g}–{found.most:.3g})"
    return measured, found.of_medians <= most


def _where(size: int, case: Case) -> str:
    return f"{case.label.partition(':')[0].partition(',')[0]}, {size:,} documents"
