"""What a session measured, stored as JSON so that its tables can be written again without measuring again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.machine import Machine
from benchmarks.measuring import Measurement


@dataclass(frozen=True, slots=True)
class Output:
    """What a build left in its output folder."""

    pages: int
    """HTML files."""
    page_bytes: int
    others: tuple[str, ...]
    """Every other file."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build."""

    size: int
    case: Case
    generator: str
    repetition: int
    measurement: Measurement | None
    """None when it failed."""
    output: Output | None = None
    fault: str = ""
    """Why it does not count; empty when it does."""
    rendered: int | None = None
    """Pages that it reports to have rendered; peers report none."""
    showing: int | None = None
    """Pages and feeds that show the edit, as the audit counts them; None when there is none."""


@dataclass(slots=True)
class Results:
    """A session."""

    command: str
    day: str
    machine: Machine
    sizes: tuple[int, ...]
    repetitions: int
    versions: dict[str, str] = field(default_factory=dict)
    """By name; only those that took part."""
    missing: dict[str, str] = field(default_factory=dict)
    """Why a generator did not take part."""
    runs: list[Run] = field(default_factory=list)

    def figures(
        self, size: int, case: Case, generator: str, figure: Callable[[Measurement], float]
    ) -> dict[int, float]:
        """Return a figure of every run that counts, by repetition."""
        return {
            run.repetition: figure(run.measurement)
            for run in self.counted(size, case, generator)
            if run.measurement is not None
        }

    def counted(self, size: int, case: Case, generator: str) -> list[Run]:
        """Return the runs that count."""
        return [
            run
            for run in self.runs
            if (run.size, run.case, run.generator) == (size, case, generator) and not run.fault
        ]

    def outputs(self, size: int) -> dict[str, Output]:
        """Return what each generator made of a site, as its last run that counts left it."""
        return {
            run.generator: run.output
            for run in self.runs
            if run.size == size and run.output is not None and not run.fault
        }

    def save(self, file: Path) -> None:
        """Write everything to ``file``."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


def load(file: Path) -> Results:
    """Return what :meth:`Results.save` wrote."""
    data = json.loads(file.read_text(encoding="utf-8"))
    runs = [
        Run(
            size=run["size"],
            case=Case(run["case"]),
            generator=run["generator"],
            repetition=run["repetition"],
            measurement=Measurement(**run["measurement"]) if run["measurement"] else None,
            output=_output(run["output"]) if run["output"] else None,
            fault=run["fault"],
            rendered=run["rendered"],
            showing=run["showing"],
        )
        for run in data.pop("runs")
    ]
    machine, sizes = Machine(**data.pop("machine")), tuple(data.pop("sizes"))
    return Results(**data, machine=machine, sizes=sizes, runs=runs)


def _output(data: dict[str, object]) -> Output:
    pages, page_bytes, others = data["pages"], data["page_bytes"], data["others"]
    assert isinstance(pages, int)
    assert isinstance(page_bytes, int)
    assert isinstance(others, list)
    return Output(pages, page_bytes, tuple(others))
