"""Documents that were copied: with the title or the text of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from drammenworks.content.document import Document
from drammenworks.content.models.event import EventMeta
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import sites as rules

_MIN_WORDS = 20
"""Of a text that is hardly the same by chance."""


def check_copies(documents: Iterable[Document]) -> Iterator[Finding]:
    """Yield a finding for every document that has the text or the title of another, drafts included.

    Translations are not compared with their originals. Pages of different sites may have the same title.
    """
    ordered = sorted(documents, key=lambda document: document.location.path)
    found: dict[str, Finding] = {}
    for group in _same_text(ordered):
        for copy in group[1:]:
            found.setdefault(copy.location.path, _finding(copy, group[0], Phrase("Teksten")))
    for group in _same_title(ordered):
        for index, copy in enumerate(group):
            original = next((other for other in group[:index] if _may_share_a_site(copy, other)), None)
            if original is not None and "title" not in copy.inherited:
                found.setdefault(copy.location.path, _finding(copy, original, Phrase("Tittelen")))
    yield from found.values()


def _finding(copy: Document, original: Document, what: Phrase) -> Finding:
    return rules.COPY.at(copy.location.at("title"), what=what, other=original.location.path)


def _same_text(documents: Iterable[Document]) -> Iterator[list[Document]]:
    groups: defaultdict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        if document.outline.words >= _MIN_WORDS:
            groups[document.lang, document.body_digest].append(document)
    return iter(groups.values())


def _same_title(documents: Iterable[Document]) -> Iterator[list[Document]]:
    groups: defaultdict[tuple[str, ...], list[Document]] = defaultdict(list)
    for document in documents:
        meta = document.meta
        # What happens again has the same title every time.
        when = str(meta.starts_at or meta.start) if isinstance(meta, EventMeta) else ""
        title = " ".join(meta.title.casefold().split())
        groups[document.kind, document.lang, title, when].append(document)
    return iter(groups.values())


def _may_share_a_site(one: Document, other: Document) -> bool:
    first, second = one.meta.sites, other.meta.sites
    return first is None or second is None or not set(first).isdisjoint(second)
