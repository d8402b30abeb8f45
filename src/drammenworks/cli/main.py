"""The ``drammenworks`` command."""

from __future__ import annotations

import sys
import traceback

import click

from drammenworks import __version__
from drammenworks.cli.build import build_command
from drammenworks.cli.cache import cache_command
from drammenworks.cli.check import check_command
from drammenworks.cli.exit_codes import EXIT_FAULT, EXIT_STOPPED, EXIT_USAGE
from drammenworks.cli.explain import explain_command
from drammenworks.cli.serve import serve_command
from drammenworks.errors import DrammenworksError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="drammenworks")
@click.option("--debug", is_flag=True, help="Vis hele feilsporet hvis programmet svikter.")
@click.pass_context
def cli(context: click.Context, debug: bool) -> None:
    """Bygg Drammen Works og Opplev Hokksund av innholdet i content/."""
    context.obj = debug


cli.add_command(build_command)
cli.add_command(check_command)
cli.add_command(serve_command)
cli.add_command(explain_command)
cli.add_command(cache_command)


def main() -> None:
    """Run the command that the process was called with, and exit."""
    # Windows consoles and pipes may have another encoding, which has no « » and no –.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        # click returns the code that a command exits with, instead of exiting.
        sys.exit(cli(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except UsageError as error:
        click.echo(str(error), err=True)
        sys.exit(EXIT_USAGE)
    except DrammenworksError as error:
        # Another build is at work, or the output cannot be written.
        click.echo(str(error), err=True)
        sys.exit(EXIT_STOPPED)
    except Exception as error:
        if "--debug" in sys.argv:
            traceback.print_exc()
        else:
            click.echo(
                f"Programmet sviktet: {type(error).__name__}: {error}\n"
                "Det er ikke din feil. Kjør kommandoen på nytt med --debug rett etter «drammenworks», "
                "og send utskriften til den som har ansvar for programmet.",
                err=True,
            )
        sys.exit(EXIT_FAULT)
