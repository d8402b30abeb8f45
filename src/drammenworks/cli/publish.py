"""``drammenworks publish``."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click

from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import now, project_root
from drammenworks.cli.print_report import progress_display
from drammenworks.errors import Phrase, UsageError

_COMMIT_VARIABLES = ("GITHUB_SHA", "CI_COMMIT_SHA")
"""Where GitHub and GitLab say which commit is built."""

_TERMINATED = 128 + signal.SIGTERM


@click.command("publish", cls=Command)
@click.argument("target", metavar="MÅL")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappen med nettstedene som er bygd. [standard: output]",
)
@click.option(
    "--site",
    "chosen",
    multiple=True,
    metavar="ID",
    help="Publiser bare dette nettstedet; kan gis flere ganger.",
)
@click.option(
    "--dry-run", is_flag=True, help="Vis hva som ville blitt lagt ut og fjernet, og gjør ingenting."
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Hvordan det som er gjort, skrives ut.",
)
@click.option(
    "--allow-removals",
    is_flag=True,
    help="Fjern også når det gjelder mer enn en tredel av det som ligger ute.",
)
@click.option(
    "--allow-hidden",
    is_flag=True,
    help="Publiser også et nettsted som er skjult for søkemotorer: en forhåndsvisning, eller ett med utkast.",
)
@click.option(
    "--keep-assets",
    type=click.IntRange(0, 24 * 365),
    default=24,
    show_default=True,
    metavar="TIMER",
    help="Hvor lenge bilder, stilark og skrift som ingen side bruker lenger, blir liggende.",
)
@click.option(
    "--keep-versions",
    type=click.IntRange(0, 1000),
    default=20,
    show_default=True,
    metavar="ANTALL",
    help="Hvor mange utgaver det kan gås tilbake til. En gren i git beholder alle.",
)
@click.option(
    "--state",
    metavar="MÅL",
    help="Der tidligere utgaver og listen over det som er publisert, ligger. Det bør ikke være åpent for "
    "alle. [standard: mappen .drammenworks ved siden av målet]",
)
@click.option(
    "--take-over",
    is_flag=True,
    help="Publiser der det ligger filer som ikke er publisert med denne kommandoen. De som ikke er i veien, "
    "blir liggende.",
)
@click.option(
    "--verify",
    is_flag=True,
    help="Kontroller også det som ikke er endret, og rett det som ikke er som det skal.",
)
@click.option(
    "--note",
    default="",
    metavar="TEKST",
    help="En merknad til utgaven. [standard: endringen den er bygd av, i CI]",
)
@click.option(
    "--versions", "list_versions", is_flag=True, help="Vis utgavene som er publisert, og gjør ingenting."
)
@click.option("--back", is_flag=True, help="Gå tilbake til utgaven før den som ligger ute.")
@click.option("--back-to", metavar="UTGAVE", help="Gå tilbake til denne utgaven.")
@click.pass_context
def publish_command(
    context: click.Context,
    target: str,
    output: Path | None,
    chosen: tuple[str, ...],
    dry_run: bool,
    output_format: str,
    allow_removals: bool,
    allow_hidden: bool,
    keep_assets: int,
    keep_versions: int,
    state: str | None,
    take_over: bool,
    verify: bool,
    note: str,
    list_versions: bool,
    back: bool,
    back_to: str | None,
) -> None:
    """Publiser nettstedene som er bygd, til MÅL.

    MÅL er en mappe, en gren (git:origin#published/{site}), eller en adresse som s3://bøtte/{site},
    gs://, az:// eller sftp://bruker@vert/mappe/{site}. {site} står for id-en til nettstedet. Bare det som er
    endret, blir lagt ut. Alt er kontrollert når kommandoen er ferdig, og stanser den før det, gjør den neste
    det ferdig.
    """
    # Loaded here, so that other commands start faster.
    from drammenworks.publish.options import PublishOptions
    from drammenworks.publish.outcome import as_json, as_text, versions_as_json, versions_as_text
    from drammenworks.publish.publish import publish, published_versions

    if (back and back_to is not None) or (list_versions and (back or back_to is not None)):
        raise UsageError(Phrase("Bruk bare én av --versions, --back og --back-to."))
    translate = invocation_of(context).translate
    options = PublishOptions(
        target=target,
        state=state,
        output=project_root() / "output" if output is None else output,
        site_ids=chosen,
        now=now(),
        back_to=back_to if back_to is not None else "" if back else None,
        dry_run=dry_run,
        allow_removals=allow_removals,
        allow_hidden=allow_hidden,
        keep_assets=timedelta(hours=keep_assets),
        keep_versions=keep_versions,
        take_over=take_over,
        verify=verify,
        note=note or next(filter(None, map(os.environ.get, _COMMIT_VARIABLES)), ""),
    )
    if list_versions:
        versions = published_versions(options)
        if output_format == "json":
            click.echo(json.dumps(versions_as_json(versions), ensure_ascii=False, indent=2))
        else:
            click.echo(versions_as_text(versions, translate))
        return

    def wait(message: str) -> None:
        click.echo(translate(message), err=True)

    with _ended_by_exception(), progress_display(output_format, translate) as progress:
        outcomes = publish(options, progress=progress, on_wait=wait)
    if output_format == "json":
        click.echo(json.dumps(as_json(outcomes, dry_run=dry_run), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(outcomes, translate, dry_run=dry_run))


@contextmanager
def _ended_by_exception() -> Iterator[None]:
    """Let a process that is asked to end, as CI does, give back the lease that the next would wait for."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
