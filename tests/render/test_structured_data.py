"""Structured data (schema.org in JSON-LD): what search engines are told, which is what the page shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from drammenworks.render.structured_data import REQUIRED
from tests.project import Project

LAYOUT = "themes/base/templates/layout.html"
NASTY = "</script><!-- \"'><img src=x onerror=alert(1)> ]]> & {{ x }} 🎉 مرحبا"


@pytest.fixture
def project(project: Project) -> Project:
    text = project.read(LAYOUT)
    project.write(LAYOUT, text.replace("</head>", SCRIPT + "</head>") if "</head>" in text else SCRIPT + text)
    return project


SCRIPT = '<script type="application/ld+json">{{ structured_data() }}</script>'


def items(project: Project, path: str) -> dict[str, dict[str, Any]]:
    """Build, and return what a page says by type."""
    project.build()
    return _items(project.output(path))


def _items(html: str) -> dict[str, dict[str, Any]]:
    (script,) = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    text = script.text()
    return {item["@type"]: item for item in json.loads(text)["@graph"]} if text else {}


def event(project: Project, *fields: str) -> dict[str, Any]:
    project.write("content/events/kveld.md", "\n".join(["---", "title: Kveld", *fields, "---", "Kom.", ""]))
    return items(project, "a/arrangementer/kveld/index.html")["Event"]


def test_an_event(project: Project) -> None:
    """Its times have the offset that holds on the day."""
    found = event(
        project,
        "summary: En kveld.",
        "start: 2026-06-03 18:00",
        "end: 2026-06-03 20:00",
        "venue: {name: Torget, address: {street: Storgata 1, postal_code: '3300', city: Hokksund}}",
    )
    assert found == {
        "@type": "Event",
        "inLanguage": "nb",
        "name": "Kveld",
        "description": "En kveld.",
        "url": "https://a.example/arrangementer/kveld/",
        "startDate": "2026-06-03T18:00+02:00",
        "endDate": "2026-06-03T20:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Torget",
            "address": {
                "@type": "PostalAddress",
                "streetAddress": "Storgata 1",
                "postalCode": "3300",
                "addressLocality": "Hokksund",
                "addressCountry": "NO",
            },
        },
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("scheduled", "EventScheduled"),
        ("cancelled", "EventCancelled"),
        ("postponed", "EventPostponed"),
        ("moved-online", "EventMovedOnline"),
    ],
)
def test_the_status_of_an_event(project: Project, status: str, expected: str) -> None:
    """Google Search Central names these four."""
    found = event(project, "start: 2026-06-03 18:00", "venue: {name: Torget}", f"status: {status}")
    assert found["eventStatus"] == f"https://schema.org/{expected}"


def test_an_event_that_moved_is_online(project: Project) -> None:
    """And no longer where it was to be."""
    found = event(
        project,
        "start: 2026-12-03 18:00",
        "venue: {name: Torget}",
        "online: {url: 'https://moter.example/1'}",
        "status: moved-online",
    )
    assert found["location"] == {"@type": "VirtualLocation", "url": "https://moter.example/1"}
    assert found["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"


def test_whole_days_are_days(project: Project) -> None:
    """The last day is the last one, unlike in calendars."""
    found = event(project, "start: 2026-06-03", "end: 2026-06-05", "all_day: true", "venue: {name: Torget}")
    assert (found["startDate"], found["endDate"]) == ("2026-06-03", "2026-06-05")


def test_a_type_that_lacks_what_it_requires_is_left_out(project: Project) -> None:
    """An event without a place is none for a search engine; the way to the page remains."""
    project.write("content/events/kveld.md", "---\ntitle: Kveld\nstart: 2026-06-03 18:00\n---\nKom.\n")
    assert set(items(project, "a/arrangementer/kveld/index.html")) == {"BreadcrumbList"}


def test_breadcrumbs_are_those_of_the_page(project: Project) -> None:
    """Each with its address on the published site, also in a preview that lies elsewhere."""
    project.write("content/events/kveld.md", "---\ntitle: Kveld\nstart: 2026-06-03 18:00\n---\nKom.\n")
    project.build("--base-url", "https://forhandsvisning.example/pr-7")
    found = _items(project.output("a/arrangementer/kveld/index.html"))["BreadcrumbList"]
    assert [(item["position"], item["name"], item["item"]) for item in found["itemListElement"]] == [
        (1, "Forsiden", "https://a.example/"),
        (2, "Arrangementer", "https://a.example/arrangementer/"),
        (3, "Kveld", "https://a.example/arrangementer/kveld/"),
    ]


def test_an_example_claims_nothing(project: Project) -> None:
    """What is made up is no event."""
    project.write(
        "content/events/kveld.md",
        "---\ntitle: Kveld\nstart: 2026-06-03 18:00\nvenue: {name: Torget}\nexample: true\n---\nKom.\n",
    )
    assert set(items(project, "a/arrangementer/kveld/index.html")) == {"BreadcrumbList"}


def test_nothing_in_a_text_ends_the_script(project: Project) -> None:
    """Markup in a title stays text (HTML § 4.12.1.3)."""
    quoted = "'" + NASTY.replace("'", "''") + "'"
    project.write("content/news/varsel.md", f"---\ntitle: {quoted}\ndate: 2026-03-28\n---\nOrd.\n")
    article = items(project, "a/aktuelt/varsel/index.html")["NewsArticle"]
    assert "<img src=x onerror=alert(1)>" in article["headline"]


def test_opening_hours_of_a_place(project: Project) -> None:
    """A day that is closed opens and closes at midnight."""
    project.write(
        "content/places/kafe.md",
        "---\nname: Kafé\ncategory: eatery\naddress: {city: Hokksund}\n"
        "opening_hours: [{days: [monday, friday], opens: '08:00', closes: '16:30'}]\n"
        "exceptions: [{date: 2026-12-24, closed: true}]\n---\nMat.\n",
    )
    found = items(project, "b/steder/kafe/index.html")["FoodEstablishment"]
    (regular,) = found["openingHoursSpecification"]
    assert regular["dayOfWeek"] == ["https://schema.org/Monday", "https://schema.org/Friday"]
    assert (regular["opens"], regular["closes"]) == ("08:00", "16:30")
    (special,) = found["specialOpeningHoursSpecification"]
    assert (special["validFrom"], special["opens"], special["closes"]) == ("2026-12-24", "00:00", "00:00")


def test_every_page_has_what_its_types_require(project: Project) -> None:
    """Of all kinds of pages that the project has."""
    project.build()
    seen = set()
    for path in sorted(project.published()):
        if path.endswith(".html") and "ld+json" in project.output(path):
            for kind, item in _items(project.output(path)).items():
                seen.add(kind)
                assert all(item.get(name) for name in REQUIRED.get(kind, ())), (path, kind)
    assert {"Project", "Report", "NewsArticle", "Person", "Organization", "CollectionPage", "WebSite"} <= seen


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2017-09", "2017-09"),
        ("2016-spring", "2016-03/2016-05"),
        ("2017", "2017"),
        ("unknown", None),
    ],
)
def test_no_day_of_an_event_is_invented(project: Project, start: str, expected: str | None) -> None:
    """Search engines want the day of an event; without one it is a page about that time."""
    project.write("content/events/kveld.md", f"---\ntitle: Kveld\nstart: {start}\n---\nKom.\n")
    found = items(project, "a/arrangementer/kveld/index.html")
    assert "Event" not in found
    assert found["WebPage"].get("temporalCoverage") == expected


def test_an_event_with_a_new_time(project: Project) -> None:
    """Google Search Central calls it rescheduled, and wants to know when it was to be."""
    found = event(
        project,
        "start: 2027-01-14 18:00",
        "previous_start: 2026-12-01 18:00",
        "status: postponed",
        "venue: {name: Torget}",
    )
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["startDate"] == "2027-01-14T18:00+01:00"
    assert found["previousStartDate"] == "2026-12-01T18:00+01:00"


def test_news_that_look_back_say_on_what(project: Project) -> None:
    """And a date of publishing that is known by its month is no day."""
    project.write(
        "content/news/for.md",
        "---\ntitle: Før\ndate: 2018-02\nperiod: {from: 2016-spring, to: 2017}\n---\nDa.\n",
    )
    found = items(project, "a/aktuelt/for/index.html")["NewsArticle"]
    assert (found["datePublished"], found["temporalCoverage"]) == ("2018-02", "2016-03/2017")


def test_a_former_position_is_not_claimed(project: Project) -> None:
    """schema.org's words are of what is true now."""
    text = "name: Kari Nordmann\nrole: Næringssjef\n"
    project.write("content/people/kari.yaml", text)
    assert items(project, "a/personer/kari/index.html")["Person"]["jobTitle"] == "Næringssjef"
    project.write("content/people/kari.yaml", text + "role_date: 2018\n")
    assert "jobTitle" not in items(project, "a/personer/kari/index.html")["Person"]
