"""Say what a published page is made of, and why it was last rendered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from drammenworks.base.paths import GONE_FILE
from drammenworks.base.prog_name import program_call
from drammenworks.content.graph_queries import file, has_passed
from drammenworks.engine.contexts import ReadOnlyContext
from drammenworks.engine.graph import Graph
from drammenworks.engine.queries import CATALOGUE, Key
from drammenworks.engine.records import Record
from drammenworks.engine.sqlite_cache import CacheDamagedError
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean
from drammenworks.pipeline.maintenance.explain_words import (
    HEADINGS,
    OF_FILES,
    OTHERS,
    OWN,
    describe,
    source_of,
    subject,
)
from drammenworks.pipeline.options import Options, silent
from drammenworks.pipeline.pages import LOST, PageResult, rendered
from drammenworks.pipeline.resources import load_graph, open_resources
from drammenworks.site.links import addresses
from drammenworks.site.page import DocumentSubject, GoneSubject, Page, Redirect
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
                "«{page}» er ikke en side som er bygget. "
                "Bygg først med «{call} build», og prøv på nytt.{suggestion}",
                page=wanted,
                call=program_call(),
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
    source = _own_source(graph, target)
    if source is not None:
        yield source


def _explain(graph: Graph, key: Key, target: Page | Redirect) -> Explanation:
    record = graph.find(key)
    assert record is not None
    own = _own_source(graph, target)
    is_gone = isinstance(target, Page) and isinstance(target.subject, GoneSubject)
    parts: dict[str, list[str]] = {OWN: [GONE_FILE] if is_gone else []}
    for name, heading in HEADINGS.items():
        for read in graph.shared_reads.expand(record.reads):
            if read[0] == name:
                for words in describe(graph, read):
                    is_own = heading == OTHERS and words == own
                    parts.setdefault(OWN if is_own else heading, []).append(words)
    unique = {heading: tuple(dict.fromkeys(lines)) for heading, lines in parts.items() if lines}
    return Explanation(key[1], target.path, _why(graph, record), unique)


def _own_source(graph: Graph, target: Page | Redirect) -> str | None:
    """Return the file of the document that a page is about."""
    if isinstance(target, Page) and isinstance(target.subject, DocumentSubject):
        return source_of(graph, target.subject.document_id, target.lang)
    if isinstance(target, Page) and isinstance(target.subject, GoneSubject):
        return GONE_FILE
    return None


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
            return Phrase("Tidspunktet {moment} er passert.", moment=_moment(str(cell[1])))
        named = cell if cell[0] in HEADINGS else named
        cell = _next_reason(graph, cell)
    return Phrase("{what} er endret.", what=subject(graph, named or record.reason))


def _moment(instant: str) -> str:
    return f"{datetime.fromisoformat(instant):%d.%m.%Y %H:%M}"


def _file_of(graph: Graph, cell: Key) -> str | None:
    """Return the path of the file that an answer is of; None when it is of none, or of several."""
    name, *about = cell
    if name in (file.name, *OF_FILES):
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
