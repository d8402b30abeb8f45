"""``drammenworks diff``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drammenworks.base.atomic_write import write_chosen
from drammenworks.cli.exit_codes import EXIT_STOPPED, EXIT_UNCOMPARED
from drammenworks.cli.invocation import Invocation, invocation_of
from drammenworks.cli.localised_help import Command
from drammenworks.cli.parameters import at_option, default_options, project_root
from drammenworks.cli.print_report import print_remarks, print_report, progress_display
from drammenworks.cli.shared_cache import cache_url_option, sharing
from drammenworks.engine.output_errors import reason_of
from drammenworks.errors import Phrase, Severity, UsageError

if TYPE_CHECKING:
    from drammenworks.diff.changed_template import ChangedTemplate
    from drammenworks.diff.page_links import PageLinks
    from drammenworks.diff.published_site import PublishedSite
    from drammenworks.diff.site_difference import SiteDifference
    from drammenworks.pipeline.options import Options


@click.command("diff", cls=Command)
@click.argument("base", metavar="FØR")
@click.argument("head", metavar="[ETTER]", required=False)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
    help="Hvordan forskjellene skrives ut. «markdown» er til en kommentar på et forslag.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FIL",
    help="Skriv forskjellene til denne filen i stedet for på skjermen.",
)
@click.option(
    "--preview-url",
    default="",
    metavar="URL",
    help="Der den nye utgaven kan ses; forskjellene lenker dit. Hvert nettsted ligger i sin mappe under den.",
)
@click.option(
    "--screenshots",
    is_flag=True,
    help="Ta bilder av sidene før og etter, om Chromium finnes på maskinen. Bare med «--format html».",
)
@at_option
@cache_url_option
@click.option("--drafts", is_flag=True, help="Ta med utkast og det som ikke er publisert ennå.")
@click.pass_context
def diff_command(
    context: click.Context,
    base: str,
    head: str | None,
    output_format: str,
    output: Path | None,
    preview_url: str,
    screenshots: bool,
    at: datetime | None,
    cache_url: str | None,
    drafts: bool,
) -> None:
    """Vis hva som endrer seg for leserne, fra FØR til ETTER.

    Begge er en mappe med bygde nettsteder, eller en utgave i git, som «main». Uten ETTER vises det som står
    i filene nå. Koden er 1 når en adresse blir borte uten å føre videre, og 3 når en av dem ikke kan bygges.
    """
    # Loaded here, so that other commands start faster.
    from drammenworks.diff.page_links import PageLinks
    from drammenworks.diff.site_difference import compare_sites, lost_addresses

    invocation = invocation_of(context)
    if screenshots and output_format != "html":
        raise UsageError(Phrase("Bilder av sidene ligger i HTML-siden. Legg til --format html."))
    sites_of = partial(_sites_of, context, at=at, drafts=drafts, cache_url=cache_url)
    (before, old, _), (after, new, built_by) = sites_of(base, "before"), sites_of(head, "after")
    differences = compare_sites(old, new)
    templates = (
        _changed_templates(base, head, built_by, differences)
        if built_by is not None and not _is_folder(base)
        else []
    )
    links = PageLinks(preview_url)
    if output_format == "html":
        text = _as_html(before, after, differences, invocation, links, with_pictures=screenshots)
    else:
        text = _as(output_format, differences, invocation, links, templates)
    if output is None:
        click.echo(text)
    else:
        try:
            write_chosen(output, f"{text}\n".encode())
        except OSError as error:
            raise UsageError(
                Phrase("Kan ikke skrive {file}: {reason}", file=output, reason=reason_of(error))
            ) from error
    context.exit(EXIT_STOPPED if lost_addresses(differences) else 0)


def _sites_of(
    context: click.Context,
    name: str | None,
    side: str,
    *,
    at: datetime | None,
    drafts: bool,
    cache_url: str | None,
) -> tuple[Path, Mapping[str, PublishedSite], Options | None]:
    """Return the folder of the built sites of one side, and the sites by name, building them if need be.

    With them come the options of their build, if it was made here.
    """
    if name is not None and _is_folder(name):
        from drammenworks.diff.published_site import published_sites

        return Path(name), published_sites(Path(name)), None
    from drammenworks.pipeline.maintenance.build_revision import build_revision

    translate = invocation_of(context).translate
    root = project_root()
    options = default_options(root, at=at, drafts=drafts)
    options = replace(options, sharing=sharing(cache_url, root))
    with progress_display("text", translate) as progress:
        built = build_revision(options, name, side, progress)
    if built.report.count(Severity.ERROR):
        print_report(built.report, "text", translate)
        message = (
            Phrase(
                "Utgaven «{name}» kan ikke bygges, og ikke sammenlignes, før feilene er rettet.", name=name
            )
            if name is not None
            else Phrase("Det kan ikke bygges, og ikke sammenlignes, før feilene er rettet.")
        )
        click.echo(translate(message), err=True)
        context.exit(EXIT_UNCOMPARED)
    print_remarks(built.report, translate)
    return built.output, built.sites, built.options


def _is_folder(name: str | None) -> bool:
    return bool(name) and Path(str(name)).is_dir()


def _changed_templates(
    base: str, head: str | None, options: Options, differences: tuple[SiteDifference, ...]
) -> list[ChangedTemplate]:
    from drammenworks.pipeline.maintenance.git_checkout import changed_templates
    from drammenworks.pipeline.maintenance.template_causes import template_causes

    return template_causes(options, changed_templates(project_root(), base, head), differences)


def _as(
    output_format: str,
    differences: tuple[SiteDifference, ...],
    invocation: Invocation,
    links: PageLinks,
    templates: list[ChangedTemplate],
) -> str:
    translate = invocation.translate
    match output_format:
        case "markdown":
            from drammenworks.diff.markdown_report import as_markdown

            return as_markdown(differences, translate, links=links, templates=templates)
        case "json":
            from drammenworks.diff.json_report import as_json

            found = as_json(differences, links=links, templates=templates)
            return json.dumps(found, ensure_ascii=False, indent=2)
        case _:
            from drammenworks.diff.text_report import as_text

            return as_text(differences, translate)


def _as_html(
    before: Path,
    after: Path,
    differences: tuple[SiteDifference, ...],
    invocation: Invocation,
    links: PageLinks,
    *,
    with_pictures: bool,
) -> str:
    from drammenworks.diff.html_report import as_html
    from drammenworks.diff.page_shots import find_chromium, take_shots

    chromium = find_chromium() if with_pictures else None
    if with_pictures and chromium is None:
        message = Phrase("Fant verken Chromium eller Chrome, så sammenligningen er uten bilder av sidene.")
        click.echo(invocation.translate(message), err=True)
    shots = take_shots(chromium, before, after, differences) if chromium is not None else {}
    return as_html(differences, invocation.translate, lang=invocation.language, links=links, shots=shots)
