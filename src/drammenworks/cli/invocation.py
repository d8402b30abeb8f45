"""The invocation of the program: the options before the command's name."""

from __future__ import annotations

import gettext
import os
from dataclasses import dataclass

import click

from drammenworks.errors import Translate
from drammenworks.messages import LANGUAGES, LOCALE_FOLDER, SOURCE_LANGUAGE, translator

_CLICK = "click"
"""The gettext domain of click's messages, which are in English and have a catalogue in bokmål."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """The options of an invocation, for every command."""

    translate: Translate
    debug: bool = False
    language: str = SOURCE_LANGUAGE
    keep_alive: list[object] | None = None
    """Receives the objects that stay alive until exit; with any, the process ends without freeing them."""


def make_invocation(language: str, keep_alive: list[object] | None = None) -> Invocation:
    """Return an invocation in ``language``, and set the language of click."""
    # click uses gettext's default domain, whose language the environment alone selects.
    gettext.bindtextdomain(_CLICK, LOCALE_FOLDER)
    gettext.textdomain(_CLICK)
    os.environ["LANGUAGE"] = language
    return Invocation(translator(language), language=language, keep_alive=keep_alive)


def invocation_of(context: click.Context) -> Invocation:
    """Return the invocation of the running command."""
    invocation = context.find_object(Invocation)
    return Invocation(str) if invocation is None else invocation


def _set_language(context: click.Context, param: click.Parameter, language: str | None) -> None:
    if language is not None:
        context.obj = make_invocation(language, invocation_of(context).keep_alive)


lang_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_set_language,
    help="Språket du får meldinger på. [standard: DRAMMENWORKS_LANG, eller systemets språk]",
)
