"""The addresses of a site where there was a page once, and where there will be none again."""

from __future__ import annotations

import posixpath

from drammenworks.config import Site
from drammenworks.content.graph_queries import site as site_query
from drammenworks.content.url_files import GoneAddress, gone_file
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.site.page import GoneSubject, Page

GONE_TEMPLATE = "gone.html"

_PAGES = ("", ".html", ".htm")


@CATALOGUE.query()
def gone_addresses(ask: QueryContext, site_id: str) -> tuple[GoneAddress, ...]:
    """What is gone from a site, each address once."""
    by_address = {one.address: one for one in reversed(gone_file(ask).entries) if one.site == site_id}
    return tuple(by_address[address] for address in sorted(by_address))


@CATALOGUE.query(is_enumerated=True)
def gone_pages(ask: QueryContext, site_id: str) -> tuple[Page, ...]:
    """The pages that say so. There is none for a feed, a calendar or a PDF, which no person would read."""
    one = site_query(ask, site_id)
    if one is None:
        return ()
    return tuple(
        Page(
            site_id,
            _language(one, gone.address),
            GONE_TEMPLATE,
            gone_path(gone.address),
            GoneSubject(gone.date, gone.reason, gone.instead),
        )
        for gone in gone_addresses(ask, site_id)
        if is_page(gone.address)
    )


def is_page(address: str) -> bool:
    """Tell whether a page may be at an address, rather than a file of another format."""
    return posixpath.splitext(address.rstrip("/"))[1].lower() in _PAGES


def gone_path(address: str) -> str:
    """Return the path of the page for an address: that of a file, or of a folder."""
    if address.lower().endswith((".html", ".htm")):
        return address.removesuffix("index.html")
    return f"{address.rstrip('/')}/"


def _language(one: Site, address: str) -> str:
    """Return the language of an address, which its first folder may tell."""
    others = (lang for lang in one.languages if lang != one.default_language)
    return next((lang for lang in others if address.startswith(one.prefix(lang))), one.default_language)
