"""What there is to build from, as queries: files, the clock, sites, documents, and who refers to whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from drammenworks.base.digests import digest
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.base.text.language_names import language_name
from drammenworks.config import Site
from drammenworks.config.load_sites import load_sites, site_paths
from drammenworks.config.site import LANGUAGES
from drammenworks.content.discover import Discovery, Source, discover
from drammenworks.content.document import DocumentKey
from drammenworks.content.document_metadata import DocumentMetadata
from drammenworks.content.frontmatter import Parts, split_file
from drammenworks.content.read_documents import ParseResult, ParseTask, read_documents
from drammenworks.content.workspace import Workspace
from drammenworks.engine.pool import SerialPool
from drammenworks.engine.queries import CATALOGUE, Key, QueryContext
from drammenworks.errors import ContentError, Finding, Location, nearest
from drammenworks.errors.rules import files as rules

SHARDS = 256
"""Parts of what there is one of for each document."""

# --- inputs: computed when they are first asked for, and again when the build says that they may differ -----


@CATALOGUE.query(shards=SHARDS)
def file(ask: QueryContext, path: str) -> str | None:
    """The digest of a file by its path from the project's root; None when it cannot be read."""
    workspace: Workspace = ask.environment
    try:
        return digest((workspace.root / path).read_bytes())
    except OSError:
        return None


@CATALOGUE.query(is_root=True)
def content_listing(ask: QueryContext) -> object:
    """What tells the names of the files under content/ from those at any other time."""
    return None


@CATALOGUE.query(is_root=True)
def theme_listing(ask: QueryContext) -> object:
    """What tells the names of the files under themes/ from those at any other time."""
    return None


@CATALOGUE.query(shards=4)
def has_passed(ask: QueryContext, instant: str) -> bool:
    """Whether an instant, in ISO 8601 with its offset, is in the past. The only way to learn of the clock."""
    workspace: Workspace = ask.environment
    return datetime.fromisoformat(instant) <= workspace.at


# --- sites ----------------------------------------------------------------------------------------


class LoadedSites(NamedTuple):
    """The files in content/sites/."""

    sites: tuple[Site, ...]
    """In the order of their ids; none when something is wrong with any of them."""
    findings: tuple[Finding, ...]


@CATALOGUE.query(is_root=True)
def site_files(ask: QueryContext) -> LoadedSites:
    """All sites, or what is wrong with their files."""
    workspace: Workspace = ask.environment
    content_listing(ask)
    for path in site_paths(workspace.root):
        file(ask, path)
    try:
        return LoadedSites(load_sites(workspace.root), ())
    except ContentError as error:
        return LoadedSites((), error.findings)


@CATALOGUE.query(is_widely_read=True, is_root=True)
def sites(ask: QueryContext) -> tuple[Site, ...]:
    """All sites of the project, built or not, in the order of their ids; what they say, and not where."""
    return tuple(one.without_places() for one in site_files(ask).sites)


def located_site(ask: QueryContext, site_id: str) -> Site | None:
    """Return a site that knows the places of its settings, for findings."""
    return next((one for one in site_files(ask).sites if one.id == site_id), None)


@CATALOGUE.query(is_widely_read=True)
def site(ask: QueryContext, site_id: str) -> Site | None:
    """One site."""
    return next((one for one in sites(ask) if one.id == site_id), None)


class Languages(NamedTuple):
    """The languages of all sites."""

    known: frozenset[str]
    default: str
    """That of originals; the same for all sites."""


@CATALOGUE.query(is_widely_read=True, is_root=True)
def languages(ask: QueryContext) -> Languages:
    """The languages that content may have. While the sites cannot be read, the content still is."""
    known = sites(ask)
    if not known:
        return Languages(frozenset(LANGUAGES), "nb")
    return Languages(frozenset(lang for one in known for lang in one.languages), known[0].default_language)


def parts_of(ask: QueryContext, path: str) -> Parts:
    """Return the fields and the body of a document's file as they are written, which could be read."""
    workspace: Workspace = ask.environment
    file(ask, path)
    return split_file(decode_source(read_source(workspace.root / path, path=path), path=path), path=path)


# --- documents ------------------------------------------------------------------------------------


@CATALOGUE.query(is_root=True)
def discovery(ask: QueryContext) -> Discovery:
    """The documents and other files under content/, by their names alone."""
    workspace: Workspace = ask.environment
    content_listing(ask)
    known = languages(ask)
    return discover(workspace.root, languages=known.known, default_language=known.default)


@CATALOGUE.index(discovery, shards=SHARDS)
def versions(key: Key, found: Discovery) -> Iterator[Any]:
    """By document id: the file of each language."""
    for source in found.sources:
        yield ((source.id,), source.lang), source


@CATALOGUE.index(discovery, shards=SHARDS)
def document_in(key: Key, found: Discovery) -> Iterator[Any]:
    """By path of a file: the id and language of the document that it holds."""
    for source in found.sources:
        yield ((source.path,), (source.id, source.lang)), None


@CATALOGUE.index(discovery, shards=SHARDS)
def other_file(key: Key, found: Discovery) -> Iterator[Any]:
    """By path: a file that holds no document, such as an image."""
    for path in found.files:
        yield ((path,), ""), None


@CATALOGUE.index(discovery)
def file_of_addresses(key: Key, found: Discovery) -> Iterator[Any]:
    """By path: a file of addresses under content/urls/ that is there, and is an ordinary file."""
    for path in found.urls:
        yield ((path,), ""), None


class Parsed(NamedTuple):
    """What the file of a document gives."""

    summary: DocumentMetadata | None
    """None when something is wrong with the file."""
    findings: tuple[Finding, ...]


@CATALOGUE.query(shards=SHARDS, is_enumerated=True, fields=Parsed._fields)
def document(ask: QueryContext, document_id: str, lang: str) -> Parsed | None:
    """A document in one language, as far as planning needs it."""
    task = parse_task(ask, document_id, lang)
    if isinstance(task, Finding):
        return Parsed(None, (task,))
    workspace: Workspace = ask.environment
    file(ask, task.source.path)
    if task.original is not None:
        file(ask, task.original.path)
    [(_, result)] = read_documents(workspace.root, [task], workspace.cache, SerialPool())
    workspace.documents.forget(task.source.path)
    return Parsed(result.summary, result.findings)


def parse_task(ask: QueryContext, document_id: str, lang: str) -> ParseTask | Finding:
    """Return the file of a document and that of its original, or what is wrong when there is no original."""
    found: dict[str, Source] = versions(ask, document_id)
    default = languages(ask).default
    source = found[lang]
    if lang == default:
        return ParseTask(source, None)
    if default in found:
        return ParseTask(source, found[default])
    return _no_original(ask, source, default)


def read_of(task: ParseTask, result: ParseResult) -> list[tuple[Key, str | None]]:
    """Return the digests of the files that were read for a document, as answers of :func:`file`."""
    found = [(file.key(task.source.path), result.digest or None)]
    if task.original is not None:
        found.append((file.key(task.original.path), result.original_digest or None))
    return found


def _no_original(ask: QueryContext, source: Source, default_language: str) -> Finding:
    folder, _, file_name = source.path.rpartition("/")
    stem, _, suffix = file_name.rpartition(".")
    name = f"{folder}/{stem.partition('.')[0]}.{suffix}"
    # An original with no translation in the language may be the one, under its new name.
    alone = {
        other.name: other.path
        for other in discovery(ask).sources
        if other.kind == source.kind
        and other.lang == default_language
        and source.lang not in versions(ask, other.id)
    }
    renamed = nearest(source.name, alone) or next(
        (other for other in alone if other in source.name or source.name in other), None
    )
    new_stem, _, new_suffix = (alone[renamed] if renamed else f"{folder}/nytt-navn.{suffix}").rpartition(".")
    return rules.NO_ORIGINAL.at(
        Location(source.path),
        language=language_name(source.lang),
        default=language_name(default_language),
        name=name,
        better=f"{new_stem}.{source.lang}.{new_suffix}",
    )


@CATALOGUE.index(document, shards=SHARDS)
def referrers(key: Key, parsed: Parsed) -> Iterator[Any]:
    """By document id: the documents that refer to it, other than itself."""
    summary = parsed.summary
    if summary is not None:
        for target in summary.references:
            if target != summary.id:
                yield ((target,), (summary.id, summary.lang)), None


@CATALOGUE.index(document, shards=SHARDS)
def offering(key: Key, parsed: Parsed) -> Iterator[Any]:
    """By path of a file: the documents that offer it to the public, published or not."""
    summary = parsed.summary
    if summary is not None:
        for path, _ in summary.offered:
            yield ((path,), (summary.id, summary.lang)), None


@CATALOGUE.index(document, shards=SHARDS)
def known_as(key: Key, parsed: Parsed) -> Iterator[Any]:
    """By what feeds and calendars know a document by: the documents that they know so, which is one."""
    if parsed.summary is not None:
        yield ((parsed.summary.uid,), (parsed.summary.id, parsed.summary.lang)), None


@CATALOGUE.index(document, shards=SHARDS)
def valid_versions(key: Key, parsed: Parsed) -> Iterator[Any]:
    """By document id: the languages in which it could be read."""
    if parsed.summary is not None:
        yield ((parsed.summary.id,), parsed.summary.lang), None


def summary_of(ask: QueryContext, key: DocumentKey) -> DocumentMetadata | None:
    """Return the summary of a document, or None when it does not exist or could not be read."""
    found: DocumentMetadata | None = document.field(ask, "summary", *key)
    return found


def languages_of(ask: QueryContext, document_id: str) -> tuple[str, ...]:
    """Return the languages that a document could be read in, sorted; none when it does not exist."""
    return tuple(sorted(valid_versions(ask, document_id) or ()))
