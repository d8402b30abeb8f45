"""``drammenworks lock``."""

from __future__ import annotations

from pathlib import Path

import click

from drammenworks.cli.exit_codes import EXIT_STOPPED
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import default_options, project_path, project_root
from drammenworks.errors import Phrase


@click.command("lock", cls=Command)
@click.argument("paths", nargs=-1, metavar="[STI]…", type=click.Path(path_type=Path))
@click.pass_context
def lock_command(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Lås årsrapporter som er vedtatt, så ingen endrer dem uten å si fra.

    STI er filen eller mappen til en rapport. Uten STI gjelder det alle som er låst fra før. En låst rapport
    kan bare rettes når rettelsen står under «errata»; da låses den på nytt med denne kommandoen.
    """
    # Loaded here, so that other commands start without the models.
    from drammenworks.authoring.report_locks import LockResult, lock_reports

    messages = {
        LockResult.LOCKED: Phrase("låst"),
        LockResult.UNCHANGED: Phrase("uendret siden den ble låst"),
        LockResult.REFUSED: Phrase(
            "endret siden den ble låst, uten en ny rettelse under «errata»: skriv den, eller ta endringen "
            "tilbake"
        ),
        LockResult.UNREADABLE: Phrase("kan ikke låses før feilene i den er rettet; kjør «check»"),
    }
    translate = invocation_of(context).translate
    root = project_root()
    is_refused = False
    count = 0
    for report in lock_reports(
        default_options(root, at=None, drafts=True), [project_path(root, path) for path in paths]
    ):
        click.echo(f"{report.path}: {translate(messages[report.result])}")
        is_refused |= report.result in (LockResult.REFUSED, LockResult.UNREADABLE)
        count += 1
    if not count:
        click.echo(translate(Phrase("Det er ingen årsrapporter å låse her.")), err=True)
    if is_refused:
        context.exit(EXIT_STOPPED)
