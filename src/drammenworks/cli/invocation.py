"""What every command is told by the options that stand before its name."""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass

import click

from drammenworks.errors import Translate
from drammenworks.messages import LANGUAGES, LOCALE_FOLDER, SOURCE_LANGUAGE, translator

_CLICK = "click"
"""The domain of click's own words. They are English in the source, and have a catalogue in bokmål."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """How to talk with the person who called."""

    say: Translate
    debug: bool = False
    language: str = SOURCE_LANGUAGE
    leftovers: list[object] | None = None
    """Takes what a command made and needs no more; with any, the process ends without freeing it."""


def make_invocation(language: str, leftovers: list[object] | None = None) -> Invocation:
    """Return a session in ``language``, and let click speak it as well."""
    # click asks gettext's default domain, which goes by the environment and nothing else.
    gettext.bindtextdomain(_CLICK, LOCALE_FOLDER)
    gettext.textdomain(_CLICK)
    os.environ["LANGUAGE"] = language
    return Invocation(translator(language), language=language, leftovers=leftovers)


def invocation_of(context: click.Context) -> Invocation:
    """Return the session of the running command."""
    session = context.find_object(Invocation)
    return Invocation(str) if session is None else session


def _switch(context: click.Context, param: click.Parameter, language: str | None) -> None:
    if language is not None:
        context.obj = make_invocation(language, invocation_of(context).leftovers)


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_switch,
    help="Språket du får meldinger på. [standard: DRAMMENWORKS_LANG, eller systemets språk]",
)
