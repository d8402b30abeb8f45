"""``drammenworks build``."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from drammenworks.base.atomic_write import write_chosen
from drammenworks.cli.exit_codes import EXIT_FAULT, EXIT_STOPPED
from drammenworks.cli.invocation import Invocation, invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import (
    LOCK_TIMEOUT,
    all_option,
    at_option,
    base_urls,
    edit_url_option,
    format_option,
    image_memory_option,
    now,
    output_folder,
    project_root,
    report_path,
    site_ids,
    strict_option,
    web_address,
)
from drammenworks.cli.print_report import print_differences, print_report, progress_display
from drammenworks.cli.shared_cache import cache_url_option, sharing
from drammenworks.engine.gc_tuning import collecting_seldom
from drammenworks.errors import DrammenworksError, Phrase, UsageError
from drammenworks.pipeline.input_scan import InputScan, repeat_report, scan_inputs
from drammenworks.pipeline.options import Options, Progress, Toolbar
from drammenworks.pipeline.report import Report


@click.command("build", cls=Command)
@click.option(
    "--site", "chosen", multiple=True, metavar="ID", help="Bygg bare dette nettstedet; kan gis flere ganger."
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappen nettstedene legges i. [standard: output]",
)
@click.option(
    "--base-url",
    metavar="URL",
    help="Adressen der resultatet skal ligge, hvis det er en annen enn nettstedenes egen. "
    "Bygges flere nettsteder, ligger hvert i sin mappe under den.",
)
@at_option
@click.option(
    "--preview",
    is_flag=True,
    help="Gi hver side linjen for forhåndsvisning: siden på det andre nettstedet, utkast, funn og merknader.",
)
@edit_url_option(
    "Der filer redigeres, med --preview: https://github.com/org/repo/edit/gren/{path}.", is_published=True
)
@click.option(
    "--differences-url",
    metavar="URL",
    help="Siden fra «diff --format html», med --preview; linjen på hver side leder dit.",
)
@click.option("--drafts", is_flag=True, help="Ta med utkast og det som ikke er publisert ennå.")
@strict_option
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FIL",
    help="Skriv en rapport som JSON til denne filen.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    metavar="ANTALL",
    help="Hvor mange prosesser som arbeider samtidig. [standard: én for hver kjerne]",
)
@image_memory_option
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="MAPPE",
    help="Mappen for det som tas vare på mellom byggingene. [standard: .cache]",
)
@cache_url_option
@click.option("--clean", is_flag=True, help="Kast det som er tatt vare på, og lag alt på nytt.")
@click.option(
    "--verify",
    is_flag=True,
    help="Bygg også alt fra ingenting, og kontroller at resultatet er det samme, byte for byte.",
)
@all_option
@format_option
@click.pass_context
def build_command(
    context: click.Context,
    chosen: tuple[str, ...],
    output: Path | None,
    base_url: str | None,
    at: datetime | None,
    preview: bool,
    edit_url: str | None,
    differences_url: str | None,
    drafts: bool,
    strict: bool,
    report_file: Path | None,
    jobs: int | None,
    image_memory: int | None,
    cache: Path | None,
    cache_url: str | None,
    clean: bool,
    verify: bool,
    show_all: bool,
    output_format: str,
) -> None:
    """Bygg nettstedene. Er noe feil, blir ingenting publisert."""
    invocation = invocation_of(context)
    translate = invocation.translate
    if edit_url is not None and not preview:
        raise UsageError(Phrase("--edit-url sier hvor linjen for forhåndsvisning fører. Legg til --preview."))
    if differences_url is not None and not preview:
        raise UsageError(
            Phrase("--differences-url sier hvor linjen for forhåndsvisning fører. Legg til --preview.")
        )
    toolbar = Toolbar(invocation.language, edit_url, web_address(differences_url)) if preview else None
    root = project_root()
    options = Options(
        root=root,
        output=output_folder(output or root / "output", root),
        cache=output_folder(cache or root / ".cache", root),
        at=at or now(),
        site_ids=chosen,
        base_urls=base_urls(base_url, chosen, site_ids(root)),
        drafts=drafts,
        toolbar=toolbar,
        jobs=jobs,
        image_memory=image_memory,
        strict=strict,
        clean=clean,
        sharing=sharing(cache_url, root),
        patience=LOCK_TIMEOUT,
    )
    if report_file is not None:
        report_file = report_path(report_file, root, (options.output, options.cache))
    try:
        inputs = scan_inputs(options)
        report = None if verify else repeat_report(options, inputs)
        differences: list[str] = []
        if report is None:
            report, differences = _build(options, inputs, output_format, invocation, verify=verify)
        if invocation.keep_alive is not None:
            invocation.keep_alive.append(inputs)
    except DrammenworksError:
        raise
    except OSError as error:
        # Errors of the output are DrammenworksErrors; this is a missing source, or a full cache disk.
        place = error.filename2 or error.filename or options.cache
        message = Phrase(
            "Kan ikke lese eller skrive {place}: {reason}", place=place, reason=_reason_of(error)
        )
        click.echo(translate(message), err=True)
        context.exit(EXIT_STOPPED)
    if report_file is not None:
        text = json.dumps(report.as_json(translate), ensure_ascii=False, indent=2) + "\n"
        try:
            write_chosen(report_file, text.encode())
        except OSError as error:
            raise UsageError(
                Phrase("Kan ikke skrive {file}: {reason}", file=report_file, reason=_reason_of(error))
            ) from error
    print_report(report, output_format, translate, show_all=show_all)
    if differences:
        print_differences(differences, translate)
        context.exit(EXIT_FAULT)
    context.exit(1 if report.failed(strict=strict) else 0)


def _reason_of(error: OSError) -> str:
    from drammenworks.engine.publish import reason_of

    return reason_of(error)


def _build(
    options: Options, inputs: InputScan, output_format: str, invocation: Invocation, *, verify: bool
) -> tuple[Report, list[str]]:
    # With the default thresholds, garbage collection makes loading the program a seventh slower.
    with collecting_seldom():
        # Loaded when there is something to build: the import takes longer than an up-to-date check.
        from drammenworks.pipeline.build import build

        with progress_display(output_format, invocation.translate) as progress:
            # To verify is to build once more, which needs the memory.
            keep_alive = None if verify else invocation.keep_alive
            report = build(options, progress, inputs=inputs, keep_alive=keep_alive)
            return report, _verify(options, progress) if verify and report.sites else []


def _verify(options: Options, progress: Progress) -> list[str]:
    from drammenworks.pipeline.maintenance.verify import verify

    return verify(options, progress)
