"""``drammenworks explain``."""

from __future__ import annotations

from datetime import datetime

import click

from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import at_option, base_urls, default_options, project_root, site_ids
from drammenworks.errors import Phrase


@click.command("explain", cls=Command)
@click.argument("page", metavar="URL|STI")
@click.option("--base-url", metavar="URL", help="Den samme som da nettstedene ble bygget.")
@at_option
@click.option("--drafts", is_flag=True, help="Forklar byggingen som tok med utkast.")
@click.pass_context
def explain_command(
    context: click.Context, page: str, base_url: str | None, at: datetime | None, drafts: bool
) -> None:
    """Fortell hva en side er laget av, og hvorfor."""
    from drammenworks.pipeline.maintenance.explain import explain

    translate = invocation_of(context).translate
    root = project_root()
    site_base_urls = base_urls(base_url, (), site_ids(root))
    options = default_options(root, at=at, drafts=drafts, base_urls=site_base_urls)
    for explanation in explain(options, page):
        click.secho(f"{explanation.site_id}{explanation.path}", bold=True)
        click.echo(translate(Phrase("  Sist laget fordi: {reason}", reason=explanation.reason)))
        for heading, lines in explanation.parts.items():
            click.echo(f"  {translate(heading)}:")
            for line in lines:
                click.echo(f"    {translate(line)}")
