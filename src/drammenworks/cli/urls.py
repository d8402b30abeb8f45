"""``drammenworks urls``."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from drammenworks.cli.exit_codes import EXIT_STOPPED
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import at_option, default_options, project_root
from drammenworks.cli.print_report import print_report, progress_display
from drammenworks.errors import Phrase, Translate
from drammenworks.errors.phrase import plural

if TYPE_CHECKING:
    from drammenworks.pipeline.maintenance.url_ledgers import LedgerState


@click.command("urls", cls=Command)
@click.option("--write", is_flag=True, help="Skriv de nye adressene i content/urls/.")
@at_option
@click.pass_context
def urls_command(context: click.Context, write: bool, at: datetime | None) -> None:
    """Pass på adressene: vis hvilke som er nye, og hvilke som er blitt borte.

    Hvert nettsted har en fil i content/urls/ med alle adressene det har hatt. Blir en av dem borte uten å
    lede videre, stanser byggingen. Filene skrives når nettstedene publiseres.
    """
    # Loaded here, so that other commands start faster.
    from drammenworks.pipeline.maintenance.url_ledgers import update_ledgers
    from drammenworks.pipeline.report import Report

    translate = invocation_of(context).translate
    options = default_options(project_root(), at=at, drafts=False)
    with progress_display("text", translate) as progress:
        report = update_ledgers(options, progress, write=write)
    for state in report.sites:
        _show(state, translate, is_written=write and not report.errors)
    if report.errors:
        print_report(Report(findings=report.errors), "text", translate)
        context.exit(EXIT_STOPPED)


def _show(state: LedgerState, translate: Translate, *, is_written: bool) -> None:
    """Print the new and the lost addresses of a site."""
    if is_written:
        summary = plural(
            "{number} ny adresse er skrevet, av {all} i alt",
            "{number} nye adresser er skrevet, av {all} i alt",
            len(state.new),
            all=len(state.known) + len(state.new),
        )
    else:
        summary = plural(
            "{number} ny adresse, og {all} fra før",
            "{number} nye adresser, og {all} fra før",
            len(state.new),
            all=len(state.known),
        )
    click.echo(f"{state.site_id}: {translate(summary)}")
    for address in state.new:
        click.echo(f"  + {address}")
    for lost in state.lost:
        click.echo(f"  - {lost.address}  {translate(_why(lost.withheld))}".rstrip())


def _why(withheld: str | None) -> Phrase:
    match withheld:
        case None:
            return Phrase("(borte)")
        case "draft":
            return Phrase("(utkast)")
        case "expired":
            return Phrase("(avpublisert)")
        case _:
            return Phrase("(publiseres senere)")
