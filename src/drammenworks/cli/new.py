"""``drammenworks new``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from drammenworks.base.prog_name import program_call
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import is_interactive, now, project_root
from drammenworks.errors import Phrase, Translate, UsageError
from drammenworks.errors.phrase import format_list

_TYPESET_QUOTES = "".join(map(chr, (0x201C, 0x201D, 0x201E, 0xAB, 0xBB)))
"""Quotes of word processors, which are letters to a terminal."""
_SITE = frozenset({"nettsted", "nettstad", "site"})
"""What a site is called in the place of a type of document."""
_POSITIONAL = 2
"""Type and title."""


class _TitleCommand(Command):
    """A command whose last argument is a title, which may begin with a hyphen like an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Explain how to pass a title of several words, and one that is parsed as an option."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, list(args))
            if rest:
                raise UsageError(
                    Phrase(
                        "«{rest}» ble lest for seg selv. Det som har mellomrom i seg, må ha anførselstegn:\n"
                        "  {call} new {line}",
                        rest=" ".join(rest),
                        call=program_call(),
                        line=quoted_arguments(args),
                    )
                )
            return rest
        except click.NoSuchOption as error:
            if error.possibilities:
                raise
            raise UsageError(
                Phrase(
                    "«{said}» ble lest som et valg, for det begynner med bindestrek. "
                    "Er det tittelen, skriver du -- foran typen, slik: "
                    '{call} new -- nyhet "-5 grader i dag"',
                    said=error.option_name,
                    call=program_call(),
                )
            ) from error


def quoted_arguments(arguments: Sequence[str]) -> str:
    """Return arguments with quotes around what was meant as one: a title of several words, and a date.

    Words belong to the option that they follow once there is a title, and to the title before that.
    """
    parts: list[list[str]] = []
    positional = 0
    for word in arguments:
        is_option = word.startswith("--") and len(word) > 2
        if is_option and "=" in word:
            name, _, value = word.partition("=")
            parts += [[name], [value]]
        elif is_option or not parts:
            parts.append([word])
            positional += not is_option
        elif _is_option(parts[-1]):
            parts.append([word])
        elif len(parts) > 1 and _is_option(parts[-2]):
            if positional < _POSITIONAL:
                parts.append([word])
                positional += 1
            else:
                parts[-1].append(word)
        elif positional < _POSITIONAL:
            parts.append([word])
            positional += 1
        else:
            parts[-1].append(word)
    return " ".join(_in_quotes(" ".join(part)) for part in parts)


def _is_option(part: list[str]) -> bool:
    return part[0].startswith("--") and len(part[0]) > 2


def _in_quotes(text: str) -> str:
    text = text.strip(_TYPESET_QUOTES)
    return f'"{text}"' if " " in text else text


def _ask_for_sites(known: Sequence[tuple[str, str]], translate: Translate) -> tuple[str, ...]:
    """Return the ids of the sites that the user chooses.

    :param known: the id and the name of each site.
    :raises UsageError: if there is no answer.
    """
    every_site = tuple(site_id for site_id, _ in known)
    names = [*(name for _, name in known), translate(Phrase("begge") if len(known) == 2 else Phrase("alle"))]
    choices = [*((site_id,) for site_id in every_site), every_site]
    click.echo(translate(Phrase("Hvor skal det publiseres?")))
    answers: dict[str, tuple[str, ...]] = {}
    for number, (name, sites) in enumerate(zip(names, choices, strict=True), start=1):
        click.echo(f"  {number}  {name}")
        answers |= dict.fromkeys((str(number), name.casefold(), *sites[: len(sites) == 1]), sites)
    while True:
        try:
            answer = input(translate(Phrase("Skriv et tall fra 1 til {last}: ", last=len(names))))
        except EOFError:
            raise UsageError(Phrase("Ingenting er laget. Velg nettsted med --site.")) from None
        if (found := answers.get(answer.strip().casefold())) is not None:
            return found


def _published_at(names: Sequence[str]) -> Phrase | None:
    """Return where a document will be published, and how to change that; None for a translation."""
    if not names:
        return None
    if len(names) == 1:
        return Phrase("Det blir publisert på {site}.", site=names[0])
    return Phrase(
        "Det blir publisert på {sites}; ta bort fra «sites» det nettstedet som ikke skal ha det.",
        sites=format_list(names),
    )


def _refuse_options_of_others(context: click.Context, *, is_site: bool) -> None:
    """Refuse options that mean nothing for what is made.

    :raises UsageError: for the first of them.
    """
    for parameter in context.command.params:
        is_of_site = parameter.name in ("like", "base_url", "color")
        is_of_document = parameter.name in ("sites", "lang", "date")
        if (is_of_document if is_site else is_of_site) and context.params[parameter.name or ""]:
            option = parameter.opts[0]
            if is_site:
                raise UsageError(Phrase("{option} gjelder ikke et nettsted. Ta det bort.", option=option))
            raise UsageError(Phrase("{option} gjelder bare et nytt nettsted. Ta det bort.", option=option))


def _new_site(
    context: click.Context, title: str, like: str | None, base_url: str | None, color: str | None
) -> None:
    """Make a new site beside those that the project has."""
    from drammenworks.authoring.scaffold import answers
    from drammenworks.authoring.scaffold.added_site import add_site, sibling_brand, site_to_follow
    from drammenworks.authoring.scaffold.site_content import NewSite

    translate = invocation_of(context).translate
    root = project_root()
    followed = site_to_follow(root, like)
    name = answers.site_name(answers.name_of_id(title))
    site_id = answers.site_id(title)
    primary = answers.colour(color or answers.DEFAULT_COLOUR)
    languages = (
        followed.default_language,
        *(one for one in followed.languages if one != followed.default_language),
    )
    url = base_url or f"https://{site_id}.example"
    site = NewSite(site_id, name, url, languages, f"-{site_id}", followed, with_article=False)
    paths = add_site(root, site, sibling_brand(root, site, followed, primary, None))
    click.echo(translate(Phrase("Laget nettstedet {name}:", name=name)))
    for path in paths:
        click.echo(f"  {path}")
    if note := answers.contrast_note(primary):
        click.echo(translate(note))
    click.echo(
        translate(
            Phrase(
                "Skriv sidene som er merket «example: true», og kjør «{call} schema», så skjemaene kjenner "
                "nettstedet.",
                call=program_call(),
            )
        )
    )


@click.command("new", cls=_TitleCommand)
@click.argument("kind", metavar="TYPE")
@click.argument("title", metavar="TITTEL")
@click.option(
    "--site",
    "sites",
    metavar="ID",
    multiple=True,
    help="Publiser på dette nettstedet; kan gis flere ganger. [standard: spør, eller alle med slikt innhold]",
)
@click.option(
    "--lang",
    metavar="SPRÅK",
    help="Oversett det som heter TITTEL fra før, til dette språket. [standard: bokmål, et nytt dokument]",
)
@click.option(
    "--date",
    metavar="DATO",
    help="Når arrangementet er («neste torsdag 08.00»), eller datoen på noe annet. [standard: i dag for en "
    "nyhet; ellers noe å fylle inn]",
)
@click.option(
    "--like", metavar="ID", help="Av et nettsted: det som det nye skal likne. [standard: det første]"
)
@click.option("--base-url", metavar="URL", help="Av et nettsted: adressen det skal ha på nettet.")
@click.option("--color", metavar="FARGE", help="Av et nettsted: merkets farge, som #1f4e6b.")
@click.pass_context
def new_command(
    context: click.Context,
    kind: str,
    title: str,
    sites: tuple[str, ...],
    lang: str | None,
    date: str | None,
    like: str | None,
    base_url: str | None,
    color: str | None,
) -> None:
    """Lag et nytt dokument med alle felter forklart, som utkast; eller et nytt nettsted.

    TYPE er prosjekt, årsrapport, video, arrangement, nyhet, person, organisasjon, sted, side eller nettsted.
    """
    is_site = kind.casefold() in _SITE
    _refuse_options_of_others(context, is_site=is_site)
    if is_site:
        _new_site(context, title, like, base_url, color)
        return
    # Loaded here, so that other commands start without the models.
    from drammenworks.authoring.create import (
        DocumentRequest,
        plan_document,
        possible_sites,
        write_document,
    )

    translate = invocation_of(context).translate
    root = project_root()
    request = DocumentRequest(kind, title, sites, lang, date)
    document = plan_document(root, request, now=now())
    if not sites and len(known := possible_sites(root, request)) > 1 and is_interactive():
        chosen = _ask_for_sites([(site.id, site.name) for site in known], translate)
        document = plan_document(root, replace(request, sites=chosen), now=now())
    write_document(root, document)
    messages = [
        Phrase("Laget {path}.", path=document.path),
        document.date_note,
        _published_at(document.sites),
    ]
    click.echo(" ".join(translate(part) for part in messages if part))
    click.echo(
        translate(Phrase("Fyll inn der det står FYLL INN, og ta bort linjen «draft: true» når det skal ut."))
    )
