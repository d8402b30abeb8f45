"""``drammenworks cache``."""

from __future__ import annotations

from pathlib import Path

import click

from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Group
from drammenworks.cli.parameters import now, project_root
from drammenworks.errors import Phrase
from drammenworks.errors.phrase import format_decimal
from drammenworks.pipeline.options import Options


@click.group("cache", cls=Group)
def cache_command() -> None:
    """Det som tas vare på mellom byggingene."""


@cache_command.command("prune")
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappen det ligger i. [standard: .cache]",
)
@click.option(
    "--days",
    type=click.IntRange(0),
    metavar="ANTALL",
    default=30,
    show_default=True,
    help="Behold det som bygginger fra de siste dagene kan bruke om igjen.",
)
@click.pass_context
def prune_command(context: click.Context, cache: Path | None, days: int) -> None:
    """Fjern sider, bilder og skrifter som ingen ny bygging har bruk for."""
    from drammenworks.pipeline.maintenance.prune import prune

    root = project_root()
    options = Options(root=root, output=root / "output", cache=(cache or root / ".cache").resolve(), at=now())
    pruned = prune(options, keep_days=days)
    message = Phrase(
        "Frigjort: {pages} MB sider, {images} MB bilder, {templates} MB maler, "
        "{themes} MB skrifter og ikoner.",
        pages=format_decimal(pruned.pages / 1_000_000, 1),
        images=format_decimal(pruned.images / 1_000_000, 1),
        templates=format_decimal(pruned.templates / 1_000_000, 1),
        themes=format_decimal(pruned.themes / 1_000_000, 1),
    )
    click.echo(invocation_of(context).translate(message))
