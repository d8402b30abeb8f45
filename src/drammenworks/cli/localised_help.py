"""Commands and groups with help texts in the language of the invocation."""

from __future__ import annotations

import copy
import inspect
from typing import TypeVar

import click

from drammenworks.cli.invocation import invocation_of
from drammenworks.errors import Phrase, Translate

_C = TypeVar("_C", bound=click.Command)


class Command(click.Command):
    """A command."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text in the language of the invocation."""
        return click.Command.get_help(_translated(self, invocation_of(ctx).translate), ctx)

    def get_usage(self, ctx: click.Context) -> str:
        """Return the line of usage, which errors show, in the language of the invocation."""
        return click.Command.get_usage(_translated(self, invocation_of(ctx).translate), ctx)


class Group(click.Group):
    """A group of commands."""

    command_class = Command

    def get_help(self, ctx: click.Context) -> str:
        """Return the help text in the language of the invocation."""
        return click.Group.get_help(_translated(self, invocation_of(ctx).translate), ctx)


def _translated(command: _C, translate: Translate) -> _C:
    """Return a copy of a command with translated texts, including those of its options."""
    translated = copy.copy(command)
    if command.help is not None:
        translated.help = translate(_phrase(inspect.cleandoc(command.help)))
    translated.options_metavar = translate(Phrase("[VALG]"))
    translated.params = [_translated_parameter(parameter, translate) for parameter in command.params]
    # click caches the help option in the original language.
    translated._help_option = None
    if isinstance(translated, click.Group):
        translated.subcommand_metavar = translate(Phrase("KOMMANDO [ARGUMENTER]…"))
        translated.commands = {
            name: _translated(inner, translate) for name, inner in translated.commands.items()
        }
    return translated


def _translated_parameter(parameter: click.Parameter, translate: Translate) -> click.Parameter:
    translated = copy.copy(parameter)
    if translated.metavar is not None:
        translated.metavar = translate(_phrase(translated.metavar))
    if isinstance(translated, click.Option) and translated.help is not None:
        translated.help = translate(_phrase(translated.help))
    return translated


def _phrase(text: str) -> Phrase:
    """Return the phrase of a text without placeholders; its braces are escaped."""
    return Phrase(text.replace("{", "{{").replace("}", "}}"))
