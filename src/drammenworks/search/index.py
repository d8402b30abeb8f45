"""The index of a site and language as queries, so that an edit costs what it reaches.

    pages → segments → terms by prefix → leaves (the files of terms)
                              ↓    ↑
                              compounds

An edited word changes its page's segment, of that the lines of two prefixes, and of those two leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from drammenworks.content.graph_queries import SHARDS
from drammenworks.content.workspace import Workspace
from drammenworks.engine.content_store import Store
from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE, Key, QueryContext
from drammenworks.search.compounds import find_heads
from drammenworks.search.pages import found_document, members_of
from drammenworks.search.postings import FACET, SEGMENTS, divide, invert, merge, prefix_of
from drammenworks.search.stemming import terms_of

_SMALL = 1000
"""Pages up to which the terms with one first letter are one file."""
_LARGEST_LEAF = 32_768
"""Characters of a file of terms; a third of it is left when compressed."""


class Segment(NamedTuple):
    """What the pages of a segment say."""

    size: int
    """How many pages it has."""
    lines: Mapping[str, str]
    """The lines of its terms, by prefix; see :func:`postings.invert`."""


@CATALOGUE.query(shards=SHARDS, group=AFTER_PAGES, fields=Segment._fields)
def segment(ask: QueryContext, site_id: str, lang: str, number: int) -> Segment:
    """The terms of the pages of a segment."""
    members = members_of(ask, site_id, lang, number)
    weighed = (
        (
            member.number,
            member.page.terms if member.page else found_document.field(ask, "terms", member.id, lang),
        )
        for member in members
    )
    return Segment(len(members), invert(number, weighed))


@CATALOGUE.index(segment, shards=SHARDS)
def prefix_lines(key: Key, answer: Segment) -> Iterator[Any]:
    """By site, language and prefix: the lines of each segment."""
    _, site_id, lang, number = key
    for prefix, lines in answer.lines.items():
        yield ((site_id, lang, prefix), number), lines


@CATALOGUE.index(prefix_lines)
def prefixes(key: Key, _: Any) -> Iterator[Any]:
    """By site and language: the prefixes of all terms."""
    yield ((key[1], key[2]), key[3]), None


@CATALOGUE.query(group=AFTER_PAGES)
def page_count(ask: QueryContext, site_id: str, lang: str) -> int:
    """How many pages can be found."""
    return sum(segment.field(ask, "size", site_id, lang, number) for number in range(SEGMENTS))


@CATALOGUE.query(group=AFTER_PAGES)
def is_small(ask: QueryContext, site_id: str, lang: str) -> bool:
    """Whether the terms with one first letter are one file."""
    return page_count(ask, site_id, lang) <= _SMALL


@CATALOGUE.query(shards=SHARDS, group=AFTER_PAGES)
def prefix_terms(ask: QueryContext, site_id: str, lang: str, prefix: str) -> dict[str, str]:
    """The pages of each term with a prefix."""
    lines = prefix_lines(ask, site_id, lang, prefix) or {}
    return merge([lines[number] for number in sorted(lines)])


@CATALOGUE.query(group=AFTER_PAGES)
def prefix_words(ask: QueryContext, site_id: str, lang: str, prefix: str) -> str:
    """The terms with a prefix, without their pages."""
    return " ".join(prefix_terms(ask, site_id, lang, prefix))


# --- compounds ------------------------------------------------------------------------------------


@CATALOGUE.query(group=AFTER_PAGES, is_root=True)
def compounds(ask: QueryContext, site_id: str, lang: str) -> dict[str, list[str]]:
    """What compounds end with → those compounds."""
    known: set[str] = set()
    for prefix in prefixes(ask, site_id, lang) or ():
        if prefix != FACET:
            known.update(prefix_words(ask, site_id, lang, prefix).split(" "))
    return find_heads(known, terms_of(lang).stem_end)


@CATALOGUE.index(compounds, shards=SHARDS)
def prefix_heads(key: Key, answer: Mapping[str, list[str]]) -> Iterator[Any]:
    """By site, language and prefix: what compounds end with → those compounds."""
    for head, of_head in answer.items():
        yield ((key[1], key[2], prefix_of(head)), head), tuple(of_head)


@CATALOGUE.index(prefix_heads)
def head_prefixes(key: Key, _: Any) -> Iterator[Any]:
    """By site and language: the prefixes of all that compounds end with."""
    yield ((key[1], key[2]), key[3]), None


@CATALOGUE.query(shards=SHARDS, group=AFTER_PAGES)
def pages_with(ask: QueryContext, site_id: str, lang: str, term: str) -> str:
    """The pages of one term: who asks for it does not read those of its neighbours."""
    return prefix_terms(ask, site_id, lang, prefix_of(term)).get(term, "")


# --- files ----------------------------------------------------------------------------------------


@CATALOGUE.query(shards=16, group=AFTER_PAGES)
def leaf(ask: QueryContext, site_id: str, lang: str, start: str) -> tuple[tuple[str, str], ...]:
    """The files of the terms that begin with a letter, or in a large site with two.

    Each has its prefix and its digest. On a line is a term, its pages, and the pages of compounds that end
    with it.
    """
    wanted = [prefix for prefix in all_prefixes(ask, site_id, lang) if prefix.startswith(start)]
    lines: dict[str, str] = {}
    for prefix in wanted:
        terms = prefix_terms(ask, site_id, lang, prefix)
        heads: Mapping[str, tuple[str, ...]] = prefix_heads(ask, site_id, lang, prefix) or {}
        for term in sorted({*terms, *heads}):
            pages = terms.get(term, "")
            parts = "".join(pages_with(ask, site_id, lang, one) for one in heads.get(term, ()))
            lines[term] = f"{term} {pages} {parts}" if parts else f"{term} {pages}"
    workspace: Workspace = ask.environment
    store = index_store(workspace)
    return tuple(
        (prefix, store.put(text.encode())[0]) for prefix, text in divide(lines, start, _LARGEST_LEAF).items()
    )


def all_prefixes(ask: QueryContext, site_id: str, lang: str) -> list[str]:
    """Return the prefixes of all terms and of all that compounds end with, sorted."""
    return sorted({*(prefixes(ask, site_id, lang) or ()), *(head_prefixes(ask, site_id, lang) or ())})


def index_store(workspace: Workspace) -> Store:
    """Return the store of the files of search indexes."""
    return Store(workspace.cache_folder / "search").open()
