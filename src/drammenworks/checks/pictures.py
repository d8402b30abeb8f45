"""Measure the pictures that published documents show, and tell which of them cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from drammenworks.content.document import Document
from drammenworks.content.files import FileUse, files_of, place_of
from drammenworks.content.pictures import Pictures, measure
from drammenworks.engine.cache import Cache
from drammenworks.engine.pool import Pool
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as rules
from drammenworks.site.web import Web

_NEEDED: Mapping[str | int, int] = {"image": 1200, "poster": 1200, "portrait": 400}
"""Pixels of width that a picture needs, by its field: it is shown across the page, or as a portrait.

Less is blurred on a large screen. Pictures in the text are never shown larger than they are.
"""


def probe_pictures(web: Web, root: Path, cache: Cache, pool: Pool) -> tuple[Pictures, list[Finding]]:
    """Return what is known of the pictures that documents show, and a finding for every unusable one."""
    published = {key for edition in web.editions.values() for key in edition.documents}
    documents = (web.library.documents[key] for key in sorted(published))
    return probe_document_pictures(documents, web, root, cache, pool, known=Pictures())


def probe_document_pictures(
    documents: Iterable[Document], web: Web, root: Path, cache: Cache, pool: Pool, *, known: Pictures
) -> tuple[Pictures, list[Finding]]:
    """Return what is known of the pictures that some documents show, and what is wrong with them.

    :param known: those of which all is known already; they are among those returned.
    """
    documents = list(documents)
    shown = (use for document in documents for use in files_of(document, taken_over=True) if use.is_picture)
    new = {use.path for use in shown if use.path in web.library.files} - known.probes.keys()
    pictures = known | measure(root, new, cache, pool, existing=web.library.files)
    return pictures, [
        finding
        for document in documents
        for use in files_of(document)
        if use.is_picture and use.path in web.library.files
        for finding in _of_use(use, document, pictures, web)
    ]


def _of_use(use: FileUse, document: Document, pictures: Pictures, web: Web) -> Iterator[Finding]:
    """Yield what is wrong with a picture where a document shows it."""
    if use.path in pictures.unusable:
        yield rules.UNUSABLE.at(place_of(use, document), src=use.src, reason=pictures.unusable[use.path])
        return
    probe = pictures.probes[use.path]
    needed = 0 if probe.is_drawing or isinstance(use.place, Location) else _NEEDED.get(use.place[0], 0)
    if probe.width < needed:
        yield rules.TOO_SMALL.at(place_of(use, document), src=use.src, width=probe.width, needed=needed)
    if probe.has_position:
        yield rules.POSITION.at(Location(use.path), src=use.path.rsplit("/", 1)[-1])
    if use.is_credited:
        return
    for edition in web.editions.values():
        if edition.site.images.require_credit and edition.get(document.id, document.lang) is not None:
            yield rules.NO_CREDIT.at(place_of(use, document), src=use.src, site=edition.site.name)
