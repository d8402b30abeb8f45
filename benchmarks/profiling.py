"""Where the time of a build of ours goes: its stages, and the functions that take most of it."""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.generators import OURS, make
from benchmarks.generators.ours import AT
from benchmarks.stage_clock import StageClock, Stages
from drammenworks.pipeline.build import build
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.report import Report

_OURS = Path(sys.modules["drammenworks"].__file__ or "").parent

_Key = tuple[str, int, str]
"""File (``~`` when it is built in), line and name of a function."""
_Row = tuple[int, int, float, float, dict[_Key, tuple[int, int, float, float]]]
"""Primitive calls, calls, own time, cumulative time, and the same by caller."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A build, taken apart."""

    stages: Stages
    """Name and seconds of each, without the profiler."""
    seconds: float
    """Of the whole build, without the profiler."""
    profiled_seconds: float
    """Of the whole build, with it: calls of short functions look dearer than they are."""
    functions: tuple[Function, ...]
    """The dearest first."""
    parts: tuple[tuple[str, float], ...]
    """Packages and their share of the profiled time, with what they call that is built in."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function with its share of the profiled time."""

    name: str
    calls: int
    own: float
    """Without what it calls."""
    cumulative: float
    """With what it calls."""


def profile_build(site: Path) -> Profile:
    """Build the site in ``site`` cold twice, in this process: once by the clock, once by the profiler."""
    ours = make(OURS, site)
    ours.clear(site)
    clock = StageClock()
    started = time.perf_counter()
    _build(site, clock)
    seconds = time.perf_counter() - started
    stages = clock.stages()

    ours.clear(site)
    profiler = cProfile.Profile()
    profiler.enable()
    try:
        _build(site, None)
    finally:
        profiler.disable()
    return _evaluate(pstats.Stats(profiler), stages, seconds)


def _evaluate(statistics: pstats.Stats, stages: Stages, seconds: float) -> Profile:
    total: float = statistics.total_tt  # type: ignore[attr-defined]
    rows: dict[_Key, _Row] = statistics.stats  # type: ignore[attr-defined]
    functions: list[Function] = []
    parts: dict[str, float] = {}
    for key, (_, calls, own, cumulative, callers) in rows.items():
        functions.append(Function(_shown(*key), calls, own / total, cumulative / total))
        # What is built in says little by itself; it is its callers' doing.
        owners = {caller: times[2] for caller, times in callers.items()} if key[0] == "~" else {key: own}
        for (file, _, _), time_ in owners.items():
            parts[_part(file)] = parts.get(_part(file), 0.0) + time_ / total
    functions.sort(key=lambda function: -function.own)
    ordered = tuple(sorted(parts.items(), key=lambda part: -part[1]))
    return Profile(stages, seconds, total, tuple(functions), ordered)


def as_lines(profile: Profile, top: int) -> Iterator[str]:
    """Yield what to print of a profile."""
    yield f"Cold build in one process: {profile.seconds:.2f} s ({profile.profiled_seconds:.2f} s profiled)"
    yield ""
    yield "Stages, by the clock:"
    for name, seconds in profile.stages:
        yield f"  {seconds:8.2f} s {seconds / profile.seconds:6.1%}  {name}"
    yield ""
    yield "Packages, own time in the profile, with what they call that is built in:"
    for name, share in profile.parts[:top]:
        yield f"  {share:6.1%}  {name}"
    yield ""
    yield "Functions, own time in the profile (with what they call; calls):"
    for function in profile.functions[:top]:
        yield f"  {function.own:6.1%} ({function.cumulative:6.1%}; {function.calls:>9,})  {function.name}"
    yield ""
    yield "Functions of ours, with what they call:"
    own = [function for function in profile.functions if function.name.startswith("drammenworks/")]
    for function in sorted(own, key=lambda function: -function.cumulative)[: 2 * top]:
        yield f"  {function.cumulative:6.1%} ({function.own:6.1%} own; {function.calls:>9,})  {function.name}"


def _build(site: Path, progress: Callable[[str, int, int], None] | None) -> Report:
    asked: dict[str, Any] = {
        "root": site,
        "output": site / "output",
        "cache": site / ".cache",
        "at": datetime.fromisoformat(f"{AT}T00:00:00+01:00"),
        # What runs in other processes, no profiler sees.
        "jobs": 1,
    }
    known = {field.name for field in fields(Options)}
    report = build(Options(**{name: value for name, value in asked.items() if name in known}), progress)
    assert report.sites, [str(finding) for finding in report.findings]
    return report


def _part(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(_OURS):
        return "/".join(["drammenworks", *path.relative_to(_OURS).parts[:-1][:2]])
    if "site-packages" in path.parts:
        return _within_site_packages(path).parts[0]
    if path.suffix == ".html" or file == "<template>":
        return "templates"
    return "built in" if file.startswith(("~", "<")) else f"Python's {path.stem}"


def _shown(file: str, line: int, function: str) -> str:
    path = Path(file)
    if path.is_relative_to(_OURS):
        return f"drammenworks/{path.relative_to(_OURS).as_posix()}:{line} {function}"
    if "site-packages" in path.parts:
        return f"{_within_site_packages(path).as_posix()}:{line} {function}"
    return function if file == "~" else f"{path.name}:{line} {function}"


def _within_site_packages(path: Path) -> Path:
    return Path(*path.parts[path.parts.index("site-packages") + 1 :])
