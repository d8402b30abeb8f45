"""The ``drammenworks`` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import TextIOWrapper
from typing import NoReturn

import click

from drammenworks import __version__
from drammenworks.cli.build import build_command
from drammenworks.cli.cache import cache_command
from drammenworks.cli.check import check_command
from drammenworks.cli.explain import explain_command
from drammenworks.cli.invocation import invocation_of, lang_option, make_invocation
from drammenworks.cli.new import new_command
from drammenworks.cli.program import RootGroup
from drammenworks.cli.schema import schema_command
from drammenworks.cli.serve import serve_command
from drammenworks.messages import choose_language


@click.group(cls=RootGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="drammenworks", help="Vis versjonen og avslutt.")
@lang_option
@click.option("--debug", is_flag=True, help="Vis hele feilsporet hvis programmet svikter.")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Bygg Drammen Works og Opplev Hokksund av innholdet i content/."""
    context.obj = replace(invocation_of(context), debug=debug)


cli.add_command(build_command)
cli.add_command(check_command)
cli.add_command(serve_command)
cli.add_command(new_command)
cli.add_command(schema_command)
cli.add_command(explain_command)
cli.add_command(cache_command)


def main() -> None:
    """Run the command that the process was called with, and end the process."""
    leftovers: list[object] = []
    try:
        run(leftovers)
    except SystemExit as exit_:
        if leftovers and isinstance(exit_.code, int):
            _end(exit_.code)
        raise


def run(leftovers: list[object] | None = None) -> NoReturn:
    """Run the command that the process was called with.

    :param leftovers: takes what the command made and needs no more, from a caller who ends the process.
    :raises SystemExit: always, with the code of the command.
    """
    # Windows consoles and pipes may have another encoding, which has no « » and no –; names of files
    # may have bytes that no encoding has.
    for stream in _streams():
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    session = make_invocation(choose_language(os.environ), leftovers)
    try:
        # click returns the code that a command exits with, instead of exiting.
        sys.exit(cli(standalone_mode=False, obj=session))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _end(code: int) -> NoReturn:
    """End the process now: all is written and closed, and the system takes back its memory as a whole.

    Freeing the library and the traces of 10,000 documents one by one, and every module after that, took 0.5 s
    of a cold build's 9.
    """
    for stream in _streams():
        stream.flush()
    os._exit(code)


def _streams() -> Iterator[TextIOWrapper]:
    """Yield what is printed to; whoever started the process may have closed it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            yield stream
