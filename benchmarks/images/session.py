"""A session: every contender does every task, in turn, as often as asked for; then what it made is judged.

repetition → task → contender
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from benchmarks.generators import NotAvailableError
from benchmarks.generators.python_peer import install_in_venv
from benchmarks.images.contenders import CONTENDERS, Contender, Ours
from benchmarks.images.results import Made, PictureResults, PictureRun
from benchmarks.images.task import FORMATS, TASKS, WIDTHS, Output, Task
from benchmarks.machine import this_machine
from benchmarks.measuring import FailedError, measure

AGAIN = "again"
"""The task of a second build: all formats, when all of them are kept."""
_QUALITY = Path(__file__).with_name("quality.py")
_JUDGES_REQUIREMENT = "ssimulacra2==0.3.0"


@dataclass(frozen=True, slots=True)
class ImageSessionOptions:
    """What to measure."""

    photos: Path
    repetitions: int
    contenders: tuple[str, ...]
    judged: int | None
    """How many of the photos are judged, which takes longest; all when None."""
    work: Path
    """Where results lie while they are judged."""
    peers_folder: Path
    command: str


def run_pictures(
    options: ImageSessionOptions, results_file: Path, progress: Callable[[str], None]
) -> PictureResults:
    """Measure, and write everything to ``results_file`` after each repetition."""
    files = sorted(file for file in options.photos.iterdir() if file.suffix.lower() in (".jpg", ".jpeg"))
    sizes = [_size(file) for file in files]
    results = PictureResults(
        options.command,
        datetime.now(UTC).date().isoformat(),
        this_machine(),
        len(files),
        sum(width * height for width, height in sizes) / 1e6,
        all(file.name.startswith("synthetic-") for file in files),
        options.repetitions,
    )
    contenders = _installed(options, results, progress)
    shutil.rmtree(options.work, ignore_errors=True)
    options.work.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=options.work) as temporary:
        photos = Path(temporary)
        for file in files:
            shutil.copyfile(file, photos / f"{file.stem}.jpg")
        outputs: dict[str, dict[str, Output]] = {}
        for repetition in range(1, options.repetitions + 1):
            for formats in TASKS:
                task = Task(photos, formats)
                for contender in contenders:
                    if not set(formats) <= set(contender.formats):
                        continue
                    progress(f"repetition {repetition}: {contender.label}, {task.name}")
                    made = _run(contender, task, options, results, repetition, [file.stem for file in files])
                    outputs.setdefault(task.name, {}).update({contender.name: made})
            _run_again(Task(photos, FORMATS), options, results, repetition)
            results.save(results_file)
        _score(options, results, outputs, photos, progress)
    results.save(results_file)
    return results


def _installed(
    options: ImageSessionOptions, results: PictureResults, progress: Callable[[str], None]
) -> list[Contender]:
    contenders = []
    for kind in CONTENDERS:
        if kind.name not in options.contenders:
            continue
        contender = kind(options.peers_folder)
        try:
            contender.install()
        except NotAvailableError as error:
            results.missing[kind.name] = str(error)
            progress(f"{kind.label} is left out: {error}")
        else:
            results.versions[kind.name] = contender.version()
            contenders.append(contender)
    return contenders


def _run(
    contender: Contender,
    task: Task,
    options: ImageSessionOptions,
    results: PictureResults,
    repetition: int,
    photos: Sequence[str],
) -> Output:
    folder = options.work / contender.name / task.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = contender.command(task, folder)
    try:
        taken = measure(command.argv, folder, command.environment)
    except FailedError as error:
        results.runs.append(PictureRun(task.name, contender.name, repetition, None, str(error)))
        return {}
    results.runs.append(PictureRun(task.name, contender.name, repetition, taken))
    return contender.outputs(task, folder, photos)


def _run_again(task: Task, options: ImageSessionOptions, results: PictureResults, repetition: int) -> None:
    """Measure ours once more over what it made of all formats: nothing is left to be done."""
    folder = options.work / Ours.name / task.name
    if not folder.is_dir():
        return
    command = Ours(options.peers_folder).command(task, folder)
    taken = measure(command.argv, folder, command.environment)
    results.runs.append(PictureRun(AGAIN, Ours.name, repetition, taken))


def _score(
    options: ImageSessionOptions,
    results: PictureResults,
    outputs: Mapping[str, Mapping[str, Output]],
    photos: Path,
    progress: Callable[[str], None],
) -> None:
    python = None
    if options.judged != 0:
        home = options.peers_folder / "ssimulacra2"
        try:
            install_in_venv(home, _JUDGES_REQUIREMENT)
            python = home / "bin" / "python"
        except NotAvailableError as error:
            progress(f"nothing is judged: {error}")
    chosen = sorted(photos.iterdir())[: options.judged]
    results.judged = len(chosen) if python else 0
    for formats in TASKS:
        task = "+".join(formats)
        results.made[task] = {}
        for contender, output in outputs.get(task, {}).items():
            # All formats in one job are the same files as each alone.
            scores = _scores(python, output, chosen) if python and len(formats) == 1 else []
            progress(f"judged: {contender}, {task}")
            results.made[task][contender] = Made(
                len(output),
                sum(file.stat().st_size for file in output.values()),
                sum(scores) / len(scores) if scores else 0.0,
                min(scores, default=0.0),
            )


def _scores(python: Path, output: Output, photos: Sequence[Path]) -> list[float]:
    jobs = [
        {
            "photo": str(photo),
            "results": [str(file) for (name, _, _), file in output.items() if name == photo.stem],
        }
        for photo in photos
    ]
    said = subprocess.run(
        [python, _QUALITY], input=json.dumps(jobs), capture_output=True, text=True, check=True
    ).stdout
    return [score for scores in json.loads(said) for score in scores]


def _size(file: Path) -> tuple[int, int]:
    with Image.open(file) as image:
        if min(image.size) < max(WIDTHS) // 4:
            raise ValueError(f"{file} is too small to be scaled")
        return image.size
