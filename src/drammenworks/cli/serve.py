"""``drammenworks serve``."""

from __future__ import annotations

from datetime import datetime

import click

from drammenworks.cli.parameters import at_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen det lyttes på.")
@at_option
def serve_command(host: str, at: datetime | None) -> None:
    """Forhåndsvis begge nettstedene, og bygg på nytt når noe endres."""
