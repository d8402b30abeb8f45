"""Documents and sites of a few lines, and a plan of them in memory, without a project on disk."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from drammenworks.base.strict_yaml import load
from drammenworks.checks.check_document import document_findings
from drammenworks.checks.sites import site_findings
from drammenworks.config import Site
from drammenworks.content.discover import Discovery, Source
from drammenworks.content.document import Document, DocumentKey
from drammenworks.content.document_metadata import summarise
from drammenworks.content.graph_queries import LoadedSites, Parsed, discovery, site_files
from drammenworks.content.graph_queries import document as document_query
from drammenworks.content.image_info import ImageInfo
from drammenworks.content.image_queries import picture
from drammenworks.content.models import KIND_BY_FOLDER
from drammenworks.content.parse_document import parse_document, split
from drammenworks.content.tables import Table, TableFile, table_file
from drammenworks.content.workspace import Workspace
from drammenworks.engine.contexts import RecordingContext
from drammenworks.engine.graph import Graph
from drammenworks.engine.pool import SerialPool
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.engine.records import Record
from drammenworks.errors import Finding
from drammenworks.images.probe_result import Probe
from drammenworks.pipeline.input_scan import InputChanges
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.output_files import next_change
from drammenworks.pipeline.plan import update_plan
from drammenworks.site.entries import entry, path_on
from drammenworks.site.page import Page, Redirect
from drammenworks.site.routes import route, winner

OSLO = ZoneInfo("Europe/Oslo")
AT = datetime(2026, 11, 21, 12, 0, tzinfo=OSLO)


def parse(
    path: str, fields: str = "", body: str = "", *, original: str | None = None
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the document at ``path`` under content/, such as ``pages/om.en.md``, and its findings.

    :param original: the fields of the document that it translates.
    """
    folder, _, file_name = path.partition("/")
    name, lang = (*file_name.removesuffix(".md").split("."), "nb")[:2]
    source = Source(f"content/{path}", KIND_BY_FOLDER[folder].name, name, lang)
    raw = split(source, f"---\n{fields}\n---\n{body}".encode())
    other = None
    if original is not None:
        other = split(
            Source(f"content/{folder}/{name}.md", source.kind, name, "nb"), f"---\n{original}\n---\n".encode()
        )
    parsed = parse_document(raw, other)
    return parsed.document, parsed.findings


def document(path: str, fields: str = "", body: str = "", *, original: str | None = None) -> Document:
    """Return the document at ``path``; its title is its name unless the fields say otherwise."""
    if not re.search("^title:", fields, re.MULTILINE) and not re.search(
        "^name:", f"{fields}\n{original}", re.MULTILINE
    ):
        fields = f"title: {path.rpartition('/')[2].partition('.')[0].capitalize()}\n{fields}"
    parsed, findings = parse(path, fields, body, original=original)
    assert parsed is not None, findings
    return parsed


SECTIONS = """
  project: {nb: /prosjekter/, en: /projects/}
  report: {nb: /rapporter/, en: /reports/}
  event: {nb: /arrangementer/, en: /events/}
  article: {nb: /aktuelt/, en: /news/}
  person: {nb: /personer/, en: /people/}
  page: {nb: /, en: /}
"""


def site(name: str = "a", settings: str = "", *, sections: str = SECTIONS) -> Site:
    """Return a site in bokmål and English."""
    text = (
        f"id: {name}\nname: Nettsted {name.upper()}\nbase_url: https://{name}.example\ntheme: base\n"
        f"languages: [nb, en]\nsections:{sections}{settings}"
    )
    return Site.model_validate(load(text, path="a.yaml"), context={"lang": "nb"})


def graph_in(root: Path) -> Graph:
    """Return an empty graph of a project on disk, for queries that read its files and need no cache."""
    return Graph(CATALOGUE, _workspace(root, Documents(), at=AT))


def _workspace(
    root: Path, documents: Any, *, at: datetime, drafts: bool = False, base_urls: Mapping[str, str] = {}
) -> Workspace:
    no_cache: Any = SimpleNamespace(packs=None)
    return Workspace(
        root=root,
        cache_folder=root / "cache",
        templates_folder=root / "templates",
        cache=no_cache,
        pool=SerialPool(),
        documents=documents,
        at=at,
        drafts=drafts,
        base_urls=base_urls,
    )


_IMAGES = (".jpg", ".jpeg", ".png")
_TABLES = (".csv",)
_NOWHERE = Path("/nowhere")


class Documents:
    """Documents by their files, in place of those in the cache."""

    def __init__(self) -> None:
        self.by_path: dict[str, Document] = {}

    def document(self, path: str) -> Document:
        return self.by_path[path]

    def forget(self, path: str) -> None:
        self.by_path.pop(path, None)


class Plan:
    """What all sites publish of some documents: a graph whose documents never were files."""

    def __init__(
        self,
        *documents: Document,
        sites: Collection[Site] = (),
        files: Collection[str] = (),
        tables: Mapping[str, Table] = {},
        broken: Collection[str] = (),
        at: datetime = AT,
        drafts: bool = False,
        base_urls: Mapping[str, str] = {},
    ) -> None:
        """Plan the sites.

        :param sites: one called « a » when none is given.
        :param files: images and tables that exist, by their paths from the project's root.
        :param tables: what some of those tables hold.
        :param broken: the ids of documents that exist and cannot be read.
        """
        self.options = Options(
            root=_NOWHERE,
            output=_NOWHERE / "output",
            cache=_NOWHERE / "cache",
            at=at,
            drafts=drafts,
            base_urls=base_urls,
        )
        self._documents = Documents()
        self.workspace = _workspace(_NOWHERE, self._documents, at=at, drafts=drafts, base_urls=base_urls)
        self.graph = Graph(CATALOGUE, self.workspace)
        self._files = set(files)
        self._broken = list(broken)
        for path in files:
            if path.casefold().endswith(_IMAGES):
                probe = Probe(Path(path), path, 4000, 3000, has_alpha=False)
                self.graph.put(picture.key(path), Record(ImageInfo(probe, None)))
            elif path.casefold().endswith(_TABLES):
                table = tables.get(path, Table(("A", "B"), (("1", "2"),), (2,)))
                self.graph.put(table_file.key(path), Record(TableFile(table)))
        self.configure(*(sites or [site()]))
        self.write(*documents)

    # --- changing ---------------------------------------------------------------------------------

    def configure(self, *sites: Site) -> None:
        """Replace the sites."""
        ordered = tuple(sorted(sites, key=lambda one: one.id))
        self.graph.put(site_files.key(), Record(LoadedSites(ordered, ())))
        self._update()

    def write(self, *documents: Document) -> None:
        """Add documents, or replace those of the same id and language."""
        for one in documents:
            self._documents.by_path[one.location.path] = one
            key = document_query.key(one.id, one.lang)
            self.graph.put(key, Record(Parsed(summarise(one), ())))
        self._update()

    def remove(self, document_id: str, lang: str = "nb") -> None:
        """Remove a document in one language."""
        for path, one in list(self._documents.by_path.items()):
            if (one.id, one.lang) == (document_id, lang):
                del self._documents.by_path[path]
        self.graph.drop(document_query.key(document_id, lang))
        self._update()

    def wait(self, until: datetime) -> None:
        """Let time pass."""
        self.workspace.at = until
        self._update()

    def _update(self) -> None:
        sources = [
            Source(path, one.kind, one.name, one.lang) for path, one in self._documents.by_path.items()
        ]
        for document_id in self._broken:
            kind, _, name = document_id.partition("/")
            sources.append(Source(f"content/{kind}s/{name}.md", kind, name, "nb"))
            self.graph.put(document_query.key(document_id, "nb"), Record(Parsed(None, ())))
        sources.sort(key=lambda source: source.path)
        self.graph.put(discovery.key(), Record(Discovery(sources, self._files, [])))
        update_plan(self.graph, InputChanges(frozenset(), frozenset()), self.options, silent)

    # --- asking -----------------------------------------------------------------------------------

    @property
    def ask(self) -> QueryContext:
        """Something to ask with, which has read nothing yet."""
        return RecordingContext(self.graph)

    def documents(self, site_id: str = "a") -> set[DocumentKey]:
        """Return the documents that a site publishes."""
        keys = [(document_id, lang) for _, document_id, lang in self.graph.keys(entry.name)]
        return {key for key in keys if path_on(self.ask, site_id, key) is not None}

    def pages(self, site_id: str = "a") -> dict[str, Page]:
        """Return the pages of a site by their paths, in the order of these."""
        found = [target for target in self._targets(site_id) if isinstance(target, Page)]
        return {page.path: page for page in sorted(found, key=lambda page: page.path)}

    def redirects(self, site_id: str = "a") -> list[Redirect]:
        """Return the redirects of a site in the order of their paths."""
        found = [target for target in self._targets(site_id) if isinstance(target, Redirect)]
        return sorted(found, key=lambda redirect: redirect.path)

    def _targets(self, site_id: str) -> list[Page | Redirect]:
        keys = [key for key in self.graph.keys(route.name) if key[1] == site_id]
        return [winner(self.ask(key)) for key in keys]

    def findings(self, *codes: str) -> list[Finding]:
        """Return what is wrong with the documents and then with the sites, of these codes or at all."""
        found: list[Finding] = []
        for name in (document_findings.name, site_findings.name):
            for key in sorted(self.graph.keys(name)):
                found += self.ask(key)
        return [finding for finding in found if not codes or finding.code in codes]

    @property
    def next_change(self) -> datetime | None:
        """When time alone changes the sites next."""
        return next_change(self.graph)
