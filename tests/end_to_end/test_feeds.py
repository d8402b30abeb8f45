"""The feeds of both sample sites (Atom, RFC 4287)."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.end_to_end.conftest import Built

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = [
    "drammen-works/feed.xml",
    "drammen-works/en/feed.xml",
    "opplev-hokksund/feed.xml",
    "opplev-hokksund/nn/feed.xml",
    "opplev-hokksund/en/feed.xml",
]


@pytest.fixture(params=FEEDS)
def path(request: pytest.FixtureRequest) -> str:
    value: str = request.param
    return value


@pytest.fixture
def feed(built: Built, path: str) -> ElementTree.Element:
    return ElementTree.fromstring((built.output / path).read_text(encoding="utf-8"))


def _text(element: ElementTree.Element, name: str) -> str:
    [found] = element.findall(f"a:{name}", ATOM)
    assert found.text
    return found.text


def test_everything_required_is_there_once(feed: ElementTree.Element) -> None:
    """RFC 4287 §§ 4.1.1 and 4.1.2: ids, titles and times; no id twice; the newest first."""
    entries = feed.findall("a:entry", ATOM)
    ids = [_text(element, "id") for element in (feed, *entries)]
    assert len(ids) == len(set(ids)) > 1
    assert _text(feed.find("a:author", ATOM), "name")  # type: ignore[arg-type]
    times = [datetime.fromisoformat(_text(entry, "published")) for entry in entries]
    assert times == sorted(times, reverse=True)
    changes = [datetime.fromisoformat(_text(entry, "updated")) for entry in entries]
    assert datetime.fromisoformat(_text(feed, "updated")) == max(changes)


def test_every_entry_leads_to_a_page_of_its_title(built: Built, feed: ElementTree.Element, path: str) -> None:
    """On the same site, in the language of the feed."""
    lang = feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"]
    for entry in feed.findall("a:entry", ATOM):
        [link] = entry.findall("a:link", ATOM)
        page = built.pages[f"{path.partition('/')[0]}{urlsplit(link.attrib['href']).path}index.html"]
        assert page.css_first("html").attributes["lang"] == lang
        heading = page.css_first("h1").text()
        assert " ".join(heading.split()) == " ".join(_text(entry, "title").split())


def test_the_front_page_leads_to_the_feed(built: Built, path: str) -> None:
    """So that a program finds it, given the address of the site."""
    page = built.pages[path.replace("feed.xml", "index.html")]
    link = page.css_first("link[type='application/atom+xml']")
    assert link.attributes["href"] == f"/{path.partition('/')[2]}"
