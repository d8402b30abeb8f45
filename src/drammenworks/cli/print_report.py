"""Print findings and progress: as text, as JSON, and as GitHub and GitLab read them."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import click

from drammenworks.cli.code_quality import as_code_quality
from drammenworks.cli.github_annotations import print_annotations
from drammenworks.cli.severity_labels import SEVERITY_LABELS
from drammenworks.cli.shorten_findings import FindingGroup, LeftOut, by_severity, shorten
from drammenworks.errors import Finding, Phrase, Rule, Severity, Translate
from drammenworks.errors.phrase import CONTROL, format_decimal, plural
from drammenworks.pipeline.options import Progress
from drammenworks.pipeline.report import Report

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_LINES_LISTED = 10
"""Lines that an entry of several findings names."""
_VALUES_LISTED = 12
"""Values that tell them apart."""
_LONGEST_VALUE = 40
"""Characters that are shown of each."""
_BAR_DELAY = 0.5
"""Seconds before the progress bar appears, so that short builds do not flicker."""


def print_report(
    report: Report, output_format: str, translate: Translate = str, *, show_all: bool = False
) -> None:
    """Print the report of a run.

    :param show_all: every finding as text, however many there are. The other formats always have all.
    """
    try:
        _print(report, output_format, translate, show_all=show_all)
    except BrokenPipeError:
        # The reader of the output is gone, as with ``head``; the exit code still gives the result.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(report: Report, output_format: str, translate: Translate, *, show_all: bool) -> None:
    print_remarks(report, translate)
    if output_format == "json":
        click.echo(json.dumps(report.as_json(translate), ensure_ascii=False, indent=2))
        return
    if output_format == "gitlab":
        click.echo(as_code_quality(report.findings, translate))
        return
    if output_format == "github":
        print_annotations(report.findings, translate)
    elif report.findings:
        click.echo(_as_list(report.findings, translate, show_all=show_all), err=True)
    click.echo(_summary(report, translate))


def print_remarks(report: Report, translate: Translate) -> None:
    """Print what is to be said of a run, and not of the content."""
    for remark in report.remarks:
        click.echo(_one_line(translate(remark)), err=True)


def print_finding(finding: Finding, translate: Translate) -> None:
    """Print what is wrong with something, by itself."""
    click.echo(_as_text(finding, translate), err=True)


def print_differences(differences: list[str], translate: Translate = str) -> None:
    """Print the differences between a build and a clean build, which indicate a bug."""
    message = Phrase("Resultatet er ikke det samme som når alt bygges fra ingenting:")
    click.echo(translate(message), err=True)
    for difference in differences:
        click.echo(f"  {_one_line(translate(difference))}", err=True)
    advice = Phrase("Det er ikke din feil. Bygg på nytt med --clean, og send utskriften til oss.")
    click.echo(translate(advice), err=True)


def _as_list(findings: Sequence[Finding], translate: Translate, *, show_all: bool) -> str:
    """Return findings as text, the errors first. Writing it at once is ten times as fast as one by one."""
    if show_all:
        return "\n".join(_as_text(finding, translate) for finding in by_severity(findings))
    shortened = shorten(findings)
    blocks = [_entry_as_text(entry, translate) for entry in shortened.entries]
    if shortened.left_out:
        blocks.append(_left_out_as_text(shortened.left_out, translate))
    return "\n".join(blocks)


def _as_text(finding: Finding, translate: Translate) -> str:
    place = click.style(_one_line(str(finding.location)), bold=True)
    message, hint = _one_line(translate(finding.message)), _one_line(translate(finding.hint))
    return f"{place}: {_label(finding.rule, translate)}\n  {message}\n  → {hint}\n"


def _label(rule: Rule, translate: Translate) -> str:
    word = click.style(translate(SEVERITY_LABELS[rule.severity]), fg=_COLOURS[rule.severity], bold=True)
    return f"{word} {rule.code}"


def _entry_as_text(entry: FindingGroup, translate: Translate) -> str:
    text = _as_text(entry.first, translate)
    count = len(entry.findings)
    if count == 1:
        return text
    listed = ", ".join(str(line) for line in entry.lines[:_LINES_LISTED])
    more = len(entry.lines) - _LINES_LISTED
    if more > 0:
        message = Phrase(
            "{count} steder i filen: linje {listed} og {more} til", count=count, listed=listed, more=more
        )
    elif entry.lines:
        message = Phrase("{count} steder i filen: linje {listed}", count=count, listed=listed)
    else:
        message = Phrase("{count} steder i filen", count=count)
    return f"{text}  {translate(message)}\n{_values_as_text(entry.values, translate)}"


def _values_as_text(values: Sequence[str], translate: Translate) -> str:
    """Return a line with what tells the findings of an entry apart; nothing when they are alike."""
    if not values:
        return ""
    shown = [translate(value) for value in values[:_VALUES_LISTED]]
    short = [value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…" for value in shown]
    listed = ", ".join(translate(Phrase("«{value}»", value=value)) for value in short)
    more = len(values) - _VALUES_LISTED
    which = Phrase("{listed} og {more} til", listed=listed, more=more) if more > 0 else listed
    return f"  {_one_line(translate(which))}\n"


def _left_out_as_text(left_out: Sequence[LeftOut], translate: Translate) -> str:
    total = sum(of_rule.findings for of_rule in left_out)
    lines = [translate(Phrase("Ikke vist over: {total} funn. Legg til --all for å se alle.", total=total))]
    for of_rule in left_out:
        files = plural("{number} fil", "{number} filer", of_rule.files)
        message = Phrase(
            "{count} i {files}, først i {place}",
            count=of_rule.findings,
            files=files,
            place=of_rule.first.location.path,
        )
        lines.append(f"  {_label(of_rule.rule, translate)}: {translate(message)}")
    return "\n".join([*lines, ""])


def _one_line(text: str) -> str:
    # Text from content must not begin a line, a possible GitHub command, nor control the terminal.
    return CONTROL.sub(" ", text)


def _summary(report: Report, translate: Translate) -> str:
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
        # Nothing is finished, and the summary must not claim so.
        message = Phrase(
            "Stanset: {errors} og {warnings} på {seconds} s.",
            errors=errors,
            warnings=warnings,
            seconds=seconds,
        )
    else:
        message = Phrase(
            "Ferdig på {seconds} s med {errors} og {warnings}.",
            seconds=seconds,
            errors=errors,
            warnings=warnings,
        )
    lines.append(message)
    return "\n".join(map(translate, lines))


@contextmanager
def progress_display(output_format: str, translate: Translate = str) -> Iterator[Progress]:
    """Show progress: a bar on a terminal if it takes long, lines in CI, and nothing with JSON."""
    if output_format == "json" or sys.stderr is None or not sys.stderr.isatty():
        yield _plain_progress(translate) if os.environ.get("CI") and output_format != "json" else _ignore
        return
    # Rich takes 50 ms to import, so short builds show no bar.
    started = time.monotonic()
    bar: list[Callable[[str, int, int], None]] = []
    closing: list[Callable[[], None]] = []

    def tell(stage: str, done: int, total: int) -> None:
        if not bar and time.monotonic() - started > _BAR_DELAY:
            update, stop = _bar()
            bar.append(update)
            closing.append(stop)
        if bar:
            bar[0](translate(Phrase(stage)), done, total)

    try:
        yield tell
    finally:
        for stop in closing:
            stop()


def _ignore(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def _plain_progress(translate: Translate) -> Progress:
    printed: set[str] = set()

    def tell(stage: str, done: int, total: int) -> None:
        if stage not in printed:
            printed.add(stage)
            click.echo(f"{translate(Phrase(stage))} …", err=True)

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
