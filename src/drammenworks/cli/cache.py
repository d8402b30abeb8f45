"""``drammenworks cache``."""

from __future__ import annotations

from pathlib import Path

import click

from drammenworks.cli.parameters import now, project_root
from drammenworks.pipeline.options import Options


@click.group("cache")
def cache_command() -> None:
    """Det som tas vare på mellom byggingene."""


@cache_command.command("prune")
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Mappen det ligger i. [standard: .cache]",
)
@click.option(
    "--days",
    type=click.IntRange(0),
    default=30,
    show_default=True,
    help="Behold det som bygginger i de siste dagene kan bruke om igjen.",
)
def prune_command(cache: Path | None, days: int) -> None:
    """Fjern sider og bilder som ingen ny bygging har bruk for."""
    from drammenworks.pipeline.prune import prune

    root = project_root()
    options = Options(root=root, output=root / "output", cache=(cache or root / ".cache").resolve(), at=now())
    pruned = prune(options, keep_days=days)
    click.echo(
        f"Frigjort: {_megabytes(pruned.pages)} sider, {_megabytes(pruned.images)} bilder, "
        f"{_megabytes(pruned.templates)} maler."
    )


def _megabytes(number: int) -> str:
    return f"{number / 1_000_000:.1f} MB".replace(".", ",")
