"""Check the prose of documents in worker processes; results of unchanged documents are cached."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.checks.prose.endings import WordEnding, check_endings, endings
from drammenworks.checks.prose.languages import check_language
from drammenworks.checks.prose.norwegian_notation import check_norwegian
from drammenworks.checks.prose.passage import Passage, body_passages, field_passage
from drammenworks.checks.prose.promises import check_promises
from drammenworks.checks.prose.style import check_style
from drammenworks.checks.prose.wording import check_wording
from drammenworks.content.document import Document
from drammenworks.content.frontmatter import split_front_matter
from drammenworks.content.models.common import KeyFigure, ReferencePath
from drammenworks.engine.pool import Pool, worth_its_start
from drammenworks.engine.sqlite_cache import Cache
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import prose as rules

MAX_SUMMARY = 250
"""Characters. Search engines show about 160, social media cards about 200."""

_SPACE = "prose of documents"
_CHUNK = 32
_FIELDS = ("title", "summary")
_REDUNDANT_PHRASES = (
    "bilde av",
    "bilete av",
    "foto av",
    "fotografi av",
    "image of",
    "photo of",
    "picture of",
)


@dataclass(frozen=True, slots=True)
class _Checker(FastPickle):
    """Checks a document, in a worker."""

    root: Path
    year: int

    def __call__(self, document: Document) -> tuple[tuple[Finding, ...], tuple[WordEnding, ...]]:
        found = tuple(check_document_prose(document, self.root, self.year))
        words = (word for passage in _passages(document, self.root) for word in endings(passage))
        return found, tuple(words)


def check_prose(
    documents: Iterable[Document],
    root: Path,
    cache: Cache,
    pool: Pool,
    *,
    year: int,
    covers: Callable[[str], bool],
) -> list[Finding]:
    """Return the findings in the prose of documents.

    :param year: the present one.
    :param documents: all documents; those whose files ``covers`` excludes are skipped.
    """
    cached = {path: pickle.loads(stored) for path, stored in cache.items(_SPACE)}
    findings: list[Finding] = []
    words: list[WordEnding] = []
    changed: list[Document] = []
    gone = set(cached)
    for document in documents:
        path = document.location.path
        gone.discard(path)
        if not covers(path):
            continue
        entry = cached.get(path)
        if entry is not None and entry[0] == _key(document, year):
            findings += entry[1][0]
            words += entry[1][1]
        else:
            changed.append(document)
    for results in worth_its_start(pool, len(changed)).map(_Checker(root, year), changed, chunk=_CHUNK):
        cache.put(
            _SPACE,
            [
                (changed[position].location.path, pickle.dumps((_key(changed[position], year), found)))
                for position, found in results
            ],
        )
        findings += [finding for _, (found, _) in results for finding in found]
        words += [word for _, (_, found) in results for word in found]
    cache.drop(_SPACE, gone)
    cache.commit()
    return [*findings, *check_endings(words)]


def _key(document: Document, year: int) -> tuple[str, str, str, int]:
    """Return what the findings of a document depend on."""
    return document.lang, document.digest, document.body_digest, year


def check_document_prose(document: Document, root: Path, year: int) -> Iterator[Finding]:
    """Yield the findings in the prose of a document.

    :param year: the present one.
    """
    for passage in _passages(document, root):
        yield from check_style(passage)
        yield from check_norwegian(passage)
        yield from check_language(passage)
        yield from check_wording(passage)
        yield from check_promises(passage, year)
    for passage in _statements(document):
        yield from check_promises(passage, year)
    summary = document.meta.summary
    if summary is not None and len(summary) > MAX_SUMMARY and "summary" not in document.inherited:
        place = document.location.at("summary")
        yield rules.LONG_SUMMARY.at(place, length=len(summary), limit=MAX_SUMMARY)
    yield from _pictures(document)


def _passages(document: Document, root: Path) -> Iterator[Passage]:
    for key in _FIELDS:
        text = getattr(document.meta, key)
        if text is not None and key not in document.inherited:
            yield field_passage(text, lang=document.lang, location=document.location.at(key))
    path = document.location.path
    if not path.endswith(".md"):
        return
    try:
        text = decode_source(read_source(root / path, path=path), path=path)
        parts = split_front_matter(text, path=path)
    except ContentError:
        # The file has changed during the run; the next run reports it.
        return
    yield from body_passages(parts.body, path=path, first_line=parts.body_line, lang=document.lang)


def _statements(document: Document) -> Iterator[Passage]:
    """Yield the goals and the labels of figures, which are short for what is promised."""
    meta, lang = document.meta, document.lang
    goals: tuple[str, ...] = getattr(meta, "goals", ())
    texts: list[tuple[ReferencePath, str]] = [(("goals", n), goal) for n, goal in enumerate(goals)]
    figures: tuple[KeyFigure, ...] = getattr(meta, "key_figures", ())
    texts += [(("key_figures", n, "label"), figure.label) for n, figure in enumerate(figures)]
    for keys, text in texts:
        if keys[0] not in document.inherited:
            yield field_passage(text, lang=lang, location=document.location.locate(keys))


def _pictures(document: Document) -> Iterator[Finding]:
    alts: list[tuple[str, Location]] = [(image.alt, image.location) for image in document.outline.images]
    picture = document.meta.image
    if picture is not None and picture.alt is not None and "image" not in document.inherited:
        alts.append((picture.alt, document.location.at("image", "alt")))
    for alt, location in alts:
        for words in _REDUNDANT_PHRASES:
            if alt.casefold().startswith(words):
                yield rules.ALT_SAYS_PICTURE.at(location, text=alt[: len(words)])
