"""Findings as annotations of GitHub, and all of them in the summary of the run.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from drammenworks.base.text.github_markdown import cut, escape
from drammenworks.cli.severity_labels import SEVERITY_LABELS
from drammenworks.cli.shorten_findings import by_severity, worst
from drammenworks.errors import Finding, Phrase, Severity, Translate
from drammenworks.errors.phrase import CONTROL, plural

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_PER_LEVEL: Final = 10
"""GitHub shows at most ten of each level per step."""
_MAX_SUMMARY: Final = 500_000
"""Characters, of two bytes at most in our languages; GitHub refuses a summary of more than 1 MiB whole."""


def print_annotations(findings: Sequence[Finding], translate: Translate) -> None:
    """Annotate the worst, and list all in the summary; where there is none, print the rest as text."""
    rest: list[Finding] = []
    for severity in Severity:
        of_level = [finding for finding in findings if finding.severity is severity]
        chosen = worst(of_level, _PER_LEVEL)
        for position, finding in enumerate(of_level):
            if position in chosen:
                click.echo(_as_command(finding, translate))
            else:
                rest.append(finding)
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if not summary:
        for finding in rest:
            click.echo(_as_text(finding, translate))
        return
    if findings:
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(findings_as_table(findings, translate, limit=_MAX_SUMMARY))
    if rest:
        message = plural(
            "{number} funn til står i sammendraget av kjøringen.",
            "{number} funn til står i sammendraget av kjøringen.",
            len(rest),
        )
        click.echo(translate(message))


def findings_as_table(findings: Sequence[Finding], translate: Translate, *, limit: int) -> str:
    """Return findings as a table in Markdown of at most ``limit`` characters, the worst first."""
    heading = translate(Phrase("| Sted | Kode | Hva | Hva du gjør |"))
    rows = [f"{heading}\n| --- | --- | --- | --- |\n"]
    left = limit - len(rows[0]) - 200
    ordered = by_severity(findings)
    for position, finding in enumerate(ordered):
        row = _as_row(finding, translate)
        left -= len(row)
        if left < 0:
            message = plural(
                "{number} funn fikk ikke plass.", "{number} funn fikk ikke plass.", len(ordered) - position
            )
            rows.append(f"\n{escape(translate(message))}\n")
            break
        rows.append(row)
    return "".join(rows)


def _as_row(finding: Finding, translate: Translate) -> str:
    label = translate(SEVERITY_LABELS[finding.severity])
    cells = (str(finding.location), translate(finding.message), translate(finding.hint))
    place, message, hint = (escape(cut(cell)) for cell in cells)
    return f"| {place} | {label} {finding.code} | {message} | {hint} |\n"


def _as_command(finding: Finding, translate: Translate) -> str:
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
    message = _escape(f"{_one_line(translate(finding.message))}\n{_one_line(translate(finding.hint))}")
    return f"::{_COMMANDS[finding.severity]} {shown}::{message}"


def _as_text(finding: Finding, translate: Translate) -> str:
    label = translate(SEVERITY_LABELS[finding.severity])
    message, hint = _one_line(translate(finding.message)), _one_line(translate(finding.hint))
    return f"{_one_line(str(finding.location))}: {label} {finding.code}\n  {message}\n  → {hint}\n"


def _one_line(text: str) -> str:
    # Text from content must not begin a line, where GitHub looks for commands.
    return CONTROL.sub(" ", text)


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
