"""The page with what a session measured: docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import generators
from benchmarks.cases import Case
from benchmarks.generators import OURS, PEERS
from benchmarks.measuring import Measurement
from benchmarks.results import Results
from benchmarks.spread import Ratio, ratio, spread
from benchmarks.targets import LIMITS, SIZE, limits_met, verdicts

_METHOD = Path(__file__).with_name("method.md")

_BUSY = 0.1
"""The share of the machine that other programs may take before the page calls it noisy."""

_WORDS = {True: "met", False: "**missed**", None: "not measured"}
"""Of a target."""

Figure = Callable[[Measurement], float]

_FIGURES: tuple[tuple[str, Figure, str], ...] = (
    ("wall, s", lambda taken: taken.wall, ".2f"),
    ("CPU, s", lambda taken: taken.cpu, ".2f"),
    ("peak memory, MiB", lambda taken: taken.memory / 2**20, ".0f"),
)
"""Column, figure, and how it is written."""


def as_markdown(results: Results) -> str:
    """Return the page."""
    sections = (
        _introduction(results),
        _targets(results),
        *(_size(results, size) for size in results.sizes),
        _differences(results),
        _METHOD.read_text(encoding="utf-8").splitlines(),
    )
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def _introduction(results: Results) -> Iterator[str]:
    machine = results.machine
    yield "# Benchmarks"
    yield ""
    yield "Written by the command below; every figure is from that one run. Do not edit."
    yield ""
    yield f"    {results.command}"
    yield ""
    memory = machine.memory / 2**30
    yield f"- {results.day}, {machine.cores} cores ({machine.processor}), {memory:.0f} GiB, {machine.system}"
    yield f"- Python {machine.python}" + (f", Node {machine.node}" if machine.node else "")
    yield "- " + ", ".join(f"{_label(name)} {version}" for name, version in results.versions.items())
    yield f"- Repetitions: {results.repetitions}, interleaved; figures are the median (least–most)"
    busy = [run.measurement.others for run in results.runs if run.measurement is not None]
    if busy:
        yield f"- While a build ran, other programs took {median(busy):.0%} of the machine" + (
            f" (up to {max(busy):.0%}): **it was not quiet, and times are longer than they need be**."
            if max(busy) > _BUSY
            else f", {max(busy):.0%} at most."
        )
    for name, reason in results.missing.items():
        yield f"- {name} is missing: {' '.join(reason.split())}"
    for run in results.runs:
        if run.fault:
            name = f"{run.generator}, {run.size:,} documents, {run.case}, repetition {run.repetition}"
            yield f"- Not counted: {name}: {' '.join(run.fault.split())}"


def _targets(results: Results) -> Iterator[str]:
    yield "## Targets"
    yield ""
    yield "| target | measured | |"
    yield "| --- | --- | --- |"
    for verdict in verdicts(results):
        yield f"| {verdict.target} | {verdict.measured} | {_WORDS[verdict.met]} |"


def _size(results: Results, size: int) -> Iterator[str]:
    yield f"## {size:,} documents"
    outputs = results.outputs(size)
    yield from _overview(results, size)
    for case in Case:
        rows = list(_rows(results, size, case))
        if not rows:
            continue
        yield ""
        yield f"### {case.label}"
        yield ""
        heads = [name for name, _, _ in _FIGURES]
        heads += [f"ours ÷ its {name.partition(',')[0]}" for name in heads]
        yield f"| | {' | '.join(heads)} |"
        yield f"| --- |{' ---: |' * len(heads)}"
        yield from rows
        yield from _rendered(results, size, case)
    if outputs:
        yield ""
        yield "Written, in each case checked to be the same pages:"
        yield ""
        yield "| | pages | MiB of HTML | other files |"
        yield "| --- | ---: | ---: | --- |"
        for name, output in outputs.items():
            others = ", ".join(f"`{path}`" for path in output.others[:6])
            if len(output.others) > 6:
                others += f" and {len(output.others) - 6} more"
            yield f"| {_label(name)} | {output.pages:,} | {output.page_bytes / 2**20:.1f} | {others} |"


def _overview(results: Results, size: int) -> Iterator[str]:
    """Yield one table of all cases that were measured of a site, a column for each."""
    cases = [case for case in Case if results.figures(size, case, OURS, lambda taken: taken.wall)]
    if not cases:
        return
    yield ""
    yield "All cases, drammenworks (medians); a ratio is ours ÷ that of the peer's build of the whole site."
    yield ""
    yield f"| | {' | '.join(cases)} |"
    yield f"| --- |{' ---: |' * len(cases)}"
    rows: list[tuple[str, Callable[[Case], str]]] = [
        *((name, partial(_median_cell, results, size, figure, style)) for name, figure, style in _FIGURES),
        ("pages rendered", partial(_pages_cell, results, size, "rendered")),
        ("pages that show it", partial(_pages_cell, results, size, "showing")),
    ]
    for peer in PEERS:
        if any(results.figures(size, case, peer, lambda taken: taken.wall) for case in cases):
            for name, figure, _ in _FIGURES:
                head = f"÷ {_label(peer)}, {name.partition(',')[0]}"
                rows.append((head, partial(_ratio_cell, results, size, figure, peer)))
    if size == SIZE:
        rows.insert(0, ("at most", lambda case: str(LIMITS.get(case, ""))))
        rows.append(("", partial(_limit_cell, results)))
    for head, cell in rows:
        yield f"| {head} | {' | '.join(cell(case) for case in cases)} |"


def _median_cell(results: Results, size: int, figure: Figure, style: str, case: Case) -> str:
    found = spread(results.figures(size, case, OURS, figure).values())
    return f"{found.median:{style}}" if found else ""


def _pages_cell(results: Results, size: int, field: str, case: Case) -> str:
    counts = (getattr(run, field) for run in results.counted(size, case, OURS))
    return ", ".join(dict.fromkeys(f"{count:,}" for count in counts if count is not None))


def _ratio_cell(results: Results, size: int, figure: Figure, peer: str, case: Case) -> str:
    found = ratio(results.figures(size, case, OURS, figure), results.figures(size, case, peer, figure))
    return f"{found.of_medians:.3g}" if found else ""


def _limit_cell(results: Results, case: Case) -> str:
    if case not in LIMITS:
        return ""
    return _WORDS[_all_met(verdict.met for verdict in limits_met(results, case))]


def _all_met(verdicts: Iterable[bool | None]) -> bool | None:
    found = list(verdicts)
    return False if False in found else (None if None in found else True)


def _rendered(results: Results, size: int, case: Case) -> Iterator[str]:
    reported = [
        f"{run.rendered:,}" + (f" ({run.showing:,} show the edit)" if run.showing is not None else "")
        for run in results.counted(size, case, OURS)
        if run.rendered is not None
    ]
    if reported:
        yield ""
        yield f"Pages that drammenworks reports as rendered: {', '.join(dict.fromkeys(reported))}."


def _rows(results: Results, size: int, case: Case) -> Iterator[str]:
    for name in (OURS, *PEERS):
        cells: list[str] = []
        for _, figure, style in _FIGURES:
            found = spread(results.figures(size, case, name, figure).values())
            if found is None:
                break
            cells.append(f"{found.median:{style}} ({found.least:{style}}–{found.most:{style}})")
        else:
            yield f"| {_label(name)} | {' | '.join([*cells, *_ratios(results, size, case, name)])} |"


def _ratios(results: Results, size: int, case: Case, peer: str) -> Iterable[str]:
    for _, figure, _ in _FIGURES:
        if peer == OURS:
            yield ""
            continue
        found = ratio(results.figures(size, case, OURS, figure), results.figures(size, case, peer, figure))
        yield _as_cell(found) if found is not None else ""


def _as_cell(found: Ratio) -> str:
    return f"**{found.of_medians:.3g}** ({found.least:.3g}–{found.most:.3g})"


def _differences(results: Results) -> Iterator[str]:
    yield "## What each does differently"
    yield ""
    yield (
        "All build the same documents at the same addresses, with the same lists (12 a page), tags, menus, "
        "breadcrumbs, footer and style sheet, by themes of benchmarks/themes/ that make the same markup, as "
        "far as each can. There are no pictures. The rest differs:"
    )
    yield ""
    yield (
        "- Each writes one feed of its latest 20 documents; Pelican's has their whole texts, and zorto's has "
        "all documents."
    )
    for name in results.versions:
        for sentence in _class(name).differences:
            yield f"- {_label(name)}: {sentence}"


def _label(name: str) -> str:
    return _class(name).label


def _class(name: str) -> type[generators.Generator]:
    return generators.BY_NAME[name]
