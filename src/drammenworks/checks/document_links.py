"""What is wrong with the links and references of a document on the sites that publish it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from drammenworks.base.model_fields import dotted
from drammenworks.checks.external.collect_links import urls_of_fields
from drammenworks.config import Site
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import languages_of
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import references as rules
from drammenworks.site.links import check_link, check_own_address, shown_document


def check_links(ask: QueryContext, read: Document, publishers: Sequence[Site]) -> Iterator[Finding]:
    """Yield a finding for every link and reference that leads nowhere, inherited ones apart."""
    key = (read.id, read.lang)
    for site in publishers:
        for link in read.outline.links:
            finding = check_link(ask, link.target, link.location, key, read.location.path, site.id)
            if finding is not None:
                yield finding
    for keys, url in urls_of_fields(read):
        finding = check_own_address(ask, url, partial(read.location.locate, keys))
        if finding is not None:
            yield finding
    if publishers:
        yield from _check_shown(ask, read, publishers[0])


def _check_shown(ask: QueryContext, read: Document, site: Site) -> Iterator[Finding]:
    """Yield a finding for every document that should be shown and is published nowhere.

    :param site: any that publishes the document: what one shows of another site's, all do.
    """
    for keys, ref in read.references:
        if keys[0] not in read.inherited and _is_hidden(ask, str(ref), read.lang, site):
            field = dotted(keys)
            yield rules.UNPUBLISHED_REFERENCE.at(
                read.location.locate(keys), target=ref.name, place=Phrase("«{field}»", field=field)
            )
    for box in read.outline.boxes:
        if box.name == "video" and box.argument:
            name = box.argument.removeprefix("video:")
            if _is_hidden(ask, f"video/{name}", read.lang, site):
                yield rules.UNPUBLISHED_REFERENCE.at(box.location, target=name, place=Phrase("boksen"))


def _is_hidden(ask: QueryContext, document_id: str, lang: str, site: Site) -> bool:
    """Tell whether a document exists and is published nowhere."""
    if not languages_of(ask, document_id):
        return False  # One that is missing, or could not be read, is told of by itself.
    return shown_document(ask, document_id, lang, seen_from=site.id) is None
