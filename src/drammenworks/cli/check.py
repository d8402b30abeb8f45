"""``drammenworks check``."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from drammenworks.cli.commands import Command
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.parameters import (
    at_option,
    default_options,
    format_option,
    project_root,
)
from drammenworks.cli.printing import print_report, progress_display
from drammenworks.errors import Phrase, UsageError


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, metavar="[STI]…", type=click.Path(path_type=Path))
@click.option("--external", is_flag=True, help="Sjekk også om lenker til andre nettsteder virker.")
@at_option
@click.option("--strict", is_flag=True, help="La advarsler gi feilkode, slik feil gjør.")
@format_option
@click.pass_context
def check_command(
    context: click.Context,
    paths: tuple[Path, ...],
    external: bool,
    at: datetime | None,
    strict: bool,
    output_format: str,
) -> None:
    """Se etter feil i innholdet, uten å publisere noe.

    Også hvordan tekstene er skrevet, blir sett på. Med STI vises bare det som gjelder disse filene og
    mappene.
    """
    # Loaded here, so that other commands start faster.
    from drammenworks.pipeline.maintenance.check import check

    translate = invocation_of(context).translate
    root = project_root()
    options = default_options(root, at=at, drafts=True)
    selected = [_project_path(root, path) for path in paths]

    def covers(file: str) -> bool:
        return not selected or any(_covers(path, file) for path in selected)

    with progress_display(output_format, translate) as progress:
        report = check(options, progress, covers=covers, external=external)
    print_report(report, output_format, translate)
    context.exit(1 if report.failed(strict=strict) else 0)


def _project_path(root: Path, path: Path) -> str:
    """Return a path from the command line relative to the project, as in findings.

    :raises UsageError: if it does not exist or is outside the project.
    """
    absolute = path.resolve()
    if not os.path.exists(absolute):  # noqa: PTH110 - Path.exists raises an error for a path that is too long.
        raise UsageError(Phrase("«{path}» finnes ikke.", path=path))
    if not absolute.is_relative_to(root.resolve()):
        raise UsageError(Phrase("«{path}» ligger utenfor prosjektet.", path=path))
    return absolute.relative_to(root.resolve()).as_posix()


def _covers(path: str, file: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")
