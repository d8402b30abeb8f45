"""By what the documents of a section can be sorted out: by year, category and place; where each is a page.

Topics and focus areas have pages of their own, of all kinds of content (list_pages.term_pages).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from drammenworks.base.text.collation import collation_key
from drammenworks.base.text.slugs import slugify
from drammenworks.config import Site
from drammenworks.engine.queries import CATALOGUE, Key, QueryContext
from drammenworks.site.entries import Entry, entry, listed, section_path

FACETS = ("category", "place", "year")
"""In the order in which pages show them."""

_CATEGORY_WORDS = {
    "nb": {
        "eatery": "spisesteder",
        "shop": "butikker",
        "experience": "opplevelser",
        "stay": "overnatting",
        "service": "tjenester",
    },
    "nn": {
        "eatery": "serveringsstader",
        "shop": "butikkar",
        "experience": "opplevingar",
        "stay": "overnatting",
        "service": "tenester",
    },
    "en": {
        "eatery": "eateries",
        "shop": "shops",
        "experience": "experiences",
        "stay": "accommodation",
        "service": "services",
    },
}
"""The segment of a category: ``/steder/spisesteder/``. It stays, whatever themes call the categories."""

_PLACE_WORD = {"nb": "sted", "nn": "stad", "en": "place"}
"""The segment before that of a place: ``/arrangementer/sted/drammen/``."""


@CATALOGUE.index(entry)
def facet(key: Key, found: Entry) -> Iterator[Any]:
    """By site, kind, language, facet and value: what has it, with what orders it and how it is spelt."""
    _, document_id, lang = key
    kind = document_id.partition("/")[0]
    for site_id, _ in found.paths:
        for name, label in found.facets:
            yield ((site_id, kind, lang, name, slugify(label)), document_id), (found.sort_key, label)


@CATALOGUE.index(facet)
def facet_values(key: Key, found: Any) -> Iterator[Any]:
    """By site, kind and language: each facet and value that some document has."""
    yield (key[1:4], key[4:6]), None


@CATALOGUE.query(shards=4)
def facet_members(
    ask: QueryContext, site_id: str, kind: str, lang: str, name: str, value: str
) -> tuple[str, ...]:
    """The ids of the documents of a kind with a value, in the order of the kind's list."""
    members = facet(ask, site_id, kind, lang, name, value) or {}
    if kind == "event":
        return tuple(filter(members.__contains__, listed(ask, site_id, kind, lang)))
    return tuple(sorted(members, key=lambda document_id: members[document_id][0]))


@CATALOGUE.query(shards=4)
def facet_label(ask: QueryContext, site_id: str, kind: str, lang: str, name: str, value: str) -> str:
    """What a value is called: its most frequent spelling."""
    members = facet(ask, site_id, kind, lang, name, value) or {}
    return most_frequent((label for _, label in members.values()), default=value)


def most_frequent(labels: Iterable[str], *, default: str) -> str:
    """Return the most frequent of several spellings; of those as frequent, the first of the alphabet."""
    uses = Counter(labels)
    # Spellings that differ by case alone are alike to the alphabet.
    return min(uses, key=lambda label: (-uses[label], collation_key(label), label), default=default)


def facet_path(site: Site, kind: str, lang: str, name: str, value: str) -> str:
    """Return the path of the page of a value."""
    root = section_path(site, kind, lang)
    if name == "category":
        return f"{root}{_CATEGORY_WORDS[lang][value]}/"
    return f"{root}{_PLACE_WORD[lang]}/{value}/" if name == "place" else f"{root}{value}/"


def is_facet_path(site: Site, kind: str, lang: str, path: str) -> bool:
    """Tell whether a path is one that the page of some value of a kind's section would have."""
    root = section_path(site, kind, lang)
    rest = path.removeprefix(root) if path.startswith(root) and root != site.prefix(lang) else ""
    words = "|".join((*_CATEGORY_WORDS[lang].values(), "[0-9]{4}", f"{_PLACE_WORD[lang]}/[^/]+"))
    return re.fullmatch(f"({words})/", rest) is not None


@CATALOGUE.query()
def choices(
    ask: QueryContext, site_id: str, kind: str, lang: str
) -> tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]:
    """Each facet by which a section can be sorted out: its values, their labels and numbers of documents.

    A facet of one value is no choice. Years begin with the last one, and places follow the alphabet.
    """
    found: dict[str, list[str]] = {}
    for name, value in sorted(facet_values(ask, site_id, kind, lang) or ()):
        found.setdefault(name, []).append(value)

    def entries(name: str) -> tuple[tuple[str, str, int], ...]:
        labelled = [(value, facet_label(ask, site_id, kind, lang, name, value)) for value in found[name]]
        if name == "category":
            labelled.sort(key=lambda pair: list(_CATEGORY_WORDS[lang]).index(pair[0]))
        else:
            labelled.sort(key=lambda pair: collation_key(pair[1]), reverse=name == "year")
        return tuple(
            (value, label, len(facet_members(ask, site_id, kind, lang, name, value)))
            for value, label in labelled
        )

    return tuple((name, entries(name)) for name in FACETS if len(found.get(name, ())) > 1)
