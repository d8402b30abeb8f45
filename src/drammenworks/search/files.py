"""The files of a search index: terms, what is shown of pages, and the manifest that names them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from drammenworks.content.graph_queries import SHARDS
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.models import KINDS
from drammenworks.engine.queries import AFTER_PAGES, CATALOGUE, Key, QueryContext
from drammenworks.search.index import all_prefixes, index_store, is_small, leaf, page_count, prefix_words
from drammenworks.search.pages import SECTION, TERM, FoundPage, found_document, members_of
from drammenworks.search.postings import DRAWERS, FACET, SEGMENTS
from drammenworks.search.stemming import STOP_WORDS
from drammenworks.site.list_pages import search_index_path
from drammenworks.site.themes import theme as theme_query

_FOLDER = "assets/search"
"""What is below it may be cached for ever: each file is named by its digest."""
_PER_BLOCK = 2
"""Pages in a file of what is shown of them, about, until there are as many files as drawers: whoever sees six
hits fetches six files."""
_HIGHEST_BITS = 10
"""Of the number of a block: as many as there are drawers in all segments."""
_NAME = 10
"""Characters of a digest in the name of a file."""


@CATALOGUE.query(group=AFTER_PAGES)
def block_bits(ask: QueryContext, site_id: str, lang: str) -> int:
    """How many bits the numbers of blocks have; it changes when a site has become twice as large."""
    return min(_HIGHEST_BITS, (page_count(ask, site_id, lang) // _PER_BLOCK).bit_length())


@CATALOGUE.query(shards=SHARDS, group=AFTER_PAGES)
def block(ask: QueryContext, site_id: str, lang: str, bits: int, number: int) -> str:
    """The digest of the file of what is shown of some pages; empty when there are no such pages.

    The pages are those whose drawers, counted through all segments, begin with these bits.
    """
    first = number << (_HIGHEST_BITS - bits)
    last = (number + 1) << (_HIGHEST_BITS - bits)
    shown = []
    for segment in range(first // DRAWERS, (last - 1) // DRAWERS + 1):
        for member in members_of(ask, site_id, lang, segment):
            drawer = member.number * DRAWERS // (SEGMENTS * SEGMENTS)
            if first <= segment * DRAWERS + drawer < last:
                page = member.page or found_document(ask, member.id, lang)
                assert page is not None, "it is a member of the segment"
                shown.append([segment * SEGMENTS * SEGMENTS + member.number, *_shown(page, site_id)])
    return index_store(ask.environment).put(_json(shown))[0] if shown else ""


def _shown(page: FoundPage, site_id: str) -> list[Any]:
    path = dict(page.paths)[site_id]
    return [path, page.title, page.kind, page.year or 0, int(page.is_example), page.summary, page.text]


class Manifest(NamedTuple):
    """The file that names all others of an index."""

    digest: str
    files: tuple[tuple[str, str], ...]
    """All files of the index but itself: the name of each, and its digest."""


@CATALOGUE.query(is_root=True, group=AFTER_PAGES)
def manifest(ask: QueryContext, site_id: str, lang: str) -> Manifest | None:
    """The manifest of the index of a site in a language; None when it has no search."""
    one, loaded = site_query(ask, site_id), theme_query(ask, site_id).theme
    if one is None or loaded is None or not one.search:
        return None
    count = page_count(ask, site_id, lang)
    letters = 1 if is_small(ask, site_id, lang) else 2
    starts = sorted({prefix[:letters] for prefix in all_prefixes(ask, site_id, lang)})
    leaves = [part for start in starts for part in leaf(ask, site_id, lang, start)]
    bits = block_bits(ask, site_id, lang)
    blocks = [block(ask, site_id, lang, bits, number) for number in range(1 << bits)]
    facets = prefix_words(ask, site_id, lang, FACET).split()
    words = loaded.strings.get(lang, {})
    content = {
        "pages": count,
        "small": letters == 1,
        "leaves": " ".join(f"{prefix}:{name[:_NAME]}" for prefix, name in leaves),
        "bits": bits,
        "blocks": " ".join(name[:_NAME] for name in blocks),
        "kinds": {
            kind: words.get(f"kind.{kind}", kind)
            for kind in (*KINDS, SECTION, TERM)
            if FACET + kind in facets
        },
        "years": sorted((int(facet[1:]) for facet in facets if facet[1:].isdecimal()), reverse=True),
        "stop": STOP_WORDS[lang],
        "words": {
            key.removeprefix("search.client."): text
            for key, text in sorted(words.items())
            if key.startswith("search.client.")
        },
    }
    names = [(f"{name[:_NAME]}.txt", name) for _, name in leaves]
    names += [(f"{name[:_NAME]}.json", name) for name in blocks if name]
    return Manifest(index_store(ask.environment).put(_json(content))[0], tuple(names))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@CATALOGUE.index(manifest, shards=SHARDS)
def index_file(key: Key, answer: Manifest) -> Iterator[Any]:
    """By site and output path: the digest of a file of a search index."""
    _, site_id, lang = key
    yield ((site_id, search_index_path(lang).lstrip("/")), lang), answer.digest
    for name, digest in answer.files:
        yield ((site_id, f"{_FOLDER}/{lang}/{name}"), lang), digest
