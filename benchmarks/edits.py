"""What an edit does to the documents of a site, without a file system.

An edit is the same amount of work in every repetition, and different from what any build before it read.
"""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.cases import Case
from benchmarks.corpus import Document, Entry, Outline, make_entry
from benchmarks.corpus.outline import KINDS, PER_PAGE, TAGS_SECTION
from benchmarks.corpus.words import TAGS

_OLDEST = date(2015, 6, 1)
"""Before every date of the corpus."""
_NEWEST = date(2026, 1, 5)
"""After every date of the corpus, and before the day of the build."""

_WHERE = {Case.SUMMARY: 1 / 6, Case.BODY: 1 / 3, Case.TAG: 1 / 2, Case.TITLE: 2 / 3, Case.DATE: 5 / 6}
"""Which article a case edits: its place among all, each case a different one."""

_EXTRA = 3
"""Documents that a list may have more than in the corpus, by all cases: `tag`, `added`, `oldest`."""

DOCUMENT_EDITS = tuple(_WHERE)
"""The cases that edit one document."""


def edited_entry(outline: Outline, case: Case) -> Entry:
    """Return the article that a case edits, as it is before all edits."""
    articles = outline.by_kind["article"]
    return articles[int(len(articles) * _WHERE[case])]


def edit_document(document: Document, case: Case, word: str, number: int, outline: Outline) -> Document:
    """Return a document as the case leaves it in repetition ``number``; ``word`` is in no other build."""
    entry = document.entry
    match case:
        case Case.BODY:
            return replace(document, body=f"{document.body}\nDette er en rettelse: {word}.\n")
        case Case.TITLE:
            # At its end, so that the article stays in its place among those of its day.
            return replace(document, entry=replace(entry, title=f"{entry.title} {word}"))
        case Case.SUMMARY:
            return replace(document, summary=f"{document.summary} {word}.")
        case Case.TAG:
            return replace(document, entry=replace(entry, tags=(*entry.tags, extra_tag(entry, outline))))
        case Case.DATE:
            # A day or two from its neighbours, so that it changes places with few.
            return replace(document, entry=replace(entry, date=entry.date - timedelta(days=number)))
    raise ValueError(f"{case} edits no document")


def shown_by(document: Document, case: Case, word: str) -> str:
    """Return what the page of an edited document has to show."""
    match case:
        case Case.TAG:
            return f"/{TAGS_SECTION}/{document.entry.tags[-1]}/"
        case Case.DATE:
            return f'datetime="{document.entry.date.isoformat()}"'
    return word


def extra_tag(entry: Entry, outline: Outline) -> str:
    """Return a rare tag that an article lacks, whose list gets no further page by it."""
    return next(tag for tag in _roomy_tags(outline) if tag not in entry.tags)


def extra_article(outline: Outline, case: Case) -> Entry:
    """Return the article that a case adds or deletes; no document of the corpus links to it."""
    size = len(outline.entries)
    number = len(outline.by_kind["article"])
    if case is Case.OLDEST:
        entry = make_entry(size + 1, KINDS["article"], number + 1, outline.seed)
        return replace(entry, date=_OLDEST, tags=TAGS[:2])
    entry = make_entry(size, KINDS["article"], number, outline.seed)
    return replace(entry, date=_NEWEST, tags=_roomy_tags(outline)[:2])


def colour(word: str) -> str:
    """Return a colour that a minifier cannot write more briefly."""
    first, second, third = (zlib.crc32(word.encode()) // 10**place % 10 for place in range(3))
    return f"#{first}a{second}c{third}e"


def _roomy_tags(outline: Outline) -> tuple[str, ...]:
    """Return the tags whose last page has room for the documents of all cases, the rarest first.

    With a new page, all pages of a list would show a different number of pages.
    """
    counts = outline.tags()
    roomy = [tag for tag in reversed(TAGS) if 0 < counts[tag] % PER_PAGE <= PER_PAGE - _EXTRA]
    return (*roomy, *(tag for tag in reversed(TAGS) if tag not in roomy))
