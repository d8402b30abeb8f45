"""``drammenworks strip``."""

from __future__ import annotations

from pathlib import Path

import click

from drammenworks.base.paths import CONTENT
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import project_path, project_root
from drammenworks.errors.phrase import plural


@click.command("strip", cls=Command)
@click.argument("paths", nargs=-1, metavar="[STI]…", type=click.Path(path_type=Path))
@click.pass_context
def strip_command(context: click.Context, paths: tuple[Path, ...]) -> None:
    """Ta bort fra bildene hvor de er tatt, så det ikke havner i Git.

    Resten av bildet er som før. Med STI gjelder det bare disse filene og mappene. Navnet på hvert bilde som
    ble endret, skrives ut.
    """
    # Loaded here, so that other commands start without Pillow.
    from drammenworks.authoring.strip_gps import remove_positions

    root = project_root()
    selected = [project_path(root, path) for path in paths] or [CONTENT]
    count = 0
    for path in remove_positions(root, selected):
        click.echo(path)
        count += 1
    if paths and not count:
        return
    message = plural("Tok bort stedet fra {number} bilde.", "Tok bort stedet fra {number} bilder.", count)
    click.echo(invocation_of(context).translate(message), err=True)
