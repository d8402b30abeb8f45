"""``drammenworks check``."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import (
    all_option,
    at_option,
    default_options,
    format_option,
    project_path,
    project_root,
)
from drammenworks.cli.print_report import print_report, progress_display
from drammenworks.cli.shared_cache import cache_url_option, sharing


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, metavar="[STI]…", type=click.Path(path_type=Path))
@click.option("--external", is_flag=True, help="Sjekk også om lenker til andre nettsteder virker.")
@at_option
@click.option("--strict", is_flag=True, help="La advarsler gi feilkode, slik feil gjør.")
@cache_url_option
@all_option
@format_option
@click.pass_context
def check_command(
    context: click.Context,
    paths: tuple[Path, ...],
    external: bool,
    at: datetime | None,
    strict: bool,
    cache_url: str | None,
    show_all: bool,
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
    options = replace(options, sharing=sharing(cache_url, root))
    selected = [project_path(root, path) for path in paths]

    def covers(file: str) -> bool:
        return not selected or any(_covers(path, file) for path in selected)

    with progress_display(output_format, translate) as progress:
        report = check(options, progress, covers=covers, external=external)
    print_report(report, output_format, translate, show_all=show_all)
    context.exit(1 if report.failed(strict=strict) else 0)


def _covers(path: str, file: str) -> bool:
    return path in (".", file) or file.startswith(f"{path}/")
