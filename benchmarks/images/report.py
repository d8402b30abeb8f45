"""The section of docs/benchmarks.md with what a session of pictures measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.images.contenders import CONTENDERS, Ours
from benchmarks.images.results import PictureResults
from benchmarks.images.session import AGAIN
from benchmarks.images.task import FORMATS, TASKS, WIDTHS
from benchmarks.measuring import Measurement
from benchmarks.spread import ratio, spread

_BUSY = 0.1
"""The share of the machine that other programs may take before the page calls it noisy."""
_BY_NAME = {kind.name: kind for kind in CONTENDERS}
_ALL = "+".join(FORMATS)


def pictures_section(results: PictureResults) -> str:
    """Return the section."""
    parts = (_introduction(results), _targets(results), *(_task(results, "+".join(task)) for task in TASKS))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _introduction(results: PictureResults) -> Iterator[str]:
    machine = results.machine
    kind = "made-up (`python -m benchmarks photos`)" if results.synthetic else "real"
    yield "## Pictures"
    yield ""
    yield "Written by the command below; every figure is from that one run. Do not edit."
    yield ""
    yield f"    {results.command}"
    yield ""
    yield (
        f"- {results.day}, {machine.cores} cores ({machine.processor}), "
        f"{machine.memory / 2**30:.0f} GiB, {machine.system}"
    )
    widths = ", ".join(map(str, WIDTHS))
    yield f"- {results.photos} {kind} photos of {results.megapixels:.0f} megapixels in all; widths {widths}"
    yield (
        f"- Quality is SSIMULACRA2 of {results.judged} of the photos at all widths, against all pixels "
        "scaled by Lanczos: the mean, and the worst; 100 is the same, above 90 nobody sees a difference"
    )
    yield f"- Repetitions: {results.repetitions}, interleaved; figures are the median (least–most)"
    busy = [run.measurement.others for run in results.runs if run.measurement is not None]
    if busy and max(busy) > _BUSY:
        yield (
            f"- While it ran, other programs took {median(busy):.0%} of the machine (up to {max(busy):.0%}): "
            "**it was not quiet**. Wall times say little; CPU times can be compared."
        )
    for name, version in results.versions.items():
        yield f"- {_BY_NAME[name].label} {version}: {_BY_NAME[name].settings}"
    for name, reason in results.missing.items():
        yield f"- {_BY_NAME[name].label} is missing: {' '.join(reason.split())}"
    for run in results.runs:
        if run.fault:
            yield f"- Not counted: {run.contender}, {run.task}: {' '.join(run.fault.split())[:300]}"


def _targets(results: PictureResults) -> Iterator[str]:
    yield "| target | wall | CPU |"
    yield "| --- | ---: | ---: |"
    for kind in FORMATS:
        for peer, most in (("sharp", 0.9), ("sharp-fast", 0.9), ("hugo", 0.35 if kind == "avif" else 0.2)):
            cells = [_ratio(results, kind, peer, figure) for figure in (_wall, _cpu)]
            if all(cells):
                yield f"| {kind} ≤ {most} × {_BY_NAME[peer].label} | {' | '.join(cells)} |"
    yield from _together(results)
    again = results.figures(AGAIN, Ours.name, _wall)
    made = results.made.get(_ALL, {}).get(Ours.name)
    if again and made and made.files:
        each = median(again.values()) * 1000 / made.files
        cpu = median(results.figures(AGAIN, Ours.name, _cpu).values()) * 1000 / made.files
        yield f"| a second time, ms a picture, with Python's start, < 2 | {each:.2f} | {cpu:.2f} |"


def _together(results: PictureResults) -> Iterator[str]:
    cells = []
    for figure in (_wall, _cpu):
        alone = [results.figures(kind, Ours.name, figure).values() for kind in FORMATS]
        together = results.figures(_ALL, Ours.name, figure).values()
        if not together or not all(alone):
            return
        cells.append(f"{median(together) / sum(median(one) for one in alone):.2f}")
    yield f"| all formats in one job ≤ 0.85 × the sum of each alone | {' | '.join(cells)} |"


def _task(results: PictureResults, task: str) -> Iterator[str]:
    yield f"### {task}"
    yield ""
    yield "| | wall, s | CPU, s | peak memory, MiB | kB | quality | worst |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for kind in CONTENDERS:
        cells = []
        for figure, style in ((_wall, ".1f"), (_cpu, ".1f"), (_memory, ".0f")):
            found = spread(results.figures(task, kind.name, figure).values())
            if found is None:
                break
            cells.append(f"{found.median:{style}} ({found.least:{style}}–{found.most:{style}})")
        made = results.made.get(task, {}).get(kind.name)
        if made is None or len(cells) < 3:
            continue
        judged = f"{made.score:.2f} | {made.worst:.1f}" if made.score else "|"
        yield f"| {kind.label} | {' | '.join(cells)} | {made.bytes / 1000:,.0f} | {judged} |"


def _ratio(results: PictureResults, task: str, peer: str, figure: Callable[[Measurement], float]) -> str:
    found = ratio(results.figures(task, Ours.name, figure), results.figures(task, peer, figure))
    return f"{found.of_medians:.2f} ({found.least:.2f}–{found.most:.2f})" if found else ""


def _wall(taken: Measurement) -> float:
    return taken.wall


def _cpu(taken: Measurement) -> float:
    return taken.cpu


def _memory(taken: Measurement) -> float:
    return taken.memory / 2**20
