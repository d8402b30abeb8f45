"""The PDFs that are made of the pages of documents: where each lies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drammenworks.engine.queries import CATALOGUE, Key, QueryContext
from drammenworks.site.entries import Entry, entry, path_on


def pdf_path(page_path: str) -> str:
    """Return the path of the PDF of a page: a file beside it, which has its name."""
    return f"{page_path}{page_path.strip('/').rpartition('/')[2]}.pdf"


def former_pdf_path(alias: str) -> str | None:
    """Return where the PDF of a page was while the page had another address; None for that of a file."""
    name = alias.rstrip("/").rpartition("/")[2]
    return pdf_path(f"{alias.rstrip('/')}/") if name and "." not in name else None


def pdf_path_on(ask: QueryContext, site_id: str, document_id: str, lang: str) -> str | None:
    """Return the path of the PDF of a document on a site; None when it has none there."""
    path = path_on(ask, site_id, (document_id, lang))
    if path is None or site_id not in entry.field(ask, "pdfs", document_id, lang):
        return None
    return pdf_path(path)


@CATALOGUE.index(entry)
def pdf(key: Key, found: Entry) -> Iterator[Any]:
    """By site: the documents whose pages have a PDF, each with the path of its page."""
    for site_id, path in found.paths:
        if site_id in found.pdfs:
            yield ((site_id,), key[1:]), path
