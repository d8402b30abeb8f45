"""Structured data of both sample sites: complete by the tables of search engines, and equal to the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from drammenworks.render.structured_data import REQUIRED
from tests.end_to_end.conftest import Built

WITHOUT_REQUIREMENTS = {"CollectionPage", "WebPage", "WebSite"}


def _items(built: Built) -> Iterator[tuple[str, LexborHTMLParser, dict[str, Any]]]:
    for path, page in built.pages.items():
        for script in page.css('script[type="application/ld+json"]'):
            for item in json.loads(script.text())["@graph"]:
                yield path, page, item


def _words(text: str) -> str:
    return " ".join(text.split())


def test_every_type_has_what_search_engines_require(built: Built) -> None:
    """A type is in the table, or none asks for anything of it; what is in it is not empty."""
    seen = set()
    for path, _, item in _items(built):
        kind = item["@type"]
        seen.add(kind)
        assert kind in REQUIRED or kind in WITHOUT_REQUIREMENTS, (path, kind)
        assert all(item.get(name) for name in REQUIRED.get(kind, ())), (path, kind)
        assert all(value not in ("", [], {}, None) for value in item.values()), (path, kind)
    assert {"Event", "NewsArticle", "VideoObject", "Project", "Report", "BreadcrumbList", "WebSite"} <= seen


def test_it_says_what_the_page_says(built: Built) -> None:
    """Its title, its days and its way there."""
    for path, page, item in _items(built):
        heading = page.css_first("h1")
        for status in heading.css(".title-status"):
            status.decompose()
        title, times = _words(heading.text()), {node.attributes.get("datetime") for node in page.css("time")}
        if "headline" in item:
            assert _words(item["headline"]) == title, path
        elif item["@type"] in REQUIRED and "name" in item:
            assert _words(item["name"]) == title, path
        for name in ("startDate", "datePublished", "uploadDate"):
            assert item.get(name) is None or item[name] in times, (path, name)
        if item["@type"] == "BreadcrumbList":
            shown = [_words(node.text()) for node in page.css(".breadcrumbs li")]
            assert [one["name"] for one in item["itemListElement"]] == [text.lstrip("/ ") for text in shown]
