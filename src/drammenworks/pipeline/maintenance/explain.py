"""Say what a published page is made of, and why it was last rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drammenworks.content.graph_queries import file, has_passed
from drammenworks.engine.cache import CacheDamagedError
from drammenworks.engine.contexts import ReadOnlyContext
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import CATALOGUE, Key
from drammenworks.engine.records import Record
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.pages import LOST, PageResult, rendered
from drammenworks.pipeline.resources import load_graph, open_resources
from drammenworks.site.entries import entry
from drammenworks.site.links import addresses
from drammenworks.site.page import DocumentSubject, Page, Redirect
from drammenworks.site.routes import claimant, route, winner
from drammenworks.site.themes import theme


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one page is made of."""

    site_id: str
    path: str
    """Under the site's root."""
    reason: str
    """Why it was last rendered."""
    parts: dict[str, tuple[str, ...]]
    """What it is made of: a heading, and under it files, templates, images and lists."""


_HEADINGS: Mapping[str, str] = {
    "entry.fields": Phrase("Felter i"),
    "entry.title": Phrase("Felter i"),
    "entry.menu_title": Phrase("Felter i"),
    "entry.body": Phrase("Brødtekst i"),
    "template": Phrase("Maler"),
    "picture": Phrase("Bilder"),
    "attachment": Phrase("Filer til nedlasting"),
    "table_file": Phrase("Tabeller"),
    "first_listed": Phrase("Lister"),
    "list_pages": Phrase("Lister"),
    "first_upcoming": Phrase("Kommende arrangementer"),
    "latest_past": Phrase("Tidligere arrangementer"),
    "referrers": Phrase("Hvem som viser hit"),
    "entry.paths": Phrase("Lenker"),
    "has_page": Phrase("Lenker"),
    "menu": Phrase("Menyer"),
    "asset": Phrase("Filer i temaet"),
    "drawing": Phrase("Tegninger i temaet"),
}
"""The headings of what a page reads, by query or field of a query, in the order of their listing."""

_OF_FILES = ("picture", "attachment", "table_file")
"""Queries whose first argument is the path of a file."""
_OF_SITES = (
    "template",
    "first_listed",
    "list_pages",
    "first_upcoming",
    "latest_past",
    "has_page",
    "menu",
    "asset",
    "drawing",
)
"""Queries whose first argument is a site: that of the page."""


def explain(options: Options, wanted: str) -> list[Explanation]:
    """Return what the last build knows of the pages that ``wanted`` names.

    :param wanted: a URL, a path on a site, a file under the output folder, or a source file.
    :raises UsageError: if it names no page that is built.
    """
    found: list[Explanation] = []
    known: set[str] = set()
    with open_resources(options, silent) as resources:
        try:
            graph = load_graph(options, resources).graph
            for key, result, target in _pages(graph):
                names = set(_names(graph, key[1], target))
                known |= names
                if wanted in names and result.digest is not None:
                    found.append(_explain(graph, key, target))
        except CacheDamagedError:
            # The next build renders all pages again.
            found.clear()
    if not found:
        suggestion = did_you_mean(wanted, known)
        raise UsageError(
            Phrase(
                "«{page}» er ikke en side som er bygget. Bygg først, og prøv på nytt.{suggestion}",
                page=wanted,
                suggestion=suggestion,
            )
        )
    return found


def _pages(graph: Graph) -> Iterator[tuple[Key, PageResult, Page | Redirect]]:
    """Yield each page that was rendered, in the order of sites and paths."""
    for key in sorted(graph.keys(rendered.name)):
        record, claims = graph.find(key), graph.find(route.key(*key[1:]))
        if record is not None and record.answer is not None and claims is not None:
            yield key, record.answer, winner(claims.answer)


def _names(graph: Graph, site_id: str, target: Page | Redirect) -> Iterator[str]:
    """Yield the names by which a person may call a page."""
    where = addresses(ReadOnlyContext(graph), site_id)
    yield target.path
    if where is not None:
        yield where.href(target.path)
        yield where.deployed_url(target.path)
        yield where.canonical_url(target.path)
    yield target.output_path
    yield f"{site_id}/{target.output_path}"
    yield f"output/{site_id}/{target.output_path}"
    if isinstance(target, Page) and isinstance(target.subject, DocumentSubject):
        source = _source(graph, target.subject.document_id, target.lang)
        if source is not None:
            yield source


def _explain(graph: Graph, key: Key, target: Page | Redirect) -> Explanation:
    record = graph.find(key)
    assert record is not None
    parts: dict[str, list[str]] = {}
    for name, heading in _HEADINGS.items():
        for read in graph.shared_reads.expand(record.reads):
            if read[0] == name:
                parts.setdefault(heading, []).append(_say(graph, read))
    unique = {heading: tuple(dict.fromkeys(lines)) for heading, lines in parts.items()}
    return Explanation(key[1], target.path, _why(graph, record), unique)


def _say(graph: Graph, read: Key) -> str:
    """Return what was read, as a person would name it."""
    name, *about = read
    if name.startswith("entry."):
        document_id, lang = about
        return _source(graph, document_id, lang) or f"{document_id} ({lang})"
    if name in _OF_FILES:
        return str(about[0])
    if name in _OF_SITES:
        about = about[1:]
    return " ".join(str(part) for part in about if part is not None) or name


def _source(graph: Graph, document_id: str, lang: str) -> str | None:
    record = graph.find(entry.key(document_id, lang))
    return record.answer.path if record is not None and record.answer is not None else None


# --- why ------------------------------------------------------------------------------------------


def _why(graph: Graph, record: Record) -> str:
    """Follow the reasons of answers, from that of a page to the file or the instant that they begin with."""
    if record.reason is None:
        return Phrase("Den var ny.")
    if record.reason == LOST:
        return Phrase("Den manglet blant sidene som er tatt vare på.")
    named: Key | None = None
    cell: Key | None = record.reason
    passed: set[Key] = set()
    while cell is not None and cell not in passed:
        passed.add(cell)
        path = _file_of(graph, cell)
        if path is not None:
            return Phrase("{what} er endret.", what=path)
        if cell[0] == has_passed.name:
            return Phrase("Tidspunktet {moment} er passert.", moment=cell[1])
        named = cell if cell[0] in _HEADINGS else named
        cell = _next_reason(graph, cell)
    if named is None:
        return Phrase("{what} er endret.", what=" ".join(map(str, record.reason)))
    heading = Phrase("{heading} {name}", heading=_HEADINGS[named[0]], name=_say(graph, named))
    return Phrase("{what} er endret.", what=heading)


def _file_of(graph: Graph, cell: Key) -> str | None:
    """Return the path of the file that an answer is of; None when it is of none, or of several."""
    name, *about = cell
    if name in (file.name, *_OF_FILES):
        return str(about[0])
    if name in ("template", "asset", "drawing"):
        # The theme as a whole may have changed again since, and left this file as it was.
        loaded = graph.find(theme.key(about[0]))
        found = loaded.answer.theme if loaded is not None else None
        if found is None:
            return None
        template = found.templates.get(about[1]) if name == "template" else None
        place = template.path if template is not None else found.assets.get(about[1])
        root = graph.environment.root
        return place.relative_to(root).as_posix() if place is not None else None
    return None


def _next_reason(graph: Graph, cell: Key) -> Key | None:
    """Return why an answer was last computed; for the route of a page, the query that the page is of."""
    record = graph.find(_base(cell))
    if record is None:
        return None
    return claimant(min(record.answer)) if cell[0] == route.name else record.reason


def _base(cell: Key) -> Key:
    """Return the key of the answer that a cell is, or is a field of."""
    found = CATALOGUE.fields.get(cell[0])
    return cell if found is None else (found[0], *cell[1:])
