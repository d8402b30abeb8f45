"""Commands and groups whose help is in the language of the session."""

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
        """Return the help in the session's language."""
        return click.Command.get_help(_translated(self, invocation_of(ctx).say), ctx)


class Group(click.Group):
    """A group of commands."""

    command_class = Command

    def get_help(self, ctx: click.Context) -> str:
        """Return the help in the session's language."""
        return click.Group.get_help(_translated(self, invocation_of(ctx).say), ctx)


def _translated(command: _C, say: Translate) -> _C:
    """Return a copy of a command with its words, and those of its options, in another language."""
    said = copy.copy(command)
    if command.help is not None:
        said.help = say(_phrase(inspect.cleandoc(command.help)))
    said.options_metavar = say(Phrase("[VALG]"))
    said.params = [_translated_parameter(parameter, say) for parameter in command.params]
    # It was made before anyone knew of the language.
    said._help_option = None
    if isinstance(said, click.Group):
        said.subcommand_metavar = say(Phrase("KOMMANDO [ARGUMENTER]…"))
        said.commands = {name: _translated(inner, say) for name, inner in said.commands.items()}
    return said


def _translated_parameter(parameter: click.Parameter, say: Translate) -> click.Parameter:
    said = copy.copy(parameter)
    if said.metavar is not None:
        said.metavar = say(_phrase(said.metavar))
    if isinstance(said, click.Option) and said.help is not None:
        said.help = say(_phrase(said.help))
    return said


def _phrase(text: str) -> Phrase:
    """Return the phrase of a text that has no placeholders, whatever braces it may have."""
    return Phrase(text.replace("{", "{{").replace("}", "}}"))
