"""``drammenworks content``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from drammenworks.base.atomic_write import write_chosen
from drammenworks.cli.exit_codes import EXIT_STOPPED
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import at_option, default_options, project_root
from drammenworks.cli.print_report import print_report, progress_display
from drammenworks.errors import Phrase

_FORMATS = ("text", "csv", "json", "markdown", "html")


@click.command("content", cls=Command)
@click.option("--due", "is_due", is_flag=True, help="Bare det som skal ses gjennom nå.")
@click.option("--todo", "is_todo", is_flag=True, help="Bare det noen bør gjøre noe med.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(_FORMATS),
    default="text",
    help="Hvordan listen skrives ut. «csv» åpnes i Excel, «markdown» er til en sak. [standard: text]",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FIL",
    help="Skriv listen til denne filen i stedet for på skjermen.",
)
@at_option
@click.pass_context
def content_command(
    context: click.Context,
    is_due: bool,
    is_todo: bool,
    output_format: str,
    output: Path | None,
    at: datetime | None,
) -> None:
    """Vis alt innholdet: hvem som har ansvar, hva som er gammelt, og hva som mangler.

    Et dokument er på tide å se gjennom når dagen i «review_by» er kommet.
    """
    # Loaded here, so that other commands start faster.
    from drammenworks.pipeline.inventory.build_inventory import build_inventory
    from drammenworks.pipeline.inventory.rows import due
    from drammenworks.pipeline.inventory.tables import as_csv, as_html, as_json, as_markdown, as_text

    translate = invocation_of(context).translate
    options = default_options(project_root(), at=at, drafts=True)
    with progress_display("text", translate) as progress:
        report, rows = build_inventory(options, progress)
    if rows is None:
        print_report(report, "text", translate)
        context.exit(EXIT_STOPPED)
    if is_due:
        rows = list(due(rows))
    if is_todo:
        rows = [row for row in rows if row.lacks]
    lang = translate(Phrase("nb"))
    data = {
        "text": lambda: as_text(rows, translate).encode(),
        "csv": lambda: as_csv(rows, translate),
        "json": lambda: as_json(rows).encode(),
        "markdown": lambda: as_markdown(rows, translate).encode(),
        "html": lambda: as_html(rows, translate, lang=lang).encode(),
    }[output_format]()
    if output is None:
        click.echo(data.decode(), nl=False)
    else:
        from drammenworks.authoring.write_errors import write_error

        try:
            write_chosen(output, data)
        except OSError as error:
            raise write_error(str(output), error) from error
