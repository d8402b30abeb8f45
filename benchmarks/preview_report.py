"""The section of docs/benchmarks.md about the speed of the preview."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from benchmarks.machine import Machine
from benchmarks.preview import Preview, percentile
from drammenworks.serve.change_batches import DEBOUNCE

HEADING = "## The preview"


def as_section(results: Sequence[Preview], machine: Machine, command: str) -> str:
    """Return the section."""
    return "\n".join([*_introduction(machine, command), *_table(results), *_rest(results)]) + "\n"


def _introduction(machine: Machine, command: str) -> Iterator[str]:
    yield HEADING
    yield ""
    yield "Written by the command below; do not edit."
    yield ""
    yield f"    {command}"
    yield ""
    yield (
        f"{datetime.now(UTC).date()}, {machine.cores} cores ({machine.processor}), "
        f"Python {machine.python}. Meanwhile {os.getloadavg()[0]:.1f} processes wanted to run at a time."
    )
    yield ""
    yield (
        "A save is a write into the file or a rename over it, in turns. It ends when a client that has the "
        f"page open has received the event; the debounce of {DEBOUNCE * 1000:.0f} ms is taken off."
    )
    yield ""


def _table(results: Sequence[Preview]) -> Iterator[str]:
    yield "| | documents | measured | target | |"
    yield "| --- | ---: | --- | --- | --- |"
    for result in results:
        size = f"{result.size:,}"
        small = result.size <= 1_000
        yield _saves("one body saved → event", size, result.body, 20 if small else 50)
        yield _saves("one title saved → event", size, result.title, None if small else 200)
        if result.template_open is not None and result.template_all is not None:
            measured = f"open page {result.template_open * 1000:.0f} ms, all {result.template_all:.1f} s"
            target, met = ("open page ≤ 400 ms", result.template_open <= 0.4) if small else ("", None)
            yield _row("template of all pages", size, measured, target, met)
        fastest, middle = min(result.ready), percentile(result.ready, 0.5)
        target, met = ("≤ 1 s", middle <= 1) if small else ("", None)
        yield _row("ready, warm cache", size, f"{middle:.2f} s (fastest {fastest:.2f})", target, met)
        if result.checkout_builds is not None:
            right = result.checkout_builds == 1 and result.checkout_right
            measured = f"{result.checkout_builds} build, {'right' if result.checkout_right else 'wrong'}"
            yield _row("300 files by git checkout", size, measured, "one build, right", right)


def _saves(what: str, size: str, seconds: Sequence[float], most: int | None) -> str:
    """Return the row of some saves; ``most`` is the target of their p95, in milliseconds."""
    low, high = (percentile(seconds, share) * 1000 for share in (0.5, 0.95))
    target, met = (f"p95 ≤ {most} ms", high <= most) if most is not None else ("", None)
    return _row(what, size, f"p50 {low:.0f} ms, p95 {high:.0f} ms", target, met)


def _row(what: str, size: str, measured: str, target: str, met: bool | None) -> str:
    word = {True: "met", False: "**missed**", None: ""}[met]
    return f"| {what} | {size} | {measured} | {target} | {word} |"


def _rest(results: Sequence[Preview]) -> Iterator[str]:
    yield ""
    for result in results:
        before, after = (size / 2**20 for size in result.memory)
        yield f"- {result.size:,} documents: {before:.0f} MiB before the saves, {after:.0f} MiB after."
