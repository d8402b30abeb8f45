"""The feeds of both sample sites (Atom, RFC 4287)."""

from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from tests.end_to_end.conftest import Built

ATOM = {"a": "http://www.w3.org/2005/Atom"}
JSON_FEED = "https://jsonfeed.org/version/1.1"
FEEDS = [
    "drammen-works/feed.xml",
    "drammen-works/en/feed.xml",
    "opplev-hokksund/feed.xml",
    "opplev-hokksund/nn/feed.xml",
    "opplev-hokksund/en/feed.xml",
    "drammen-works/aktuelt/feed.xml",
    "drammen-works/en/news/feed.xml",
    "opplev-hokksund/nn/aktuelt/feed.xml",
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
    """So that a program finds it, given the address of the site; and that of a section to its own."""
    page = built.pages[path.replace("feed.xml", "index.html")]
    links = page.css("link[rel='alternate'][type='application/atom+xml']")
    assert links[0].attributes["href"] == f"/{path.partition('/')[2]}"
    shown = [node.attributes["href"] for node in page.css(".feeds a")]
    for name in (path, path.replace(".xml", ".json")):
        assert f"/{name.partition('/')[2]}" in shown


def test_the_same_is_there_as_json(built: Built, feed: ElementTree.Element, path: str) -> None:
    """JSON Feed 1.1: what is required, and the same entries in the same order."""
    text = (built.output / path.replace(".xml", ".json")).read_text(encoding="utf-8")
    found = json.loads(text)
    assert found["version"] == JSON_FEED
    assert found["title"] == _text(feed, "title")
    assert found["feed_url"].endswith(path.partition("/")[2].replace(".xml", ".json"))
    entries = feed.findall("a:entry", ATOM)
    for item, entry in zip(found["items"], entries, strict=True):
        assert item["content_text"]
        assert (item["id"], item["title"]) == (_text(entry, "id"), _text(entry, "title"))
        assert item["date_published"] == _text(entry, "published")
        assert item["date_modified"] == _text(entry, "updated")
        [link] = entry.findall("a:link", ATOM)
        assert item["url"] == link.attrib["href"]
        assert item.get("tags", []) == [one.attrib["term"] for one in entry.findall("a:category", ATOM)]


def test_a_section_has_only_its_own(built: Built) -> None:
    """And is a feed of its own, which programs tell from that of the whole site."""
    whole, section = (
        json.loads((built.output / f"drammen-works/{name}feed.json").read_text(encoding="utf-8"))
        for name in ("", "aktuelt/")
    )
    assert all("/aktuelt/" in item["url"] for item in section["items"])
    assert any("/aktuelt/" not in item["url"] for item in whole["items"])
    assert section["home_page_url"].endswith("/aktuelt/")
