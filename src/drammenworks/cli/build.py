"""``drammenworks build``."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from drammenworks.base.files import write_atomic
from drammenworks.cli.parameters import (
    at_option,
    base_urls,
    format_option,
    now,
    project_root,
    strict_option,
)
from drammenworks.cli.printing import print_report, progress_display
from drammenworks.errors import UsageError
from drammenworks.pipeline import Options, build


@click.command("build")
@click.option("--site", "site_ids", multiple=True, metavar="ID", help="Bygg bare dette nettstedet.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappen nettstedene legges i. [standard: output]",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Adressen der resultatet skal ligge, hvis det er en annen enn nettstedenes egen. "
    "Bygges flere nettsteder, ligger hvert i sin mappe under den.",
)
@at_option
@click.option("--drafts", is_flag=True, help="Ta med utkast og det som ikke er publisert ennå.")
@strict_option
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Skriv en rapport som JSON til denne filen.",
)
@format_option
@click.pass_context
def build_command(
    context: click.Context,
    site_ids: tuple[str, ...],
    output: Path | None,
    base_url: str | None,
    at: datetime | None,
    drafts: bool,
    strict: bool,
    report_file: Path | None,
    output_format: str,
) -> None:
    """Bygg nettstedene. Er noe feil, blir ingenting publisert."""
    root = project_root()
    known = sorted(file.stem for file in (root / "content" / "sites").glob("*.yaml"))
    options = Options(
        root=root,
        output=(output or root / "output").resolve(),
        cache=root / ".cache",
        at=at or now(),
        site_ids=site_ids,
        base_urls=base_urls(base_url, site_ids, known),
        drafts=drafts,
        strict=strict,
    )
    try:
        with progress_display(output_format) as progress:
            report = build(options, progress)
        if report_file is not None:
            text = json.dumps(report.as_json(), ensure_ascii=False, indent=2) + "\n"
            write_atomic(report_file, text.encode())
    except OSError as error:
        place = error.filename or options.output
        raise UsageError(f"Kan ikke lese eller skrive {place}: {error.strerror or error}.") from error
    print_report(report, output_format)
    context.exit(1 if report.failed(strict=strict) else 0)
