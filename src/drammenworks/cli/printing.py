"""Print findings and progress for people, for programs, and for GitHub."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from drammenworks.errors import Finding, Phrase, Severity, Translate
from drammenworks.errors.phrase import CONTROL, format_decimal, plural
from drammenworks.pipeline.options import Progress
from drammenworks.pipeline.report import Report

_WORDS = {
    Severity.ERROR: Phrase("feil"),
    Severity.WARNING: Phrase("advarsel"),
    Severity.INFO: Phrase("merk"),
}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ANNOTATIONS_PER_LEVEL = 10
"""GitHub shows no more than ten of each level for a step."""
_PATIENCE = 0.5
"""Seconds before a bar is worth the flicker."""


def print_report(report: Report, output_format: str, say: Translate = str) -> None:
    """Print what a run found and did."""
    try:
        _print(report, output_format, say)
    except BrokenPipeError:
        # The reader of our output went away, as ``head`` does; the exit code still tells how it went.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(report: Report, output_format: str, say: Translate) -> None:
    if output_format == "json":
        click.echo(json.dumps(report.as_json(say), ensure_ascii=False, indent=2))
        return
    if output_format == "github":
        _print_annotations(report, say)
    else:
        for finding in report.findings:
            click.echo(_as_text(finding, say), err=True)
    click.echo(_summary(report, say))


def print_differences(differences: list[str], say: Translate = str) -> None:
    """Print how a build differs from one from nothing, which is a fault of ours."""
    told = Phrase("Resultatet er ikke det samme som når alt bygges fra ingenting:")
    click.echo(say(told), err=True)
    for difference in differences:
        click.echo(f"  {_one_line(say(difference))}", err=True)
    advice = Phrase("Det er ikke din feil. Bygg på nytt med --clean, og send utskriften til oss.")
    click.echo(say(advice), err=True)


def _as_text(finding: Finding, say: Translate) -> str:
    word = click.style(say(_WORDS[finding.severity]), fg=_COLOURS[finding.severity], bold=True)
    place = click.style(_one_line(str(finding.location)), bold=True)
    message, hint = _one_line(say(finding.message)), _one_line(say(finding.hint))
    return f"{place}: {word} {finding.code}\n  {message}\n  → {hint}\n"


def _one_line(text: str) -> str:
    # What content says may neither begin a line, which GitHub could take for a command, nor steer a terminal.
    return CONTROL.sub(" ", text)


def _summary(report: Report, say: Translate) -> str:
    lines: list[str] = [
        Phrase(
            "{site}: {pages} sider, {files} filer ({written} skrevet, {removed} slettet)",
            site=name,
            pages=site.pages,
            files=site.files,
            written=site.written,
            removed=site.removed,
        )
        for name, site in report.sites.items()
    ]
    errors = plural("{number} feil", "{number} feil", report.count(Severity.ERROR))
    warnings = plural("{number} advarsel", "{number} advarsler", report.count(Severity.WARNING))
    seconds = format_decimal(report.seconds, 2)
    if report.count(Severity.ERROR):
        # Nothing was finished, and nobody may read that it was.
        told = Phrase(
            "Stanset: {errors} og {warnings} på {seconds} s.",
            errors=errors,
            warnings=warnings,
            seconds=seconds,
        )
    else:
        told = Phrase(
            "Ferdig på {seconds} s med {errors} og {warnings}.",
            seconds=seconds,
            errors=errors,
            warnings=warnings,
        )
    lines.append(told)
    return "\n".join(map(say, lines))


def _print_annotations(report: Report, say: Translate) -> None:
    for severity in Severity:
        findings = [finding for finding in report.findings if finding.severity is severity]
        for finding in findings[:_ANNOTATIONS_PER_LEVEL]:
            click.echo(_as_annotation(finding, say))
        for finding in findings[_ANNOTATIONS_PER_LEVEL:]:
            click.echo(_as_text(finding, say))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and report.findings:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(_as_table(report, say))


def _as_annotation(finding: Finding, say: Translate) -> str:
    location = finding.location
    properties = {
        "file": _one_line(location.path),
        "line": location.line,
        "col": location.column,
        "title": finding.code,
    }
    shown = ",".join(
        f"{name}={_escape_property(str(value))}" for name, value in properties.items() if value is not None
    )
    message = _escape(f"{_one_line(say(finding.message))}\n{_one_line(say(finding.hint))}")
    return f"::{_ANNOTATIONS[finding.severity]} {shown}::{message}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def _as_table(report: Report, say: Translate) -> str:
    rows = [
        f"| {_cell(str(finding.location))} | {say(_WORDS[finding.severity])} {finding.code} "
        f"| {_cell(say(finding.message))} | {_cell(say(finding.hint))} |"
        for finding in report.findings
    ]
    heading = say(Phrase("| Sted | Kode | Hva | Hva du gjør |"))
    return "\n".join([heading, "| --- | --- | --- | --- |", *rows, ""])


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")


@contextmanager
def progress_display(output_format: str, say: Translate = str) -> Iterator[Progress]:
    """Show progress: a bar on a terminal once it takes a while, plain lines in CI, nothing for programs."""
    if output_format == "json" or sys.stderr is None or not sys.stderr.isatty():
        yield _plain_progress(say) if os.environ.get("CI") and output_format != "json" else _ignore
        return
    # Rich takes 50 ms to import; a build that is over before that shows no bar.
    started = time.monotonic()
    bar: list[Callable[[str, int, int], None]] = []
    closing: list[Callable[[], None]] = []

    def tell(stage: str, done: int, total: int) -> None:
        if not bar and time.monotonic() - started > _PATIENCE:
            update, stop = _bar()
            bar.append(update)
            closing.append(stop)
        if bar:
            bar[0](say(Phrase(stage)), done, total)

    try:
        yield tell
    finally:
        for stop in closing:
            stop()


def _ignore(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def _plain_progress(say: Translate) -> Progress:
    told: set[str] = set()

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in told:
            told.add(stage)
            click.echo(f"{say(Phrase(stage))} …", err=True)

    return tell


def _bar() -> tuple[Progress, Callable[[], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        console=Console(stderr=True),
        transient=True,
    )
    bar.start()
    task = bar.add_task("", total=None)

    def update(stage: str, done: int, total: int) -> None:
        bar.update(task, description=stage, completed=done, total=total)

    return update, bar.stop
