"""``drammenworks serve``."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from drammenworks.cli.parameters import at_option, now, project_root
from drammenworks.cli.printing import print_report, progress_display
from drammenworks.errors import DrammenworksError
from drammenworks.pipeline.report import Report

if TYPE_CHECKING:
    from drammenworks.serve.options import Address


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen det lyttes på.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Porten til det første nettstedet; det neste får den neste. Opptatte porter hoppes over.",
)
@click.option("--no-drafts", is_flag=True, help="Vis bare det som er publisert.")
@at_option
@click.option("--open", "open_browser", is_flag=True, help="Åpne det første nettstedet i nettleseren.")
@click.pass_obj
def serve_command(
    debug: bool, host: str, port: int, no_drafts: bool, at: datetime | None, open_browser: bool
) -> None:
    """Forhåndsvis nettstedene, og bygg på nytt når noe endres. Utkast vises."""
    try:
        # 150 ms of imports that no other command needs.
        from drammenworks.serve.options import Callbacks, Settings
        from drammenworks.serve.session import serve

        root = project_root()
        console = _Console(debug=debug, port=port, open_browser=open_browser)
        click.echo("Bygger …")
        cut_short = serve(
            Settings(
                root=root,
                clock=lambda: at or now(),
                host=host,
                port=port,
                drafts=not no_drafts,
            ),
            Callbacks(
                progress=lambda: progress_display("text"),
                on_build=console.building,
                on_report=console.report,
                on_ready=console.ready,
                on_missing=console.missing,
                on_fault=console.fault,
            ),
        )
    except KeyboardInterrupt:
        return  # Before it had begun.
    if cut_short:
        # Python would wait for the pictures that are being made. A build may be killed at any time.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


class _Console:
    """Tells the person at the terminal what the preview does."""

    def __init__(self, *, debug: bool, port: int, open_browser: bool) -> None:
        self._debug = debug
        self._port = port
        self._open_browser = open_browser

    def building(self) -> None:
        click.echo("\nEndret. Bygger …")

    def report(self, report: Report, has_pages: bool) -> None:
        print_report(report, "text")
        if report.failed(strict=False):
            then = "viser fortsatt forrige utgave" if has_pages else "kommer når alt er i orden"
            click.secho(f"Rett feilene over; sidene {then}.", fg="red")

    def ready(self, addresses: Sequence[Address]) -> None:
        click.echo()
        for wanted, address in enumerate(addresses, start=self._port):
            if self._port and address.port != wanted:
                click.echo(f"Port {wanted} er opptatt, så adressene er andre enn vanlig:")
                break
        for address in addresses:
            click.echo(f"{address.name}: {click.style(address.url, bold=True)}")
        click.echo("Sidene følger med når du lagrer. Avslutt med Ctrl-C.")
        if self._open_browser:
            click.launch(addresses[0].url)

    def missing(self, folders: Sequence[str]) -> None:
        names = " og ".join(f"{folder}/" for folder in folders)
        click.secho(
            f"Finner ikke {names}. Legg tilbake det som mangler; sidene viser fortsatt forrige utgave.",
            fg="red",
        )

    def fault(self, error: Exception) -> None:
        if self._debug:
            click.echo("".join(traceback.format_exception(error)), err=True)
        if isinstance(error, OSError | DrammenworksError):
            reason = str(error).removesuffix(".")
            click.secho(f"Bygget stanset: {reason}. Det prøves igjen ved neste endring.", fg="red", err=True)
            return
        click.secho(
            f"Programmet sviktet: {type(error).__name__}: {error}\n"
            "Det er ikke din feil. Start på nytt med drammenworks --debug serve, og send utskriften til "
            "den som har ansvar for programmet.",
            fg="red",
            err=True,
        )
