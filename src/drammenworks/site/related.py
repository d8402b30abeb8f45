"""Which documents have most in common with one: what refers to it, shared references, shared terms, and time.

Nothing prefers what is new: an article of 2017 is followed by what was written about the same then, and a new
document changes the pages of those near it in time alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from drammenworks.base.text.slugs import slugify
from drammenworks.content.graph_queries import SHARDS, referrers
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.entries import best, entry, term

KINDS = frozenset({"article", "event", "place", "project", "report", "video"})
"""What is offered to read next. People and organisations are what documents have in common."""

_MOST = 6
"""So many are named for each document; a page shows some of them."""

_NEIGHBOURS = 8
"""Of those with the same term, so many before and after a document are looked at: there may be thousands."""

_BLOCK = 16
"""What has the same term is read in blocks of so many, no fewer than :data:`_NEIGHBOURS`: a new document
changes the last one, and those alone that are near it are asked about again.
"""

_MOST_REFERRERS = 200
"""What more documents than these refer to tells none of them from others."""

_DIRECT = 100
"""What a document refers to itself, or is referred to by, comes before what it shares anything with."""


@CATALOGUE.query(shards=16)
def dated_term(
    ask: QueryContext, site_id: str, name: str, lang: str, slug: str
) -> tuple[tuple[int, str], ...]:
    """What carries a term, by date, the newest first."""
    members = term(ask, site_id, name, lang, slug) or {}
    return tuple(sorted({(key[0], document_id) for (document_id, _), key in members.items()}))


@CATALOGUE.query(shards=16)
def dated_term_starts(
    ask: QueryContext, site_id: str, name: str, lang: str, slug: str
) -> tuple[tuple[int, str], ...]:
    """The oldest of each block of what carries a term, from the oldest block to the newest."""
    return dated_term(ask, site_id, name, lang, slug)[::-1][::_BLOCK]


@CATALOGUE.query(shards=16)
def dated_term_block(
    ask: QueryContext, site_id: str, name: str, lang: str, slug: str, number: int
) -> tuple[tuple[int, str], ...]:
    """A block of what carries a term, numbered from the oldest; the newest comes first in it."""
    return dated_term(ask, site_id, name, lang, slug)[::-1][number * _BLOCK : (number + 1) * _BLOCK][::-1]


@CATALOGUE.query(shards=16)
def dated_term_rarity(ask: QueryContext, site_id: str, name: str, lang: str, slug: str) -> int:
    """How much it says that two documents share a term."""
    return _rarity(len(dated_term(ask, site_id, name, lang, slug)))


@CATALOGUE.query(shards=SHARDS)
def related(ask: QueryContext, site_id: str, document_id: str, lang: str) -> tuple[str, ...]:
    """The ids of the documents of a site that have most in common with one, most first."""
    key = best(ask, site_id, document_id, lang)
    references = entry.field(ask, "references", *key) if key is not None else None
    if key is None or references is None:
        return ()
    points: Counter[str] = Counter()
    for other in _linked(ask, document_id, references):
        points[other] += _DIRECT
    for target in references:
        shared = {other for other, _ in referrers(ask, target) or ()}
        if len(shared) <= _MOST_REFERRERS:
            for other in shared:
                points[other] += 2 * _rarity(len(shared))
    day = entry.field(ask, "newest_key", *key)[0]
    for taxonomy, labels in entry.field(ask, "terms", *key):
        for slug in dict.fromkeys(map(slugify, labels)):
            rarity = dated_term_rarity(ask, site_id, taxonomy, lang, slug)
            for other in _near(ask, (site_id, taxonomy, lang, slug), (day, document_id)):
                points[other] += rarity
    del points[document_id]
    found = []
    for other in points:
        shown = best(ask, site_id, other, lang) if other.partition("/")[0] in KINDS else None
        if shown is not None:
            other_day = entry.field(ask, "newest_key", *shown)[0]
            found.append((-points[other], abs(other_day - day), other))
    return tuple(other for _, _, other in sorted(found)[:_MOST])


def _linked(ask: QueryContext, document_id: str, references: tuple[str, ...]) -> set[str]:
    """Return what a document refers to, and what refers to it."""
    return {*references, *(other for other, _ in referrers(ask, document_id) or ())}


def _rarity(count: int) -> int:
    """Return how much it says that two documents share what so many have."""
    return max(1, 8 - count.bit_length())


def _near(ask: QueryContext, term_key: tuple[str, str, str, str], own: tuple[int, str]) -> Iterator[str]:
    """Yield the ids around a place in the order of dates; what is far from it is not read."""
    starts = dated_term_starts(ask, *term_key)
    number = max(0, len(starts) - 1 - bisect_left(starts[::-1], own))
    carriers = dated_term_block(ask, *term_key, number)
    if number + 1 < len(starts) and bisect_left(carriers, own) < _NEIGHBOURS:
        carriers = (*dated_term_block(ask, *term_key, number + 1), *carriers)
    place = bisect_left(carriers, own)
    if number > 0 and place + _NEIGHBOURS >= len(carriers):
        carriers = (*carriers, *dated_term_block(ask, *term_key, number - 1))
    for _, document_id in carriers[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]:
        yield document_id
