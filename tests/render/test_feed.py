"""Feeds (Atom, RFC 4287): what programs that follow a site are told."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.project import Project

THEME = Path(__file__).parents[2] / "themes" / "base" / "templates" / "feed.xml"
SITE = "content/sites/a.yaml"
NEWS = "content/news/varsel.md"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def project(project: Project) -> Project:
    shutil.copy(THEME, project.root / "themes" / "base" / "templates")
    project.write(SITE, project.read(SITE) + "\nfeeds: true\n")
    _write(project, "title: Bro & båt <snart>", "date: 2026-03-28", "updated: 2026-03-30", "tags: [Vekst]")
    return project


def _write(project: Project, *fields: str) -> None:
    project.write(NEWS, "\n".join(["---", *fields, "---", "Ord.", ""]))


def _entry(project: Project) -> dict[str, str]:
    """Build; return the text of the entry's elements, and the address that it leads to."""
    project.build()
    feed = ElementTree.fromstring(project.output("a/feed.xml"))
    [entry] = (
        entry
        for entry in feed.findall("a:entry", ATOM)
        if "varsel" in entry.find("a:link", ATOM).attrib["href"]  # type: ignore[union-attr]
    )
    found = {child.tag.partition("}")[2]: child.text or "" for child in entry}
    return found | {"link": entry.find("a:link", ATOM).attrib["href"]}  # type: ignore[union-attr]


def test_an_entry_says_when_and_where(project: Project) -> None:
    """In the site's time, summer time included, and with an address that works anywhere."""
    found = _entry(project)
    del found["id"]
    assert found == {
        "title": "Bro & båt <snart>",
        "link": "https://a.example/aktuelt/varsel/",
        "published": "2026-03-28T00:00:00+01:00",
        "updated": "2026-03-30T00:00:00+02:00",
        "category": "",
    }


def test_an_entry_stays_the_same_when_its_file_has_another_name(project: Project) -> None:
    """Programs know it by its id; the name that it had at first is in its front matter."""
    before = _entry(project)["id"]
    text = project.read(NEWS)
    project.remove(NEWS)
    project.write("content/news/varsel-om-broa.md", text.replace("title:", "uid: varsel\ntitle:"))
    assert _entry(project)["id"] == before


def test_an_entry_that_was_never_changed_was_changed_when_published(project: Project) -> None:
    """Atom requires the time of the last change (RFC 4287 § 4.2.15)."""
    _write(project, "title: Varsel", "date: 2026-03-28")
    assert _entry(project)["updated"] == "2026-03-28T00:00:00+01:00"


def test_ids_outlive_titles_addresses_and_domains(project: Project) -> None:
    """Whoever has read an entry is not shown it again because it moved (RFC 4287 § 4.2.6.1)."""
    before = _entry(project)["id"]
    _write(project, "title: Et annet varsel", "slug: noe-annet-enn-varsel", "date: 2026-03-29")
    project.write(SITE, project.read(SITE).replace("https://a.example", "https://annet.example/a"))
    after = _entry(project)
    assert after["link"] == "https://annet.example/a/aktuelt/noe-annet-enn-varsel/"
    assert after["id"] == before


def test_pages_lead_to_the_feed_of_their_language(project: Project) -> None:
    """And to none when there is none."""
    project.write("themes/base/templates/page.html", "{{ page.feeds | map(attribute='url') | join(' ') }}")
    project.build()
    assert project.output("a/om/index.html") == "/feed.xml /feed.json"
    project.write(SITE, project.read(SITE).replace("feeds: true", "feeds: false"))
    project.build()
    assert project.output("a/om/index.html") == ""


def test_the_template_of_feeds_is_for_no_page(project: Project) -> None:
    """Who misspells the template of a page is not told to use it."""
    page = "content/pages/om.md"
    project.write(page, "---\ntitle: Om oss\nsites: [a]\ntemplate: fed\n---\nOrd.\n")
    [finding] = project.report()["findings"]
    assert (finding["code"], "feed" in finding["hint"]) == ("DW603", False)


def test_a_theme_without_the_template_is_told_of(project: Project) -> None:
    """A site cannot have feeds that its theme does not know of."""
    (project.root / "themes/base/templates/feed.xml").unlink()
    [finding] = project.report()["findings"]
    lines = project.read(SITE).splitlines()
    assert (finding["code"], finding["path"], lines[finding["line"] - 1]) == ("DW614", SITE, "feeds: true")
    assert "themes/base/templates/feed.xml" in finding["hint"]


def test_a_feed_tells_no_day_that_is_not_known(project: Project) -> None:
    """Of what is dated by its month it has the day of the last change, and without that nothing."""
    _write(project, "title: Varsel", "date: 2026-03", "updated: 2026-11-20")
    found = _entry(project)
    assert "published" not in found
    assert found["updated"] == "2026-11-20T00:00:00+01:00"
    _write(project, "title: Varsel", "date: 2026-03")
    project.build()
    assert "varsel" not in project.output("a/feed.xml")
