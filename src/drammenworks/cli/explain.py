"""``drammenworks explain``."""

from __future__ import annotations

from datetime import datetime

import click

from drammenworks.cli.parameters import PATIENCE, at_option, base_urls, now, project_root, site_ids
from drammenworks.pipeline.options import Options


@click.command("explain")
@click.argument("page", metavar="URL|STI")
@click.option("--base-url", metavar="URL", help="Den samme som da nettstedene ble bygget.")
@at_option
@click.option("--drafts", is_flag=True, help="Forklar byggingen som tok med utkast.")
def explain_command(page: str, base_url: str | None, at: datetime | None, drafts: bool) -> None:
    """Fortell hva en side er laget av, og hvorfor den sist ble laget på nytt."""
    from drammenworks.pipeline.explain import explain

    root = project_root()
    options = Options(
        root=root,
        output=root / "output",
        cache=root / ".cache",
        at=at or now(),
        base_urls=base_urls(base_url, (), site_ids(root)),
        drafts=drafts,
        patience=PATIENCE,
    )
    for explanation in explain(options, page):
        click.secho(f"{explanation.site_id}{explanation.path}", bold=True)
        click.echo(f"  Sist laget fordi: {explanation.reason}")
        for heading, lines in explanation.parts.items():
            click.echo(f"  {heading}:")
            for line in lines:
                click.echo(f"    {line}")
