"""The inventory of the content: a row for each document in each language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from drammenworks.base.source_text import decode_source, read_source
from drammenworks.checks.orphans import check_orphans
from drammenworks.checks.prose.passage import body_passages
from drammenworks.checks.readability import lix
from drammenworks.checks.translations import check_translations
from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.frontmatter import split_file
from drammenworks.content.graph_queries import document as document_query
from drammenworks.content.graph_queries import languages, sites
from drammenworks.content.models.common import OSLO
from drammenworks.content.workspace import Workspace
from drammenworks.engine.contexts import ReadOnlyContext
from drammenworks.engine.graph import Graph
from drammenworks.errors import ContentError
from drammenworks.errors.rules import references as rules
from drammenworks.pipeline.inventory.last_changed import day_on_disk, last_changed
from drammenworks.pipeline.readable_documents import readable_documents
from drammenworks.site.entries import entry
from drammenworks.site.publication import Withheld, is_public, why_withheld

_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """What there is to know of a document."""

    path: str
    kind: str
    lang: str
    title: str
    sites: tuple[str, ...]
    """The ids of the sites that it is for."""
    status: str
    """``published``, ``draft``, ``planned`` or ``expired``."""
    owner: str
    changed: date | None
    reviewed: date | None
    review_by: date | None
    is_due: bool
    missing_languages: tuple[str, ...]
    """Of its sites; of originals only."""
    is_stale: bool
    """It is a translation that takes over text, or is older than its original."""
    is_orphan: bool
    has_picture: bool
    has_summary: bool
    lix: int | None
    links_out: int
    is_example: bool
    publish_at: datetime | None
    expire_at: datetime | None

    @property
    def lacks(self) -> bool:
        """Whether somebody should look at it."""
        return self.is_due or self.is_stale or self.is_orphan or not self.has_summary


def inventory(graph: Graph, at: datetime) -> list[InventoryRow]:
    """Return the rows of all documents that can be read, in the order of their paths.

    :param graph: planned with drafts.
    :param at: what is due is due by this day.
    """
    ask = ReadOnlyContext(graph)
    workspace: Workspace = graph.environment
    documents = sorted(readable_documents(graph), key=lambda document: document.location.path)
    default = languages(ask).default
    stale = {
        finding.location.path
        for finding in check_translations(documents, default)
        if finding.code in (rules.UNTRANSLATED.code, rules.OUTDATED_TRANSLATION.code)
    }
    orphans = {finding.location.path for finding in check_orphans(ask, documents)}
    days = last_changed(workspace.root)
    known = {site.id: site for site in sites(ask)}
    by_id: dict[str, set[str]] = {}
    for document in documents:
        by_id.setdefault(document.id, set()).add(document.lang)
    rows = []
    for document in documents:
        meta, path = document.meta, document.location.path
        for_sites: tuple[str, ...] = entry.field(ask, "sites", document.id, document.lang) or ()
        wanted = dict.fromkeys(lang for one in for_sites for lang in known[one].languages)
        missing = tuple(lang for lang in wanted if lang not in by_id[document.id])
        rows.append(
            InventoryRow(
                path,
                document.kind,
                document.lang,
                meta.title,
                for_sites,
                _status(ask, document, known[for_sites[0]] if for_sites else None),
                meta.owner or "",
                days.get(path) or day_on_disk(workspace.root / path),
                meta.reviewed,
                meta.review_by,
                meta.review_by is not None
                and meta.review_by <= at.date()
                and "review_by" not in document.inherited,
                missing if document.lang == default else (),
                path in stale,
                path in orphans,
                any(getattr(meta, name, None) is not None for name in ("image", "portrait", "poster")),
                bool(meta.summary),
                _readability(workspace.root, document),
                sum(node.target.startswith(_WEB) for node in document.outline.links),
                meta.example,
                meta.publish_at,
                meta.expire_at,
            )
        )
    return rows


def due(rows: Iterable[InventoryRow]) -> Sequence[InventoryRow]:
    """Return the rows of what is due for review, what has been due for longest first."""
    return sorted((row for row in rows if row.is_due), key=lambda row: (row.review_by or date.max, row.path))


def page_paths(graph: Graph) -> Mapping[str, tuple[str, str]]:
    """Return the first site and the path there of the page of each document, by the path of its file."""
    ask = ReadOnlyContext(graph)
    found: dict[str, tuple[str, str]] = {}
    for document in readable_documents(graph):
        for place in entry.field(ask, "paths", document.id, document.lang) or ():
            found.setdefault(document.location.path, place)
    return found


def _status(ask: ReadOnlyContext, document: Document, site: Site | None) -> str:
    """Return the state of a document by the clock of the first site that it is for."""
    parsed = document_query(ask, document.id, document.lang)
    if document.meta.draft or parsed is None or parsed.summary is None:
        return "draft"
    timezone = site.timezone if site is not None else OSLO
    if is_public(ask, parsed.summary, timezone):
        return "published"
    return "expired" if why_withheld(ask, parsed.summary, timezone) is Withheld.EXPIRED else "planned"


def _readability(root: Path, document: Document) -> int | None:
    """Return the LIX of the text of a document; None where there is little of it."""
    path = document.location.path
    try:
        parts = split_file(decode_source(read_source(root / path, path=path), path=path), path=path)
    except ContentError:
        return None
    passages = body_passages(parts.body, path=path, first_line=parts.body_line, lang=document.lang)
    return lix(passage.text for passage in passages)
