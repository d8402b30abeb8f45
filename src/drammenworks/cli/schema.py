"""``drammenworks schema``."""

from __future__ import annotations

import click

from drammenworks.base.prog_name import program_call
from drammenworks.cli.exit_codes import EXIT_STOPPED
from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import project_root
from drammenworks.errors import Phrase
from drammenworks.errors.phrase import plural


@click.command("schema", cls=Command)
@click.option(
    "--check", is_flag=True, help="Skriv ingenting, men si fra hvis noe ikke er slik modellene sier."
)
@click.pass_context
def schema_command(context: click.Context, check: bool) -> None:
    """Lag det redigeringsprogrammer og skjemaer trenger, av modellene.

    Det er JSON-skjemaer i schema/, innstillinger i .vscode/ og frontmatter.json, og Sveltia CMS i admin/.
    """
    # Loaded here, so that other commands start without the models.
    from drammenworks.authoring.generated import generate, obsolete_schemas, outdated_files, write_files

    translate = invocation_of(context).translate
    root = project_root()
    files = generate(root)
    if not check:
        changed = write_files(root, files)
        for path in changed:
            click.echo(path)
        click.echo(translate(plural("Skrev {number} fil.", "Skrev {number} filer.", len(changed))))
        return
    outdated = [*outdated_files(root, files), *obsolete_schemas(root, files)]
    if outdated:
        message = Phrase(
            "Ikke slik modellene sier: {files}. Kjør «{call} schema», og ta med filene i endringen.",
            call=program_call(),
            files=", ".join(outdated),
        )
        click.echo(translate(message), err=True)
        context.exit(EXIT_STOPPED)
    click.echo(
        translate(
            plural(
                "{number} fil er slik modellene sier.", "{number} filer er slik modellene sier.", len(files)
            )
        )
    )
