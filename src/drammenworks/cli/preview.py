"""``drammenworks preview``."""

from __future__ import annotations

import os
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drammenworks.cli.invocation import invocation_of
from drammenworks.cli.localised_help import Group
from drammenworks.cli.parameters import project_root
from drammenworks.errors import ContentError, Phrase, UsageError

if TYPE_CHECKING:
    from drammenworks.config.site import Site
    from drammenworks.review.handed_over import HandedOver
    from drammenworks.review.preview_branch import PreviewBranch

_FOLDER = "forhandsvisning"
"""In the branch: the folder of all previews. Those of preview.yml are built for it."""
_DIFFERENCES = "forskjell.html"
"""In the folder of a preview, beside the sites."""
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")

_repository_option = click.option(
    "--repository",
    envvar="GITHUB_REPOSITORY",
    required=True,
    metavar="EIER/NAVN",
    help="Depotet på GitHub. [standard: GITHUB_REPOSITORY]",
)
_remote_option = click.option(
    "--remote",
    metavar="URL",
    help="Depotet som git kjenner det. [standard: depotets adresse på GitHub]",
)
_branch_option = click.option(
    "--branch",
    default="previews",
    show_default=True,
    metavar="GREN",
    help="Grenen som GitHub Pages viser.",
)


@click.group("preview", cls=Group)
def preview_command() -> None:
    """Forhåndsvisninger av forslag, på en gren som GitHub Pages viser."""


@preview_command.command("publish")
@click.argument("artifact", metavar="LEVERT", type=click.Path(path_type=Path))
@click.option("--number", type=click.IntRange(1), metavar="NUMMER", help="Forslaget det gjelder.")
@click.option("--head", default="", metavar="EIER:GREN", help="Grenen det gjelder, i stedet for nummeret.")
@click.option("--commit", default="", metavar="ENDRING", help="Den siste endringen på grenen.")
@_repository_option
@_remote_option
@_branch_option
@click.option("--comment-only", is_flag=True, help="Skriv bare kommentaren; legg ikke ut sidene.")
@click.option("--no-comment", is_flag=True, help="Legg bare ut sidene; skriv ingen kommentar.")
@click.option("--run-url", default="", metavar="URL", help="Kjøringen som kommentaren lenker til.")
@click.pass_context
def publish_command(
    context: click.Context,
    artifact: Path,
    number: int | None,
    head: str,
    commit: str,
    repository: str,
    remote: str | None,
    branch: str,
    comment_only: bool,
    no_comment: bool,
    run_url: str,
) -> None:
    """Legg ut forhåndsvisningen av et forslag, og skriv en kommentar på det.

    LEVERT er mappen eller zip-filen som bygget av forslaget leverte. Alt i den kontrolleres først: bare
    sidene og rapportene legges ut, og bare der forslaget hører til.
    """
    # Loaded here, so that other commands start faster.
    from drammenworks.diff.html_report import as_html
    from drammenworks.diff.page_links import PageLinks
    from drammenworks.review.comment import comment, read_reports
    from drammenworks.review.github import GitHub
    from drammenworks.review.handed_over import check_handed_over

    invocation = invocation_of(context)
    owner, name = _owner_and_name(repository)
    if number is None:
        if not head or not commit:
            raise UsageError(Phrase("Skriv nummeret på forslaget, --number, eller både --head og --commit."))
        number = GitHub(repository).request_of(head, commit)
        if number is None:
            message = Phrase("Ingen åpne forslag har «{commit}» som sin siste endring.", commit=commit)
            click.echo(invocation.translate(message))
            return
    folder = f"{_FOLDER}/pr-{number}"
    handed = check_handed_over(artifact, f"{name}/{folder}")
    public = _public_sites(project_root())
    told = read_reports(handed, [site.base_url for site in public])
    sites: dict[str, str] = {}
    differences_url = ""
    if handed.sites and not comment_only:
        base_url = f"https://{owner.lower()}.github.io/{name}/{folder}"
        sites = {site: f"{base_url}/{site}/" for site in _sites_of(handed)}
        pages = {}
        if told.comparison is not None:
            differences_url = f"{base_url}/{_DIFFERENCES}"
            pages[_DIFFERENCES] = as_html(
                told.comparison.differences,
                invocation.translate,
                lang=invocation.language,
                links=PageLinks(previews=sites),
            ).encode()
        previews = _preview_branch(repository, remote, branch)
        is_new = previews.publish(
            folder, lambda: chain(handed.site_files(), pages.items()), f"Preview of request {number}"
        )
        if not is_new:
            click.echo(invocation.translate(Phrase("Forhåndsvisningen er som før.")))
        for url in sites.values():
            click.echo(url)
        url = differences_url or next(iter(sites.values()), "")
        if commit and url and not no_comment:
            GitHub(repository).link_preview(commit, url)
    if not no_comment:
        text = comment(
            told,
            sites,
            invocation.translate,
            names={site.id: site.name for site in public},
            differences_url=differences_url,
            commit=commit,
            run_url=run_url,
        )
        GitHub(repository).keep_comment(number, text)


@preview_command.command("prune")
@_repository_option
@_remote_option
@_branch_option
@click.pass_context
def prune_command(context: click.Context, repository: str, remote: str | None, branch: str) -> None:
    """Fjern forhåndsvisningene av forslag som ikke lenger er åpne."""
    from drammenworks.review.github import GitHub

    _owner_and_name(repository)
    kept = [f"pr-{number}" for number in GitHub(repository).open_requests()]
    previews = _preview_branch(repository, remote, branch)
    gone = previews.remove_all_but(_FOLDER, kept, "Remove previews of closed requests")
    for name in gone:
        click.echo(invocation_of(context).translate(Phrase("{name}: fjernet", name=name)))


def _preview_branch(repository: str, remote: str | None, branch: str) -> PreviewBranch:
    from drammenworks.publish.targets import is_branch
    from drammenworks.review.preview_branch import PreviewBranch

    if not is_branch(branch):
        raise UsageError(Phrase("«{branch}» kan ikke være navnet på en gren i git.", branch=branch))
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    return PreviewBranch(project_root(), remote or f"{server}/{repository}", branch)


def _sites_of(handed: HandedOver) -> list[str]:
    folders = (path.partition("/") for path in handed.sites)
    return sorted(folder for folder, _, rest in folders if rest == "index.html")


def _owner_and_name(repository: str) -> tuple[str, str]:
    if not _REPOSITORY.fullmatch(repository):
        raise UsageError(
            Phrase("«{repository}» er ikke et depot på GitHub. Skriv eier/navn.", repository=repository)
        )
    owner, _, name = repository.partition("/")
    return owner, name


def _public_sites(root: Path) -> tuple[Site, ...]:
    """Return the published sites; none when their files have errors."""
    from drammenworks.config.load_sites import load_sites

    try:
        return load_sites(root)
    except ContentError:
        return ()
