"""In which order documents are listed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.document import Document
from drammenworks.site.entries import listed, past, upcoming
from drammenworks.site.page import TermSubject
from tests.documents import OSLO, SECTIONS, Plan, document, site

_SITE = site(
    "a",
    "taxonomies:\n  tags: {nb: /emner/, en: /topics/}\n",
    sections=f"{SECTIONS}  video: {{nb: /videoer/, en: /videos/}}\n  place: {{nb: /steder/, en: /places/}}\n",
)


def _plan(documents: Iterable[Document]) -> Plan:
    return Plan(*documents, sites=[_SITE])


def _names(ids: Iterable[str]) -> list[str]:
    return [document_id.partition("/")[2] for document_id in ids]


def _listed(kind: str, documents: Iterable[Document]) -> list[str]:
    return _names(listed(_plan(documents).ask, "a", kind, "nb"))


EVENTS = [
    document("events/over-for-lenge-siden.md", "start: 2020-01-01 10:00"),
    document("events/over-i-gar.md", "start: 2026-11-20 10:00\nend: 2026-11-20 12:00"),
    document("events/slutter-na.md", "start: 2026-11-21 10:00\nend: 2026-11-21 12:00"),
    document("events/varer-ennu.md", "start: 2026-11-20 10:00\nend: 2026-11-21 12:01"),
    document("events/i-kveld.md", "start: 2026-11-21 18:00"),
    document("events/til-sommeren.md", "start: 2027-06-01\nend: 2027-06-03\nall_day: true"),
]


@given(st.permutations(EVENTS))
def test_coming_events_come_first_and_past_ones_last_first(events: list[Document]) -> None:
    """The next event is what visitors look for; an event is over at its end, and not after it."""
    plan = _plan(events)
    ids = listed(plan.ask, "a", "event", "nb")
    assert _names(ids) == [
        "varer-ennu",
        "i-kveld",
        "til-sommeren",
        "slutter-na",
        "over-i-gar",
        "over-for-lenge-siden",
    ]
    assert (*upcoming(plan.ask, "a", "nb"), *past(plan.ask, "a", "nb")) == ids
    assert plan.next_change == datetime(2026, 11, 21, 12, 1, tzinfo=OSLO)


def test_an_event_moves_when_it_ends() -> None:
    """The plan follows the clock."""
    plan = _plan(EVENTS)
    plan.wait(datetime(2026, 11, 21, 12, 1, tzinfo=OSLO))
    assert _names(upcoming(plan.ask, "a", "nb")) == ["i-kveld", "til-sommeren"]
    assert _names(past(plan.ask, "a", "nb"))[0] == "slutter-na"


def test_without_coming_events_nothing_ends() -> None:
    """Past events never change again."""
    assert _plan(EVENTS[:3]).next_change is None


def test_events_at_the_same_time_are_in_the_order_of_their_ids() -> None:
    """Two events at once are never in the order that they happened to be read in."""
    twins = [document(f"events/{name}.md", "start: 2026-12-01 18:00") for name in ("b", "a")]
    assert _listed("event", twins) == ["a", "b"]


@pytest.mark.parametrize(
    ("kind", "files", "names"),
    [
        (
            "project",
            {
                "projects/a.md": "status: completed",
                "projects/b.md": "status: planned",
                "projects/c.md": "title: Ås\nstatus: active",
                "projects/d.md": "title: Ærlig\nstatus: active",
                "projects/e.md": "title: Zebra\nstatus: active",
                "projects/f.md": "title: Aker",
            },
            ["e", "d", "c", "b", "a", "f"],
        ),
        ("report", {"reports/a.md": "year: 2016", "reports/b.md": "year: 2017"}, ["b", "a"]),
        (
            "article",
            {
                "news/a.md": "date: 2026-01-01",
                "news/b.md": "date: 2026-11-01\ntitle: Øst",
                "news/c.md": "date: 2026-11-01\ntitle: Aker",
            },
            ["c", "b", "a"],
        ),
        (
            "video",
            {
                "videos/a.md": "provider: file\nexample: true",
                "videos/b.md": "provider: file\nexample: true\ndate: 1990-01-01",
            },
            ["b", "a"],
        ),
        (
            "place",
            {
                "places/a.md": "name: A\ncategory: service",
                "places/b.md": "name: B\ncategory: shop",
                "places/c.md": "name: Å\ncategory: eatery",
                "places/d.md": "name: Z\ncategory: eatery",
            },
            ["d", "c", "b", "a"],
        ),
        (
            "person",
            {
                "people/a.md": "name: Aas",
                "people/b.md": "name: Adam",
                "people/c.md": "name: Åse",
                "people/d.md": "name: Öl",
            },
            ["b", "d", "a", "c"],
        ),
    ],
)
def test_each_kind_has_an_order_of_its_own(kind: str, files: dict[str, str], names: list[str]) -> None:
    """Active projects first and those of no known status last, the newest first, by category, or by the Norwegian alphabet."""
    documents = [document(path, fields) for path, fields in files.items()]
    assert _listed(kind, documents) == names
    assert _listed(kind, documents[::-1]) == names


def test_documents_of_several_kinds_are_ordered_by_their_day() -> None:
    """An event by its start, a report by the end of its year, and what has no day comes last."""
    documents = [
        document("pages/uten-dato.md", "tags: [Alt]"),
        document("reports/r2025.md", "year: 2025\ntags: [Alt]"),
        document("events/e.md", "start: 2025-12-30 10:00\ntags: [Alt]"),
        document("news/n.md", "date: 2026-01-01\ntags: [Alt]"),
        document("projects/p.md", "date: 2025-06-01\ntags: [Alt]"),
    ]
    subject = _plan(documents).pages()["/emner/alt/"].subject
    assert isinstance(subject, TermSubject)
    assert _names(subject.slice.items) == ["n", "r2025", "e", "p", "uten-dato"]


PARTLY_KNOWN = [
    document("events/september.md", "start: 2017-09"),
    document("events/14-september.md", "start: 2017-09-14 18:00"),
    document("events/hosten.md", "start: 2017-autumn"),
    document("events/2017.md", "start: 2017"),
    document("events/varen-2016.md", "start: 2016-spring"),
    document("events/ukjent.md", "start: unknown"),
    document("events/denne-maneden.md", "start: 2026-11"),
    document("events/januar.md", "start: 2027-01-14 18:00"),
    document("events/varen-2027.md", "start: 2027-spring"),
]


def test_events_of_a_month_or_a_year_come_after_those_of_its_days() -> None:
    """They may still come until the last day; what nobody knows the date of is the oldest."""
    plan = _plan(PARTLY_KNOWN)
    assert _names(upcoming(plan.ask, "a", "nb")) == ["denne-maneden", "januar", "varen-2027"]
    assert _names(past(plan.ask, "a", "nb")) == [
        "2017",
        "hosten",
        "september",
        "14-september",
        "varen-2016",
        "ukjent",
    ]
    assert plan.next_change == datetime(2026, 12, 1, tzinfo=OSLO)


def test_an_event_of_a_month_is_over_when_the_month_is() -> None:
    """And not a day sooner, since it may be on its last day."""
    plan = _plan(PARTLY_KNOWN)
    plan.wait(datetime(2026, 12, 1, tzinfo=OSLO))
    assert _names(past(plan.ask, "a", "nb"))[0] == "denne-maneden"


def test_news_of_a_month_come_before_those_of_its_days() -> None:
    """In lists that begin with the newest, as a report does before all of its year; unknown ones are last."""
    dates = {"a": "2017-09-14", "b": "2017-09", "c": "2017", "d": "unknown", "e": "2016-spring"}
    news = [document(f"news/{name}.md", f"date: {date}") for name, date in dates.items()]
    assert _listed("article", news) == ["c", "b", "a", "e", "d"]
