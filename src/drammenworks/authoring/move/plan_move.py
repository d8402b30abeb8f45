"""Plan a move: which files get other names, and which texts change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drammenworks.authoring.move.renaming import Renaming
from drammenworks.authoring.move.rewrite_document import NameNotFoundError, fields_of, rewrite_document
from drammenworks.authoring.move.rewrite_settings import rewrite_gone, rewrite_site
from drammenworks.authoring.move.source_file import SourceFile
from drammenworks.authoring.move.yaml_edits import (
    FormNotEditableError,
    add_field,
    add_to_list,
    remove_from_list,
)
from drammenworks.base.paths import GONE_FILE, SITES_FOLDER
from drammenworks.content.discover import Source
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import discovery, languages, sites, summary_of, versions
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Location, Phrase, UsageError
from drammenworks.errors.phrase import plural
from drammenworks.site.entries import entry
from drammenworks.site.ledger import is_in_ledger


@dataclass(slots=True)
class MovePlan:
    """What a move changes."""

    renaming: Renaming
    renames: list[tuple[str, str]]
    """Files and folders that get other names, with forward slashes from the project's root."""
    texts: dict[str, bytes] = field(default_factory=dict)
    """The new bytes of files, by the paths that they have before."""
    links: dict[str, int] = field(default_factory=dict)
    """How many names are replaced in each file."""
    redirects: list[tuple[str, str, str]] = field(default_factory=list)
    """Site, old path and new path of each address that leads on."""


def plan_move(ask: QueryContext, document_id: str, name: str) -> MovePlan:
    """Return what it takes to rename a document.

    :param name: the new one.
    :raises UsageError: if the name is taken, or something that names the document cannot be rewritten.
    """
    kind, _, old = document_id.partition("/")
    if name == old:
        raise UsageError(Phrase("Dokumentet heter «{name}» fra før.", name=name))
    found: Mapping[str, Source] = versions(ask, document_id)
    taken = versions(ask, f"{kind}/{name}")
    if taken:
        path = next(iter(taken.values())).path
        raise UsageError(Phrase("Navnet «{name}» er brukt av {path}. Velg et annet.", name=name, path=path))
    renames = list(dict.fromkeys(_rename(source, old, name) for source in found.values()))
    renaming = Renaming(kind, old, name, _moved_files(ask, found, renames), _moved_pages(ask, found, name))
    plan = MovePlan(renaming, renames)
    refuse_taken(ask, plan)
    try:
        _rewrite(ask, plan, found)
    except NameNotFoundError as error:
        raise _not_editable(error.location) from error
    return plan


def _rename(source: Source, old: str, new: str) -> tuple[str, str]:
    """Return the file or folder that has the name, before and after."""
    folder, _, file = source.path.rpartition("/")
    if file.startswith("index."):
        return folder, f"{folder.rpartition('/')[0]}/{new}"
    return source.path, f"{folder}/{new}{file.removeprefix(old)}"


def _moved_files(
    ask: QueryContext, found: Mapping[str, Source], renames: list[tuple[str, str]]
) -> dict[str, str]:
    there = discovery(ask)
    paths = [*(source.path for source in found.values()), *there.files]
    return {
        path: new + path.removeprefix(old)
        for old, new in renames
        for path in paths
        if path == old or path.startswith(f"{old}/")
    }


def _moved_pages(ask: QueryContext, found: Mapping[str, Source], name: str) -> dict[tuple[str, str], str]:
    moved = {}
    for lang, source in found.items():
        summary = summary_of(ask, (source.id, lang))
        if summary is None or summary.slug is not None:
            continue
        for kind in ("paths", "withheld"):
            for site_id, path, *_ in entry.field(ask, kind, source.id, lang) or ():
                new = f"{path.rstrip('/').rpartition('/')[0]}/{name}/"
                # The front page of a site has no name in its address.
                if path.rstrip("/").rpartition("/")[2] == source.name:
                    moved[site_id, path] = new
    return moved


def refuse_taken(ask: QueryContext, plan: MovePlan) -> None:
    """Refuse a move to where there is something already.

    :raises UsageError: if there is.
    """
    workspace: Workspace = ask.environment
    for old, new in plan.renames:
        target = workspace.root / new
        # Where case makes no difference, it may be the same file.
        if target.exists() and not target.samefile(workspace.root / old):
            raise UsageError(Phrase("{path} finnes fra før, og er ikke rørt.", path=new))


def _rewrite(ask: QueryContext, plan: MovePlan, found: Mapping[str, Source]) -> None:
    workspace: Workspace = ask.environment
    own = {source.path for source in found.values()}
    default = languages(ask).default
    for source in discovery(ask).sources:
        data = (workspace.root / source.path).read_bytes()
        is_own = source.path in own
        if not is_own and not any(word in data for word in plan.renaming.words):
            continue
        document: Document = workspace.documents.document(source.path)
        file = SourceFile.read(data, source.path)
        text, count = rewrite_document(file.text, document, plan.renaming, ask)
        if is_own:
            text = _own_fields(ask, plan, source, text, is_original=source.lang == default)
        if text != file.text:
            plan.texts[source.path] = file.encode(text)
        if count:
            plan.links[source.path] = count
    for path, text_, count in _settings(ask, workspace.root, plan.renaming):
        plan.texts[path], plan.links[path] = text_, count


def _settings(ask: QueryContext, root: Path, renaming: Renaming) -> Iterator[tuple[str, bytes, int]]:
    paths = [f"{SITES_FOLDER}/{one.id}.yaml" for one in sites(ask)]
    for path in [*paths, *([GONE_FILE] if (root / GONE_FILE).is_file() else [])]:
        file = SourceFile.read((root / path).read_bytes(), path)
        rewrite = rewrite_gone if path == GONE_FILE else rewrite_site
        try:
            text, count = rewrite(file.text, path, renaming, ask)
        except FormNotEditableError as error:
            raise _not_editable(Location(path)) from error
        if count:
            yield path, file.encode(text), count


def _own_fields(ask: QueryContext, plan: MovePlan, source: Source, text: str, *, is_original: bool) -> str:
    """Return the text of the document that moves, with its former addresses and its first name."""
    renaming = plan.renaming
    summary = summary_of(ask, (source.id, source.lang))
    assert summary is not None, "documents that cannot be read stop a move before"
    former: dict[str, None] = {}
    aliases = [alias for alias, _ in summary.aliases]
    paths: list[tuple[str, str]] = [*entry.field(ask, "paths", source.id, source.lang)]
    paths += [
        (site_id, path)
        for site_id, path, _ in entry.field(ask, "withheld", source.id, source.lang)
        if is_in_ledger(ask, site_id, path)
    ]
    for site_id, path in paths:
        new = renaming.pages.get((site_id, path))
        if new is not None:
            plan.redirects.append((site_id, path, new))
            former[path] = None
    head, parts, tail = fields_of(text, source.path)
    fields = parts.fields
    news = {new.rstrip("/") for new in renaming.pages.values()}
    try:
        for alias in aliases:
            if alias.rstrip("/") in news:
                # It moves back to where it was.
                fields = remove_from_list(fields, "aliases", alias)
        for path in former:
            if path.rstrip("/") not in {alias.rstrip("/") for alias in aliases}:
                fields = add_to_list(fields, "aliases", path)
        # What is known by another name already keeps it.
        if is_original and summary.uid == renaming.id:
            fields = add_field(fields, "uid", renaming.old)
    except FormNotEditableError as error:
        raise _not_editable(Location(source.path, parts.fields_line, 1)) from error
    return head + fields + tail


def _not_editable(location: Location) -> UsageError:
    return UsageError(
        Phrase(
            "{place}: her står det i en form som ikke kan skrives om uten fare for resten. Rett det for "
            "hånd først; ingenting er flyttet.",
            place=location,
        )
    )


def shown(plan: MovePlan) -> list[str]:
    """Return what a move does, a line for each file."""
    lines: list[str] = [f"{old} → {new}" for old, new in plan.renames]
    for path, count in sorted(plan.links.items()):
        lines.append(plural("{path}: {number} henvisning", "{path}: {number} henvisninger", count, path=path))
    for site, old, new in sorted(set(plan.redirects)):
        lines.append(Phrase("{site}: {old} leder til {new}", site=site, old=old, new=new))
    return lines
