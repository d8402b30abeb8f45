"""``drammenworks move``."""

from __future__ import annotations

from pathlib import Path

import click

from drammenworks.cli.exit_codes import EXIT_STOPPED
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import default_options, project_path, project_root
from drammenworks.cli.print_report import print_report, progress_display
from drammenworks.errors import Phrase


@click.command("move", cls=Command)
@click.argument("old", metavar="GAMMELT")
@click.argument("new", metavar="NYTT")
@click.option("--dry-run", is_flag=True, help="Vis hva som blir endret, uten å endre noe.")
@click.pass_context
def move_command(context: click.Context, old: str, new: str, dry_run: bool) -> None:
    """Gi et dokument et nytt navn, med alt som viser til det.

    GAMMELT er filen, navnet med slaget foran (article:navn) eller adressen. NYTT er det nye navnet.
    Oversettelser og filer ved siden av følger med, lenker og menyer rettes, og den gamle adressen leder til
    den nye.
    """
    # Loaded here, so that other commands start without the models.
    from drammenworks.authoring.move.move_document import move_document
    from drammenworks.authoring.move.plan_move import shown
    from drammenworks.pipeline.report import Report

    translate = invocation_of(context).translate
    root = project_root()
    options = default_options(root, at=None, drafts=False)
    if Path(old).exists():
        old = project_path(root, Path(old))
    with progress_display("text", translate) as progress:
        move = move_document(options, old, new, progress, is_dry=dry_run)
    if move.errors or move.plan is None:
        print_report(Report(findings=move.errors), "text", translate)
        click.echo(translate(Phrase("Ingenting er flyttet. Rett feilene først.")), err=True)
        context.exit(EXIT_STOPPED)
    for line in shown(move.plan):
        click.echo(translate(line))
    for path in move.locked:
        message = Phrase("{path}: låst på nytt, for bare navn i den er endret", path=path)
        click.echo(translate(message))
    if dry_run:
        click.echo(translate(Phrase("Ingenting er endret. Kjør uten --dry-run for å flytte.")))
