"""Measure how soon a preview shows a page, as a browser meets it: in a fresh clone, and with what is kept."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.machine import Machine
from docs.images.browser import launch

HEADING = "## The start of a preview"
_PORT = 8370
_LONGEST = 120_000
"""Milliseconds after which something has gone wrong."""
_INPUTS = ("content", "themes")
_WINDOW = {"width": 1280, "height": 900}
_BLANK = "about:blank"
_READABLE = "document.readyState !== 'loading' && document.querySelector('main') !== null"
_PICTURES = """() => {
  const seen = [...document.images].filter((image) => {
    const box = image.getBoundingClientRect();
    return box.width && box.bottom > 0 && box.top < innerHeight;
  });
  return seen.length > 0 && seen.every((image) => image.complete && image.naturalWidth);
}"""
_TARGETS = {"readable": 3.0, "pictures": 5.0}
"""In seconds, in a fresh clone."""


@dataclass(slots=True)
class Moments:
    """When something was there, in seconds from the start of the process."""

    answer: list[float] = field(default_factory=list)
    """Any answer at the port."""
    readable: list[float] = field(default_factory=list)
    """The home page: its DOM, as a browser has it."""
    pictures: list[float] = field(default_factory=list)
    """All pictures of the home page that a window shows, unscrolled."""
    cpu: list[float] = field(default_factory=list)
    """Seconds of CPU that the preview had taken when the home page was readable."""


@dataclass(frozen=True, slots=True)
class Starts:
    """The starts of previews of one project."""

    cold: Moments
    """With nothing kept."""
    warm: Moments
    """With what the preview before it has kept."""


def measure_starts(root: Path, work: Path, repetitions: int, progress: Callable[[str], None]) -> Starts:
    """Start previews of the content of a project in a folder of their own."""
    project = work / "start"
    shutil.rmtree(project, ignore_errors=True)
    for name in _INPUTS:
        shutil.copytree(root / name, project / name)
    starts = Starts(Moments(), Moments())
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            page = browser.new_page(viewport=_WINDOW)
            for number in range(1, repetitions + 1):
                shutil.rmtree(project / ".cache", ignore_errors=True)
                _start(project, page, starts.cold)
                _start(project, page, starts.warm)
                cold, warm = starts.cold.readable[-1], starts.warm.readable[-1]
                progress(f"#{number} readable after {cold:.2f} s, started again {warm:.2f} s")
        finally:
            browser.close()
    return starts


def _start(project: Path, page: Page, moments: Moments) -> None:
    page.goto(_BLANK)
    started = time.perf_counter()
    with _serving(project) as process:
        _open(page)
        moments.answer.append(time.perf_counter() - started)
        page.wait_for_function(_READABLE, timeout=_LONGEST)
        moments.readable.append(time.perf_counter() - started)
        moments.cpu.append(_cpu_seconds(process.pid))
        page.wait_for_function(_PICTURES, timeout=_LONGEST)
        moments.pictures.append(time.perf_counter() - started)
        page.goto(_BLANK)
        # What it has learnt is kept for the next start after some idle seconds.
        time.sleep(5)


def _open(page: Page) -> None:
    """Open the home page as soon as the port answers."""
    deadline = time.monotonic() + _LONGEST / 1000
    while True:
        try:
            page.goto(f"http://127.0.0.1:{_PORT}/", wait_until="commit")
        except Error:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


@contextmanager
def _serving(project: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "drammenworks", "serve", "--port", str(_PORT)]
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=project, stdout=silent, stderr=silent) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(_LONGEST / 1000)


def _cpu_seconds(pid: int) -> float:
    """Return the seconds of CPU that a process has taken (proc(5), utime and stime)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start_section(starts: Starts, machine: Machine, command: str) -> str:
    """Return the section of docs/benchmarks.md."""
    lines = [
        HEADING,
        "",
        "Written by the command below; do not edit.",
        "",
        f"    {command}",
        "",
        (
            f"{datetime.now(UTC).date()}, {machine.cores} cores ({machine.processor}), "
            f"Python {machine.python}. Meanwhile {os.getloadavg()[0]:.1f} processes wanted to run at a time."
        ),
        "",
        (
            "The content and themes of this repository, in a window of 1280 × 900 pixels of Chromium; "
            "seconds from the start of `serve`, median (least–most). "
            "With `--ahead` the preview and the browser run before all other programs."
        ),
        "",
        "| | fresh clone | target | | started again |",
        "| --- | ---: | --- | --- | ---: |",
    ]
    cold, warm = starts.cold, starts.warm
    lines += [
        _row("any answer at the port", cold.answer, warm.answer, None),
        _row("home page readable", cold.readable, warm.readable, _TARGETS["readable"]),
        _row("its visible pictures there", cold.pictures, warm.pictures, _TARGETS["pictures"]),
        _row("CPU of the preview until the home page is readable", cold.cpu, warm.cpu, None),
    ]
    return "\n".join(lines) + "\n"


def _row(what: str, cold: Sequence[float], warm: Sequence[float], most: float | None) -> str:
    target = f"≤ {most:g}" if most is not None else ""
    verdict = "" if most is None else "met" if _median(cold) <= most else "**missed**"
    return f"| {what} | {_spread(cold)} | {target} | {verdict} | {_spread(warm)} |"


def _spread(values: Sequence[float]) -> str:
    return f"{_median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]
