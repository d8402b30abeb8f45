"""The sources of all PDFs, as queries that follow the pages: a PDF is set again when its source differs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from drammenworks.base.digests import digest_parts
from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import SHARDS
from drammenworks.content.workspace import Workspace
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.content_store import Store
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE, Key, QueryContext
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as rules
from drammenworks.pdf import is_available
from drammenworks.pdf.signs import unshown_signs, without
from drammenworks.pdf.source import pdf_data
from drammenworks.pdf.theme import TypstTheme, typst_digest, typst_theme
from drammenworks.pipeline.pages import ImageUse, PageResult, page_store, rendered, static_file
from drammenworks.render.render_context import RenderContext
from drammenworks.render.renderer import Renderer
from drammenworks.site.entries import path_on
from drammenworks.site.page import output_path
from drammenworks.site.pdfs import pdf, pdf_path
from drammenworks.site.reports.files import report_files
from drammenworks.site.routes import folded

_VERSION = "1"
"""Part of every cache key: increment it when the same source gives another PDF."""
_LIBRARIES = ("typst", "pikepdf")
_DATA = {".csv": "text/csv", ".json": "application/json"}
"""Files that are data, each with its type."""
_SET = ("jpeg", "png", "svg")
"""The formats of pictures that are set as they are."""


class PdfSource(NamedTuple):
    """What a PDF is set from."""

    output_path: str
    digest: str
    """Of its source, which the store of sources holds."""
    theme: str
    """The digest of how its theme sets it."""
    document: str
    """The file of its document, for findings."""
    pictures: tuple[ImageUse, ...]
    """What it shows, to be encoded before it is set."""
    findings: tuple[Finding, ...]


@CATALOGUE.query(shards=SHARDS, is_enumerated=True, group=AFTER_PAGES)
def pdf_source(ask: QueryContext, site_id: str, document_id: str, lang: str) -> PdfSource | None:
    """What the PDF of a document is set from; None when it has none, or while its page cannot be rendered."""
    path, theme = path_on(ask, site_id, (document_id, lang)), typst_digest(ask, site_id)
    if path is None or theme is None:
        return None
    page = rendered(ask, site_id, folded(output_path(path)))
    if page is None or page.digest is None:
        return None
    workspace: Workspace = ask.environment
    renderer: Renderer = workspace.renderers[site_id]
    context = RenderContext(site_id, lang, ask, renderer.strings[lang])
    pictures = {context.href(f"/{use.output_path}"): use for use in page.images if use.format in _SET}
    document = context.document((document_id, lang))
    data = pdf_data(
        _html(page, workspace),
        document,
        context,
        path,
        {url: use.output_path for url, use in pictures.items()},
    )
    if data is None:
        return None
    data["attachments"] = list(_attachments(ask, document, data.pop("links"), context))
    findings = _without_unshown(ask, data, document, typst_theme(ask, site_id))
    source = json.dumps({**data, "theme": theme}, ensure_ascii=False)
    shown = tuple(use for use in pictures.values() if f'"{use.output_path}"' in source)
    name, _ = source_store(workspace).put(source.encode())
    return PdfSource(pdf_path(path).lstrip("/"), name, theme, document.location.path, shown, findings)


@dataclass(frozen=True, slots=True)
class PdfKey:
    """The key of a finished PDF in the cache."""

    key: str
    format: str = "pdf"


def pdf_key(source: str) -> PdfKey:
    """Return the key of the PDF that is set from a source, by the digest of that."""
    return PdfKey(digest_parts(source, _VERSION, *_versions()))


@cache
def _versions() -> tuple[str, ...]:
    return tuple(map(version, _LIBRARIES))


def source_store(workspace: Workspace) -> Store:
    """Return the store of the sources of PDFs."""
    return Store(workspace.cache_folder / "pdfs" / "sources").open()


def _attachments(
    ask: QueryContext, document: Document, links: Iterable[str], context: RenderContext
) -> Iterator[dict[str, Any]]:
    """Yield the data of a report, and what else its page leads to, as they are published (PDF/A-3)."""
    files: dict[str, bytes] = {}
    if document.kind == "report":
        for file in report_files(ask, context.site_id, document.id, document.lang):
            files[file.output_path] = file.content
    root = context.canonical_url("/")
    for path in [unquote(href.removeprefix(root)) for href in links if href.startswith(root)]:
        found: Mapping[str, Artifact] = static_file(ask, context.site_id, path) or {}
        for artifact in found.values() if PurePosixPath(path).suffix in _DATA else ():
            files.setdefault(path, artifact.read())
    for path, content in files.items():
        name = PurePosixPath(path)
        try:
            text: str | list[int] = content.decode()
        except UnicodeDecodeError:
            text = list(content)
        yield {"path": name.name, "content": text, "mime": _DATA[name.suffix], "description": name.name}


def _html(page: PageResult, workspace: Workspace) -> str:
    assert page.digest is not None
    try:
        return page_store(workspace).file(page.digest).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CacheDamagedError from None


def _without_unshown(
    ask: QueryContext, data: dict[str, Any], document: Document, theme: TypstTheme | None
) -> tuple[Finding, ...]:
    """Replace the signs that cannot be shown, and return what is to be said of them."""
    assert theme is not None
    texts = ("title", "summary", "author", "site")
    signs = unshown_signs(ask, data["tree"], (data[key] or "" for key in texts), theme)
    if not signs:
        return ()
    stand_ins = str.maketrans(signs)
    for key in ("tree", *texts):
        data[key] = without(data[key], stand_ins) if data[key] is not None else None
    return (rules.UNSHOWN_SIGNS.at(Location(document.location.path), signs=" ".join(signs)),)


@CATALOGUE.index(pdf_source)
def pdf_file(key: Key, source: PdfSource) -> Iterator[Any]:
    """By site and output path: what the PDF there is set from."""
    yield ((key[1], source.output_path), key[2:]), source


def update_pdf_sources(graph: Graph, chosen: Mapping[str, Site]) -> None:
    """Bring the sources of all PDFs of the sites that are built up to date with their pages."""
    wanted: set[Key] = set()
    for site_id in chosen if is_available() else ():
        graph.ask(typst_theme.key(site_id))
        wanted.update(pdf_source.key(site_id, *member) for member in graph.ask(pdf.key(site_id)) or ())
    for key in [*graph.keys(typst_theme.name)]:
        if key[1] not in chosen:
            graph.drop(key)
    for key in [*graph.keys(pdf_source.name)]:
        if key not in wanted:
            graph.drop(key)
    for key in sorted(wanted, key=str):
        if graph.find(key) is None:
            graph.suspect(key)
    for key in list(graph.suspects(pdf_source.name)):
        graph.refresh(key)
