"""The root command: reports all errors in the language of the invocation."""

from __future__ import annotations

import os
import select
import sys
import traceback
from typing import Any

import click

from drammenworks.base.prog_name import program_call
from drammenworks.cli.exit_codes import EXIT_FAULT, EXIT_STOPPED, EXIT_USAGE
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Group
from drammenworks.errors import DrammenworksError, Phrase, UsageError


class RootGroup(Group):
    """The group of all commands."""

    group_class = Group

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and exit with a code of ``exit_codes``."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except DrammenworksError as error:
            # Wrong usage; or another build is running, or the output cannot be written.
            click.echo(invocation_of(ctx).translate(error.message), err=True)
            ctx.exit(EXIT_USAGE if isinstance(error, UsageError) else EXIT_STOPPED)
        except Exception as error:
            if isinstance(error, BrokenPipeError) and _is_reader_gone():
                ctx.exit(EXIT_STOPPED)
            _report_fault(error, ctx)
            ctx.exit(EXIT_FAULT)


def _is_reader_gone() -> bool:
    """Tell whether nobody reads the output any more, as with ``head``; the rest of it is thrown away then."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(sys.stdout.fileno(), 0)
    if not any(events & select.POLLERR for _, events in poll.poll(0)):
        return False
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _report_fault(error: Exception, context: click.Context) -> None:
    if "--debug" in sys.argv:
        traceback.print_exc()
        return
    message = Phrase(
        "Programmet sviktet: {error}: {reason}\n"
        "Det er ikke din feil. Kjør kommandoen på nytt med --debug rett etter «{call}», "
        "og send utskriften til den som har ansvar for programmet.",
        call=program_call(),
        error=type(error).__name__,
        reason=error,
    )
    click.echo(invocation_of(context).translate(message), err=True)
