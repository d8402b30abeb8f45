"""What a session of pictures measured, stored as JSON so that its tables can be written again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.machine import Machine
from benchmarks.measuring import Measurement


@dataclass(frozen=True, slots=True)
class PictureRun:
    """One run of one contender."""

    task: str
    contender: str
    repetition: int
    measurement: Measurement | None
    """None when it failed."""
    fault: str = ""
    """Why it does not count; empty when it does."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a contender made of a task, all photos and widths together."""

    files: int
    bytes: int
    score: float
    """The mean of SSIMULACRA2; 0 when it was not judged."""
    worst: float


@dataclass(slots=True)
class PictureResults:
    """A session."""

    command: str
    day: str
    machine: Machine
    photos: int
    megapixels: float
    """Of all of them."""
    synthetic: bool
    repetitions: int
    judged: int = 0
    """How many of the photos the scores are of."""
    versions: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    """Why a contender did not take part."""
    runs: list[PictureRun] = field(default_factory=list)
    made: dict[str, dict[str, Made]] = field(default_factory=dict)
    """By task and contender."""

    def figures(self, task: str, contender: str, figure: Callable[[Measurement], float]) -> dict[int, float]:
        """Return a figure of every run that counts, by repetition."""
        return {
            run.repetition: figure(run.measurement)
            for run in self.runs
            if (run.task, run.contender) == (task, contender) and run.measurement is not None
        }

    def save(self, file: Path) -> None:
        """Write everything to ``file``."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


def load(file: Path) -> PictureResults:
    """Return what :meth:`PictureResults.save` wrote."""
    data = json.loads(file.read_text(encoding="utf-8"))
    runs = [
        PictureRun(
            **{**run, "measurement": Measurement(**run["measurement"]) if run["measurement"] else None}
        )
        for run in data.pop("runs")
    ]
    made = {
        task: {contender: Made(**one) for contender, one in by_contender.items()}
        for task, by_contender in data.pop("made").items()
    }
    return PictureResults(**data | {"machine": Machine(**data["machine"])}, runs=runs, made=made)
