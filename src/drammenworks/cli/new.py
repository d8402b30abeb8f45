"""``drammenworks new``."""

from __future__ import annotations

import click

from drammenworks.cli.commands import Command
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.parameters import now, project_root
from drammenworks.errors import Phrase, UsageError


class _TitleCommand(Command):
    """A command whose last argument is a title, which may begin with a hyphen like an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Explain how to pass a title that is parsed as an option."""
        try:
            return super().parse_args(ctx, list(args))
        except click.NoSuchOption as error:
            if error.possibilities:
                raise
            raise UsageError(
                Phrase(
                    "«{said}» ble lest som et valg, for det begynner med bindestrek. "
                    "Er det tittelen, skriver du -- foran typen: "
                    "drammenworks new … -- nyhet «-5 grader i dag».",
                    said=error.option_name,
                )
            ) from error


@click.command("new", cls=_TitleCommand)
@click.argument("kind", metavar="TYPE")
@click.argument("title", metavar="TITTEL")
@click.option("--site", metavar="ID", help="Publiser bare på dette nettstedet.")
@click.option(
    "--lang",
    metavar="SPRÅK",
    help="Oversett det som heter TITTEL fra før, til dette språket. [standard: bokmål, et nytt dokument]",
)
@click.option(
    "--date",
    metavar="DATO",
    help="Når arrangementet er («neste torsdag 08.00»), eller datoen på noe annet. [standard: i dag; for "
    "arrangementer et eksempel om en uke]",
)
@click.pass_context
def new_command(
    context: click.Context, kind: str, title: str, site: str | None, lang: str | None, date: str | None
) -> None:
    """Lag et nytt dokument med alle felter forklart, som utkast.

    TYPE er prosjekt, årsrapport, video, arrangement, nyhet, person, organisasjon, sted eller side.
    """
    # Loaded here, so that other commands start without the models.
    from drammenworks.authoring.create import DocumentRequest, plan_document, write_document

    translate = invocation_of(context).translate
    root = project_root()
    document = plan_document(root, DocumentRequest(kind, title, site, lang, date), now=now())
    write_document(root, document)
    messages = [Phrase("Laget {path}.", path=document.path), document.date_note]
    click.echo(" ".join(translate(part) for part in messages if part))
    click.echo(
        translate(Phrase("Fyll inn der det står FYLL INN, og ta bort linjen «draft: true» når det skal ut."))
    )
