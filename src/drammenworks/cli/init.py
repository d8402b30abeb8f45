"""``drammenworks init``."""

from __future__ import annotations

from pathlib import Path

import click

from drammenworks.base.prog_name import program_call
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import is_interactive, now
from drammenworks.errors import Phrase, Translate, UsageError
from drammenworks.errors.phrase import plural


class _Answers:
    """Options, or what somebody in a terminal answers instead, or else a default."""

    def __init__(self, translate: Translate, *, may_ask: bool) -> None:
        self._translate = translate
        self._may_ask = may_ask

    def get(self, given: str | None, question: Phrase, default: str) -> str:
        """Return what was given, or the answer to a question.

        :raises UsageError: if the answer was cut off.
        """
        if given is not None or not self._may_ask:
            return given if given is not None else default
        try:
            answer = input(f"{self._translate(question)} [{default}]: ").strip()
        except EOFError:
            raise UsageError(Phrase("Ingenting er laget. Svar på alle spørsmål, eller bruk --yes.")) from None
        return answer or default


@click.command("init", cls=Command)
@click.argument("folder", metavar="MAPPE", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAVN", help="Hva nettstedet heter. [standard: spør, eller navnet på mappen]")
@click.option(
    "--base-url",
    metavar="URL",
    help="Adressen det skal ha på nettet. [standard: spør, eller en adresse på .example]",
)
@click.option(
    "--lang",
    metavar="SPRÅK",
    help="Språkene, med komma mellom; det første er hovedspråket. [standard: spør, eller nb]",
)
@click.option("--color", metavar="FARGE", help="Merkets farge, som #1f4e6b. [standard: spør, eller den]")
@click.option(
    "--accent", metavar="FARGE", help="En farge til, for det som skal skille seg ut. [standard: ingen]"
)
@click.option("--yes", is_flag=True, help="Spør ikke om noe.")
@click.pass_context
def init_command(
    context: click.Context,
    folder: Path,
    name: str | None,
    base_url: str | None,
    lang: str | None,
    color: str | None,
    accent: str | None,
    yes: bool,
) -> None:
    """Lag et nytt prosjekt med ett nettsted, som kan bygges med en gang.

    MAPPE er en ny eller tom mappe.
    """
    # Loaded here, so that other commands start without the models.
    from drammenworks.authoring.scaffold import answers
    from drammenworks.authoring.scaffold.brand_theme import Brand
    from drammenworks.authoring.scaffold.project import check_empty, make_project
    from drammenworks.authoring.scaffold.site_content import NewSite

    translate = invocation_of(context).translate
    check_empty(folder)
    ask = _Answers(translate, may_ask=not yes and is_interactive())
    chosen_name = answers.site_name(
        ask.get(name, Phrase("Hva heter nettstedet?"), answers.name_of_id(folder.absolute().name))
    )
    site_id = answers.site_id(chosen_name)
    url = ask.get(base_url, Phrase("Hvilken adresse skal det ha?"), f"https://{site_id}.example")
    languages = answers.languages(ask.get(lang, Phrase("Hvilke språk, med komma mellom?"), "nb"))
    primary = answers.colour(ask.get(color, Phrase("Hvilken farge har merket?"), answers.DEFAULT_COLOUR))
    second = answers.colour(accent) if accent is not None else None
    site = NewSite(site_id, chosen_name, url, languages, published=now().date())
    made = make_project(folder, site, Brand(site_id, chosen_name, primary, second))
    click.echo(
        translate(
            plural(
                "Laget {folder} med {number} fil.",
                "Laget {folder} med {number} filer.",
                len(made),
                folder=folder,
            )
        )
    )
    if note := answers.contrast_note(primary):
        click.echo(translate(note))
    if url.endswith(".example"):
        click.echo(
            translate(
                Phrase(
                    "Adressen {url} er bare til å prøve med. Bytt «base_url» i {path} før nettstedet blir "
                    "offentlig.",
                    url=url,
                    path=f"content/sites/{site_id}.yaml",
                )
            )
        )
    click.echo(translate(Phrase("Gå til mappen, og kjør «{call} serve».", call=program_call())))
