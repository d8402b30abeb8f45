"""Texts that try to break out of where they stand, in every field: they are shown as they are, or told of."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.project import Project

ROOT = Path(__file__).parents[2]
SITE = "content/sites/a.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"

TEXTS = {
    "end of a script": "</script><script>alert(1)</script><!-- x",
    "attribute": "\"><img src=x onerror=alert(1)> ' onload='alert(1)",
    "cdata": "]]> & <![CDATA[ x ]]> <!DOCTYPE a> <?xml ?>",
    "template": "{{ 7*7 }} {% raise %} {# x #} ${7*7} #{7*7} %(a)s %s {0} {title}",
    "entities": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp;",
    "right to left": "مرحبا بالعالم, שלום עולם og hei",
    "emoji": "👩‍👩‍👧 🎉 🇳🇴 👍🏽 og e\u0301",
    "calendar": "A; B, C: D\\nE \\, BEGIN:VEVENT END:VCALENDAR",
    "300 characters": " ".join(["Møtet om byen vår og elva"] * 12),
    "a word of 60 letters": "Næringsutviklingsprosjektsamarbeidspartnerskapsavtaleforslag",
    "all quotation marks": "'enkle' \"doble\" «norske» “engelske” `skrå`",
    "addresses": "javascript:alert(1) https://a.example/?a=b&c=d#e www.a.example kari@a.example",
}
FORBIDDEN = {
    "backspace": "Hei\bder",
    "nul": "Hei\0der",
    "vertical tab": "Hei\x0bder",
    "escape": "Hei\x1b[31mder",
    "no character": "Hei\ufffeder",
    "c1": "Hei\x85der",
}
"""Of which XML 1.0 § 2.2 forbids most."""


def _picture(text: str) -> dict[str, Any]:
    return {"src": "/media/bilde.png", "alt": text, "credit": text, "caption": text}


def documents(text: str) -> Mapping[str, dict[str, Any]]:
    """Return documents of all kinds with a text in each field that takes any, by their files."""
    common = {
        "summary": text,
        "sites": ["a"],
        "image": _picture(text),
        "seo": {"title": text, "description": text},
        "tags": ["Vekst"],
        "people": ["fiende"],
        "organisations": ["fiende"],
    }
    address = {"street": text, "postal_code": "3300", "city": text}
    figure = {"id": "a", "label": text, "value": 3, "unit": text, "qualifier": text, "source": text}
    return {
        "news/fiende.md": {
            "title": text,
            **common,
            "date": "2026-11-01",
            "updated": "2026-11-02",
            "author": "fiende",
            "source": {"label": text, "url": "https://avis.example/"},
        },
        "events/fiende.md": {
            "title": text,
            **common,
            "start": "2026-12-01 18:00",
            "end": "2026-12-01 20:00",
            "venue": {"name": text, "address": address},
            "online": {"url": "https://nett.example/", "text": text},
            "registration": {"url": "https://nett.example/", "price": text},
            "organiser": "fiende",
            "programme": [{"time": "18:00", "title": text, "speakers": ["fiende"]}],
        },
        "projects/fiende.md": {
            "title": text,
            **common,
            "goals": [text],
            "lead": "fiende",
            "partners": ["fiende"],
            "key_figures": [figure],
        },
        "reports/fiende.md": {
            "title": text,
            **common,
            "year": 2025,
            "publisher": "fiende",
            "key_figures": [figure],
            "quotes": [{"text": text, "by": text}],
            "finance": [{"id": "a", "title": text, "rows": [{"label": text, "result": 1}]}],
            "errata": [{"date": "2026-01-01", "text": text}],
        },
        "videos/fiende.md": {
            "title": text,
            **common,
            "provider": "youtube",
            "id": "dQw4w9WgXcQ",
            "date": "2026-11-01",
            "captions": [{"lang": "nb", "src": "fiende.vtt"}],
            "transcript": text,
            "audio_description": text,
            "poster": _picture(text),
        },
        "people/fiende.md": {
            "name": text,
            **common,
            "role": text,
            "role_date": "2018",
            "portrait": _picture(text),
        },
        "organisations/fiende.md": {"name": text, **common},
        "places/fiende.md": {
            "name": text,
            **common,
            "sites": ["b"],
            "category": "eatery",
            "address": address,
            "exceptions": [{"date": "2026-12-24", "closed": True, "reason": text}],
        },
        "pages/fiende.md": {"title": text, **common},
    }


@pytest.fixture
def project(project: Project) -> Project:
    project.remove("themes/base")
    shutil.copytree(ROOT / "themes/base", project.root / "themes/base")
    project.write(SITE, project.read(SITE) + "\nfeeds: true\ncalendars: true\nsearch: true\n")
    project.write("content/videos/fiende.vtt", "WEBVTT\n\n00:00.000 --> 00:02.000\nHei\n")
    return project


def write(project: Project, text: str, body: str = "") -> None:
    """Write a document of each kind."""
    for path, fields in documents(text).items():
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
        project.write(f"content/{path}", "\n".join(["---", *lines, "---", body, ""]))


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _check_page(path: str, html: str) -> None:
    """Check that nothing of a text has become markup, and that the structured data can be read."""
    page = LexborHTMLParser(html)
    for node in page.css("*"):
        assert not any(name.startswith("on") for name in node.attributes), (path, node.tag)
        if node.tag == "script":
            assert node.attributes.get("src") or node.attributes.get("type") == "application/ld+json", path
        if node.tag in ("a", "img", "source", "iframe"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            assert not target.strip().lower().startswith("javascript:"), path
            assert target != "x", path
    for script in page.css('script[type="application/ld+json"]'):
        json.loads(script.text())
    assert len(page.css("h1")) == 1, path


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_is_shown_as_it_is(project: Project, text: str) -> None:
    """On pages, and for search engines, feed readers, calendars and the search; or it stops the build."""
    write(project, text)
    report = project.report()
    errors = [found for found in report["findings"] if found["severity"] == "error"]
    assert errors == []
    for path in sorted(project.published()):
        if path.endswith(".html"):
            _check_page(path, project.output(path))
        elif path.endswith((".json", ".webmanifest")):
            json.loads(project.output(path))
        elif path.endswith((".xml", ".svg")):
            ElementTree.fromstring(project.output(path))
    page = LexborHTMLParser(project.output("a/aktuelt/fiende/index.html"))
    title = _words(page.css_first("h1").text())
    assert "49" not in title
    assert len(title) > len(_words(text)) * 0.9
    assert _words(page.css_first('meta[name="description"]').attributes["content"]) == title
    data = json.loads(page.css_first('script[type="application/ld+json"]').text())["@graph"]
    [article] = [item for item in data if item["@type"] == "NewsArticle"]
    assert _words(article["headline"]) == title
    assert {_words(node.text()) for node in page.css(".lead")} == {title}
    feed = ElementTree.fromstring(project.output("a/feed.xml"))
    assert title in {_words(node.text) for node in feed.iter(f"{ATOM}title")}
    assert title in {_words(node.text) for node in feed.iter(f"{ATOM}summary")}
    assert title in {_words(item["title"]) for item in json.loads(project.output("a/feed.json"))["items"]}
    calendar = Calendar.from_ical(project.output("a/arrangementer/fiende/kalender.ics"))
    [event] = calendar.walk("VEVENT")
    assert _words(str(event["SUMMARY"])) == title
    assert _words(str(event["DESCRIPTION"])).startswith(title)
    assert _words(str(event["LOCATION"])).startswith(title)
    files = [
        path for path in project.published() if path.startswith("a/assets/search/") and path.endswith(".json")
    ]
    assert title in {_words(text) for path in files for text in _texts(json.loads(project.output(path)))}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_card_is_drawn_of_it(project: Project, text: str) -> None:
    """Whatever the words are, and whether the typeface has them: nothing of them becomes part of the drawing."""
    shutil.copytree(ROOT / "themes/drammenworks", project.root / "themes/drammenworks")
    project.change(SITE, "theme: base", "theme: drammenworks")
    front = f"title: {json.dumps(text, ensure_ascii=False)}\nsites: [a]\ndate: 2026-11-01"
    project.write("content/news/fiende.md", f"---\n{front}\n---\nOrd.\n")
    # A title that is too long for lists is told of, and stops nothing.
    assert set(project.codes("--site", "a")) <= {"DW244"}
    page = LexborHTMLParser(project.output("a/aktuelt/fiende/index.html"))
    url = page.css_first('meta[property="og:image"]').attributes["content"] or ""
    with Image.open(project.root / "output/a" / url.removeprefix("https://a.example/")) as card:
        assert (card.format, card.size) == ("JPEG", (1200, 630))


@pytest.mark.parametrize("text", FORBIDDEN.values(), ids=FORBIDDEN)
def test_characters_that_no_reader_can_see_are_told_of(project: Project, text: str) -> None:
    """XML forbids them, and a feed with one of them is no feed: nothing is published."""
    write(project, text)
    report = project.report()
    assert {found["code"] for found in report["findings"] if found["severity"] == "error"} <= {
        "DW136",
        "DW102",
    }
    assert any(found["severity"] == "error" for found in report["findings"])
    assert report["sites"] == {}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_body_is_text_too(project: Project, text: str) -> None:
    """HTML is none in Markdown; what looks like a mistake is told of."""
    write(project, "Tittel", f"{text}\n\n## {text}\n\n> {text}\n\n| A | B |\n| --- | --- |\n| {text} | x |\n")
    report = project.report()
    if report["sites"]:
        for path in sorted(project.published()):
            if path.endswith(".html"):
                _check_page(path, project.output(path))
    else:
        assert report["findings"]


@pytest.mark.parametrize("count", [0, 1, 500])
def test_any_number_of_tags(project: Project, count: int) -> None:
    """Each with its page; and neither a summary nor a picture is needed."""
    tags = json.dumps([f"Emne {number}" for number in range(count)], ensure_ascii=False)
    project.write(
        "content/news/fiende.md", f"---\ntitle: T\nsites: [a]\ndate: 2026-11-01\ntags: {tags}\n---\nOrd.\n"
    )
    project.build()
    page = LexborHTMLParser(project.output("a/aktuelt/fiende/index.html"))
    assert len(page.css(".document__footer a")) == count
    pages = {path for path in project.published("a") if re.fullmatch(r"emner/emne-\d+/index\.html", path)}
    assert len(pages) == count
    entry = ElementTree.fromstring(project.output("a/feed.xml"))
    assert len(list(entry.iter(f"{ATOM}category"))) >= count
    [item] = [one for one in json.loads(project.output("a/feed.json"))["items"] if one["title"] == "T"]
    assert len(item.get("tags", [])) == count
    assert item["content_text"] == "T"
