"""What each site publishes of each document and where, and the groups that lists are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from drammenworks.base.text.slugs import slugify
from drammenworks.config import Site
from drammenworks.content.document import DocumentKey
from drammenworks.content.document_metadata import HOME_TEMPLATE, DocumentMetadata, Period
from drammenworks.content.graph_queries import (
    SHARDS,
    has_passed,
    languages,
    languages_of,
    sites,
    summary_of,
)
from drammenworks.content.graph_queries import site as site_query
from drammenworks.engine.queries import CATALOGUE, Key, QueryContext
from drammenworks.site.publication import Withheld, chosen_sites, is_public, is_published, why_withheld


class Entry(NamedTuple):
    """A document as the plan of the sites sees it."""

    path: str
    """Its file, relative to the project's root."""
    fields: tuple[str, str]
    """A digest of its fields, and its file, which relative paths start from."""
    body: str
    """A digest of its body's text."""
    title: str
    menu_title: str
    sites: tuple[str, ...]
    """The sites that this language is meant for, the canonical one first."""
    paths: tuple[tuple[str, str], ...]
    """Each site that publishes it, with its path under the site's root."""
    withheld: tuple[tuple[str, str, Withheld], ...]
    """Each site that would publish it but for its state, with the path that it would have."""
    template: str
    sort_key: tuple[Any, ...]
    newest_key: tuple[Any, ...]
    period: Period | None
    terms: tuple[tuple[str, tuple[str, ...]], ...]
    references: tuple[str, ...]
    """Ids of the documents that it refers to."""
    facets: tuple[tuple[str, str], ...]
    is_news: bool
    is_example: bool
    aliases: tuple[Any, ...]
    offered: tuple[tuple[str, bool], ...]
    """Files that the public may download, each with whether it is an image."""
    calendars: tuple[str, ...]
    """The sites on which it has a calendar of its own, as events may."""
    pdfs: tuple[str, ...]
    """The sites on which a PDF is made of its page."""
    player: str | None
    """Who plays its film in a frame."""


@CATALOGUE.query(shards=SHARDS, is_enumerated=True, fields=Entry._fields)
def entry(ask: QueryContext, document_id: str, lang: str) -> Entry | None:
    """A document as the plan of the sites sees it; None when it cannot be read."""
    summary = summary_of(ask, (document_id, lang))
    if summary is None:
        return None
    known = sites(ask)
    meant_for = chosen_sites(summary, known)
    paths, withheld = [], []
    for one in known:
        if one.id in meant_for and lang in one.languages and summary.kind in one.sections:
            path = path_of(summary, one)
            if is_published(ask, summary, one.timezone):
                paths.append((one.id, path))
            else:
                withheld.append((one.id, path, why_withheld(ask, summary, one.timezone)))
    return Entry(
        summary.path,
        (summary.digest, summary.path),
        summary.body_digest,
        summary.title,
        summary.menu_title,
        meant_for,
        tuple(paths),
        tuple(withheld),
        summary.template,
        summary.sort_key,
        summary.newest_key,
        summary.period,
        summary.terms,
        summary.references,
        summary.facets,
        summary.is_news,
        summary.is_example,
        summary.aliases,
        summary.offered,
        tuple(one.id for one in known if one.calendars) if summary.period and summary.period.has_day else (),
        tuple(one.id for one in known if one.pdfs and is_public(ask, summary, one.timezone))
        if summary.has_pdf
        else (),
        summary.player,
    )


def section_path(site: Site, kind: str, lang: str) -> str:
    """Return the path of a section in a language, with the language's own prefix."""
    return site.prefix(lang) + site.sections[kind][lang].lstrip("/")


def path_of(summary: DocumentMetadata, site: Site) -> str:
    """Return the path under a site's root of a document that the site publishes."""
    if summary.kind == "page" and summary.template == HOME_TEMPLATE:
        return site.prefix(summary.lang)
    slug = summary.slug or slugify(summary.id.split("/", 1)[1])
    return f"{section_path(site, summary.kind, summary.lang)}{slug}/"


# --- groups ---------------------------------------------------------------------------------------


@CATALOGUE.index(entry)
def section(key: Key, found: Entry) -> Iterator[Any]:
    """By site, kind and language: what is published, with what orders it in its list."""
    _, document_id, lang = key
    kind = document_id.partition("/")[0]
    for site_id, _ in found.paths:
        yield ((site_id, kind, lang), document_id), (found.sort_key, found.period)


@CATALOGUE.index(entry, shards=16)
def term(key: Key, found: Entry) -> Iterator[Any]:
    """By site, taxonomy, language and slug: what carries a term, with its label and what orders it."""
    _, document_id, lang = key
    for site_id, _ in found.paths:
        for taxonomy, labels in found.terms:
            for label in labels:
                yield ((site_id, taxonomy, lang, slugify(label)), (document_id, label)), found.newest_key


@CATALOGUE.index(term)
def taxonomy(key: Key, found: Any) -> Iterator[Any]:
    """By site, taxonomy and language: the slugs of its terms."""
    yield ((key[1], key[2], key[3]), key[4]), None


@CATALOGUE.index(entry)
def news(key: Key, found: Entry) -> Iterator[Any]:
    """By site and language: what its feed may list, with what orders it."""
    _, document_id, lang = key
    if found.is_news:
        for site_id, _ in found.paths:
            yield ((site_id, lang), document_id), found.newest_key


@CATALOGUE.index(entry)
def home(key: Key, found: Entry) -> Iterator[Any]:
    """By site and language: the documents that are its front page."""
    _, document_id, lang = key
    if found.template == HOME_TEMPLATE and document_id.startswith("page/"):
        for site_id, _ in found.paths:
            yield ((site_id, lang), document_id), None


@CATALOGUE.index(entry)
def offered_file(key: Key, found: Entry) -> Iterator[Any]:
    """By site: the files that its documents offer to the public, each with whether it is an image."""
    for site_id, _ in found.paths:
        for path, is_image in found.offered:
            yield ((site_id,), (path, is_image, *key[1:])), None


@CATALOGUE.index(entry)
def player(key: Key, found: Entry) -> Iterator[Any]:
    """Who plays published films in frames; pages of any site may show them."""
    if found.player is not None and found.paths:
        yield ((), (found.player, *key[1:])), None


# --- orders ---------------------------------------------------------------------------------------


@CATALOGUE.query()
def listed(ask: QueryContext, site_id: str, kind: str, lang: str) -> tuple[str, ...]:
    """The ids of the published documents of a kind, in the order of their list."""
    if kind == "event":
        return (*upcoming(ask, site_id, lang), *past(ask, site_id, lang))
    members = section(ask, site_id, kind, lang) or {}
    return tuple(sorted(members, key=lambda document_id: members[document_id][0]))


@CATALOGUE.query()
def upcoming(ask: QueryContext, site_id: str, lang: str) -> tuple[str, ...]:
    """The ids of the events that have not ended, the next one first."""
    return tuple(document_id for _, document_id in _events(ask, site_id, lang, are_over=False))


@CATALOGUE.query()
def past(ask: QueryContext, site_id: str, lang: str) -> tuple[str, ...]:
    """The ids of the events that have ended, the latest first."""
    over = _events(ask, site_id, lang, are_over=True)
    # Sorting is stable, and those that begin at once stay in the order of their ids.
    return tuple(document_id for _, document_id in sorted(over, key=lambda pair: pair[0], reverse=True))


def _events(ask: QueryContext, site_id: str, lang: str, *, are_over: bool) -> list[tuple[Any, str]]:
    members = section(ask, site_id, "event", lang) or {}
    return sorted(
        (period.starts, document_id)
        for document_id, (_, period) in members.items()
        if has_passed(ask, period.ends.isoformat()) == are_over
    )


# --- where a document is --------------------------------------------------------------------------


def path_on(ask: QueryContext, site_id: str, key: DocumentKey) -> str | None:
    """Return the path of a document on a site; None when the site does not publish it in this language."""
    paths = entry.field(ask, "paths", *key)
    return next((path for other, path in paths if other == site_id), None) if paths else None


def best(ask: QueryContext, site_id: str, document_id: str, lang: str) -> DocumentKey | None:
    """Return the document that a site publishes in the language asked for, else in its own."""
    if path_on(ask, site_id, (document_id, lang)) is not None:
        return (document_id, lang)
    one = site_query(ask, site_id)
    default = one.default_language if one is not None else lang
    if default != lang and path_on(ask, site_id, (document_id, default)) is not None:
        return (document_id, default)
    return None


def sites_of(ask: QueryContext, document_id: str) -> tuple[str, ...]:
    """Return the sites that a document is meant for, the canonical one first."""
    found = languages_of(ask, document_id)
    if not found:
        return ()
    default = languages(ask).default
    chosen: tuple[str, ...] = entry.field(
        ask, "sites", document_id, default if default in found else found[0]
    )
    return chosen
