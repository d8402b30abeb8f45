"""Probe the pictures in published documents, and report the unusable ones."""

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
"""The width in pixels that a picture needs, by its field: across the page, or as a portrait.

Less is blurred on a large screen. Pictures in the text are never enlarged.
"""


def probe_pictures(web: Web, root: Path, cache: Cache, pool: Pool) -> tuple[Pictures, list[Finding]]:
    """Return the probed pictures of published documents, and their findings."""
    published = {key for edition in web.editions.values() for key in edition.documents}
    documents = (web.library.documents[key] for key in sorted(published))
    return probe_document_pictures(documents, web, root, cache, pool, known=Pictures())


def probe_document_pictures(
    documents: Iterable[Document], web: Web, root: Path, cache: Cache, pool: Pool, *, known: Pictures
) -> tuple[Pictures, list[Finding]]:
    """Return the probed pictures of some documents, and their findings.

    :param known: the pictures that are already probed; they are included in the result.
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
        for finding in _findings_of(use, document, pictures, web)
    ]


def _findings_of(use: FileUse, document: Document, pictures: Pictures, web: Web) -> Iterator[Finding]:
    """Yield the findings of a picture in a document."""
    if use.path in pictures.unusable:
        yield rules.UNUSABLE.at(place_of(use, document), src=use.src, reason=pictures.unusable[use.path])
        return
    probe = pictures.probes[use.path]
    needed = 0 if probe.is_svg or isinstance(use.place, Location) else _NEEDED.get(use.place[0], 0)
    if probe.width < needed:
        yield rules.TOO_SMALL.at(place_of(use, document), src=use.src, width=probe.width, needed=needed)
    if probe.has_gps:
        yield rules.POSITION.at(Location(use.path), src=use.path.rsplit("/", 1)[-1])
    if use.is_credited:
        return
    for edition in web.editions.values():
        if edition.site.images.require_credit and edition.get(document.id, document.lang) is not None:
            yield rules.NO_CREDIT.at(place_of(use, document), src=use.src, site=edition.site.name)
