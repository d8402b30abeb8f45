"""A tiny project to change, and the real command to run in it."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from drammenworks.cli import run as run_command

VALID = Path(__file__).parent / "invalid_sites" / "_valid"
"""The project that tests start from: two sites, Alfa (a) and Beta (b), and a document of each kind."""

AT = "2026-11-21"
"""As of when tests build, unless they say otherwise."""


class Outcome(NamedTuple):
    """What the command did."""

    code: int
    stdout: str
    stderr: str


class Keyboard(io.StringIO):
    """What is typed in a terminal; what nobody has asked for remains to be read."""

    def isatty(self) -> bool:
        """Tell that somebody sits there."""
        return True


class _Screen(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def run(folder: Path, *arguments: str, keyboard: Keyboard | None = None) -> Outcome:
    """Run ``drammenworks`` in ``folder`` as a shell does, but in this process.

    :param keyboard: of a terminal to run it in; without one its output goes to files.
    """
    screen = _Screen if keyboard is not None else io.TextIOWrapper
    out = screen(io.BytesIO(), encoding="utf-8")
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    code: Any = 0
    with (
        contextlib.chdir(folder),
        mock.patch.object(sys, "stdin", keyboard if keyboard is not None else sys.stdin),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "argv", ["drammenworks", *arguments]),
    ):
        try:
            run_command()
        except SystemExit as exit_:
            code = exit_.code
    return Outcome(code or 0, _text(out), _text(err))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


def as_lines(report: Mapping[str, Any]) -> list[str]:
    """Return the findings of a report as ``path:line:column: severity code message → hint``."""
    return [
        ":".join(str(part) for part in (found["path"], found["line"], found["column"]) if part is not None)
        + f": {found['severity']} {found['code']} {found['message']} → {found['hint']}"
        for found in report["findings"]
    ]


class Project:
    """A project on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file of the project; the folders on the way are made."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def read(self, path: str) -> str:
        """Return the text of a file of the project."""
        return (self.root / path).read_text(encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Replace some words of a file, which must be there."""
        text = self.read(path)
        assert old in text, f"{path} has no {old!r}"
        self.write(path, text.replace(old, new))

    def remove(self, *paths: str) -> None:
        """Delete files and folders of the project."""
        for path in paths:
            file = self.root / path
            if file.is_dir():
                shutil.rmtree(file)
            else:
                file.unlink()

    def run(self, *arguments: str, keyboard: Keyboard | None = None) -> Outcome:
        """Run the command in the project; see :func:`run`."""
        return run(self.root, *arguments, keyboard=keyboard)

    def report(self, *arguments: str, command: str = "build", at: str = AT) -> dict[str, Any]:
        """Run a command and return its report."""
        # A tiny project is built sooner than a second process is started.
        jobs = ["--jobs", "1"] if command == "build" else []
        outcome = self.run(command, "--at", at, "--format", "json", *jobs, *arguments)
        assert outcome.code in (0, 1), outcome.stderr
        report: dict[str, Any] = json.loads(outcome.stdout)
        return report

    def findings(self, *arguments: str, at: str = AT) -> list[str]:
        """Build, and return the findings as lines."""
        return as_lines(self.report(*arguments, at=at))

    def codes(self, *arguments: str, at: str = AT) -> list[str]:
        """Build, and return the codes of the findings."""
        return [found["code"] for found in self.report(*arguments, at=at)["findings"]]

    def build(self, *arguments: str, at: str = AT) -> dict[str, Any]:
        """Build without findings, and return the report."""
        report = self.report(*arguments, at=at)
        assert as_lines(report) == []
        return report

    def output(self, path: str) -> str:
        """Return the text of a published file."""
        return self.read(f"output/{path}")

    def published(self, site: str = "") -> set[str]:
        """Return the published files, of one site or of all; what the generator keeps beside them is none."""
        return {path for path in tree(self.root / "output" / site) if not path.startswith(".drammenworks")}


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    """Return when each file below a folder was last written."""
    return {
        file.relative_to(folder).as_posix(): file.stat().st_mtime_ns
        for file in folder.rglob("*")
        if file.is_file()
    }


def overlay(source: Path, target: Path, *, leave_out: Iterable[str] = ()) -> None:
    """Copy a folder over another."""
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=lambda *_: set(leave_out))
