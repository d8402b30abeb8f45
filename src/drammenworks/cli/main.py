"""The ``drammenworks`` command."""

from __future__ import annotations

import os
import sys
from dataclasses import replace

import click

from drammenworks import __version__
from drammenworks.cli.build import build_command
from drammenworks.cli.cache import cache_command
from drammenworks.cli.check import check_command
from drammenworks.cli.explain import explain_command
from drammenworks.cli.new import new_command
from drammenworks.cli.program import Program
from drammenworks.cli.schema import schema_command
from drammenworks.cli.serve import serve_command
from drammenworks.cli.session import lang_option, make_session, session_of
from drammenworks.messages import choose_language


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="drammenworks", help="Vis versjonen og avslutt.")
@lang_option
@click.option("--debug", is_flag=True, help="Vis hele feilsporet hvis programmet svikter.")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Bygg Drammen Works og Opplev Hokksund av innholdet i content/."""
    context.obj = replace(session_of(context), debug=debug)


cli.add_command(build_command)
cli.add_command(check_command)
cli.add_command(serve_command)
cli.add_command(new_command)
cli.add_command(schema_command)
cli.add_command(explain_command)
cli.add_command(cache_command)


def main() -> None:
    """Run the command that the process was called with, and exit."""
    # Windows consoles and pipes may have another encoding, which has no « » and no –; names of files
    # may have bytes that no encoding has.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        # click returns the code that a command exits with, instead of exiting.
        sys.exit(cli(standalone_mode=False, obj=make_session(choose_language(os.environ))))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
