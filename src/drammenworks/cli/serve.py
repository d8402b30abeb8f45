"""``drammenworks serve``."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from drammenworks.base.prog_name import program_call
from drammenworks.cli.invocation import Invocation
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import (
    all_option,
    at_option,
    edit_url_option,
    image_memory_option,
    now,
    project_root,
)
from drammenworks.cli.print_report import print_finding, print_report, progress_display
from drammenworks.cli.restart import ports_to_continue, restart
from drammenworks.cli.shared_cache import cache_url_option, sharing
from drammenworks.errors import DrammenworksError, Finding, Phrase
from drammenworks.errors.phrase import format_list
from drammenworks.pipeline.report import Report

if TYPE_CHECKING:
    from drammenworks.serve.options import SiteAddress


@click.command("serve", cls=Command)
@click.option(
    "--host", metavar="ADRESSE", default="127.0.0.1", show_default=True, help="Adressen det lyttes på."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    default=8000,
    show_default=True,
    help="Porten til det første nettstedet; det neste får den neste. Opptatte porter hoppes over.",
)
@click.option("--no-drafts", is_flag=True, help="Vis bare det som er publisert.")
@at_option
@image_memory_option
@edit_url_option(
    "Der filer redigeres: https://github.com/org/repo/edit/gren/{path}. [standard: VS Code]",
    is_published=False,
)
@cache_url_option
@all_option
@click.option("--open", "open_browser", is_flag=True, help="Åpne det første nettstedet i nettleseren.")
@click.pass_obj
def serve_command(
    invocation: Invocation,
    host: str,
    port: int,
    no_drafts: bool,
    at: datetime | None,
    image_memory: int | None,
    edit_url: str | None,
    cache_url: str | None,
    show_all: bool,
    open_browser: bool,
) -> None:
    """Forhåndsvis nettstedene, og bygg på nytt når noe endres. Utkast vises."""
    try:
        # 150 ms of imports that no other command needs.
        from drammenworks.serve.options import Callbacks, ServeSettings
        from drammenworks.serve.preview_server import serve

        root = project_root()
        ports = ports_to_continue()
        console = _Console(invocation, port=port, open_browser=open_browser and not ports, show_all=show_all)
        translate = invocation.translate
        click.echo(translate(Phrase("Bygger …")))
        ending = serve(
            ServeSettings(
                root=root,
                now=now,
                at=at,
                host=host,
                port=port,
                ports=ports,
                drafts=not no_drafts,
                image_memory=image_memory,
                edit_url=edit_url,
                sharing=sharing(cache_url, root, fills=False),
                say=translate,
            ),
            Callbacks(
                progress=lambda: progress_display("text", translate),
                on_build=console.building,
                on_report=console.report,
                on_finding=console.finding,
                on_ready=console.ready,
                on_new_site=console.new_site,
                on_missing=console.missing,
                on_polling=console.polling,
                on_fault=console.fault,
            ),
        )
    except KeyboardInterrupt:
        return  # Interrupted before the start.
    if ending.ports is not None:
        click.echo(translate(Phrase("\nProgrammet er endret. Starter på nytt …")))
        restart(root, ending.ports)
    if ending.is_busy:
        # Otherwise Python waits for the pictures in progress. A build may be killed at any time.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


class _Console:
    """Prints the events of the preview."""

    def __init__(self, invocation: Invocation, *, port: int, open_browser: bool, show_all: bool) -> None:
        self._debug = invocation.debug
        self._translate = invocation.translate
        self._port = port
        self._open_browser = open_browser
        self._show_all = show_all

    def building(self) -> None:
        click.echo(self._translate(Phrase("\nEndret. Bygger …")))

    def report(self, report: Report, has_pages: bool) -> None:
        print_report(report, "text", self._translate, show_all=self._show_all)
        if report.failed(strict=False):
            message = (
                Phrase("Rett feilene over; sidene viser fortsatt forrige utgave.")
                if has_pages
                else Phrase("Rett feilene over; sidene kommer når alt er i orden.")
            )
            click.secho(self._translate(message), fg="red")

    def finding(self, finding: Finding) -> None:
        print_finding(finding, self._translate)

    def ready(self, addresses: Sequence[SiteAddress]) -> None:
        click.echo()
        for expected, address in enumerate(addresses, start=self._port):
            if self._port and address.port != expected:
                message = Phrase("Port {port} er opptatt, så adressene er andre enn vanlig:", port=expected)
                click.echo(self._translate(message))
                break
        for address in addresses:
            click.echo(f"{address.name}: {click.style(address.url, bold=True)}")
        click.echo(self._translate(Phrase("Sidene oppdateres når du lagrer. Avslutt med Ctrl-C.")))
        if self._open_browser:
            click.launch(addresses[0].url)

    def new_site(self, address: SiteAddress) -> None:
        message = Phrase("Nytt nettsted: {name}: {url}", name=address.name, url=address.url)
        click.echo(self._translate(message))

    def missing(self, folders: Sequence[str]) -> None:
        message = Phrase(
            "Finner ikke {folders}. Legg tilbake det som mangler; sidene viser fortsatt forrige utgave.",
            folders=format_list([f"{folder}/" for folder in folders]),
        )
        click.secho(self._translate(message), fg="red")

    def polling(self, reason: str) -> None:
        message = Phrase(
            "Systemet vil ikke si fra om endringer ({reason}), så det ses etter hvert sekund. "
            "På Linux hjelper det å øke fs.inotify.max_user_watches.",
            reason=reason,
        )
        click.secho(self._translate(message), fg="yellow", err=True)

    def fault(self, error: Exception) -> None:
        if self._debug:
            click.echo("".join(traceback.format_exception(error)), err=True)
        if isinstance(error, OSError | DrammenworksError):
            reason = error.message if isinstance(error, DrammenworksError) else str(error)
            message = Phrase(
                "Bygget stanset: {reason} Det prøves igjen ved neste endring.",
                reason=reason if reason.endswith(".") else f"{reason}.",
            )
        else:
            message = Phrase(
                "Programmet sviktet: {error}: {reason}\n"
                "Det er ikke din feil. Start på nytt med «{call} --debug serve», og send utskriften til "
                "den som har ansvar for programmet.",
                call=program_call(),
                error=type(error).__name__,
                reason=error,
            )
        click.secho(self._translate(message), fg="red", err=True)
