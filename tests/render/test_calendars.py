"""Calendars (iCalendar, RFC 5545), as a reader of calendars sees them."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from drammenworks.render.vtimezone import vtimezone
from tests.project import Project

STRINGS = Path(__file__).parents[2] / "themes" / "base" / "strings"
SITE = "content/sites/a.yaml"
MEETING = "content/events/kveld.md"
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def project(project: Project) -> Project:
    shutil.copytree(STRINGS, project.root / "themes/base/strings", dirs_exist_ok=True)
    project.write(SITE, project.read(SITE) + "\ncalendars: true\n")
    shutil.rmtree(project.root / "content/events")
    return project


def write(project: Project, *fields: str, path: str = MEETING) -> None:
    project.write(path, "\n".join(["---", "title: Kveld", *fields, "---", "Kom.", ""]))


def calendar(project: Project, path: str = "a/arrangementer/kveld/kalender.ics", **options: Any) -> Calendar:
    project.build(**options)
    return Calendar.from_ical((project.root / "output" / path).read_bytes())


def event(project: Project, *fields: str) -> Event:
    """Build with one event, and return it as its calendar has it."""
    write(project, *fields)
    (found,) = calendar(project).walk("VEVENT")
    assert isinstance(found, Event)
    return found


@pytest.mark.parametrize(
    ("day", "offset"),
    [("2026-03-28", 1), ("2026-03-29", 2), ("2026-10-24", 2), ("2026-10-25", 1)],
)
def test_times_are_right_on_both_sides_of_the_changes_of_clock(
    project: Project, day: str, offset: int
) -> None:
    """The zone's own rules say which offset holds, and not a list of dates."""
    found = event(project, f"start: {day} 18:00", f"end: {day} 20:00")
    assert found["DTSTART"].dt == datetime.fromisoformat(f"{day}T18:00").replace(tzinfo=OSLO)
    assert found["DTSTART"].dt.utcoffset() == timedelta(hours=offset)
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(hours=2)


def test_whole_days_end_on_the_day_after_the_last(project: Project) -> None:
    """DTEND is exclusive (RFC 5545 § 3.6.1)."""
    found = event(project, "start: 2026-06-03", "end: 2026-06-06", "all_day: true")
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2026, 6, 3), date(2026, 6, 7))


def test_an_end_that_is_not_known_is_not_invented(project: Project) -> None:
    """A calendar program shows such an event at its start."""
    assert "DTEND" not in event(project, "start: 2026-06-03 18:00")


def test_hours_past_midnight(project: Project) -> None:
    """A night ends on the next day."""
    found = event(project, "start: 2026-06-03 22:00", "end: 2026-06-04 02:00")
    assert found["DTEND"].dt == datetime(2026, 6, 4, 2, tzinfo=OSLO)


@pytest.mark.parametrize(
    ("status", "expected", "summary"),
    [
        ("scheduled", "CONFIRMED", "Kveld"),
        ("cancelled", "CANCELLED", "Avlyst: Kveld"),
        ("postponed", "TENTATIVE", "Utsatt: Kveld"),
        ("moved-online", "CONFIRMED", "Flyttet til nett: Kveld"),
    ],
)
def test_what_happened_to_an_event_is_in_its_status_and_title(
    project: Project, status: str, expected: str, summary: str
) -> None:
    """A cancelled event stays, so that those who have it in their calendar learn of it."""
    found = event(project, "start: 2026-12-01 18:00", f"status: {status}")
    assert (str(found["STATUS"]), str(found["SUMMARY"])) == (expected, summary)


def test_an_event_stays_the_same_when_title_and_address_change(project: Project) -> None:
    """Programs know an event by its UID (RFC 7986 § 5.3)."""
    before = event(project, "start: 2026-12-01 18:00")
    write(project, "slug: noe-annet", "start: 2026-12-02 19:00", "sequence: 1", "updated: 2026-11-20")
    project.change(MEETING, "Kveld", "Natt")
    (after,) = calendar(project, "a/arrangementer/noe-annet/kalender.ics").walk("VEVENT")
    assert after["UID"] == before["UID"]
    assert before["SEQUENCE"] < after["SEQUENCE"]
    assert after["DTSTAMP"].dt == datetime(2026, 11, 20, tzinfo=UTC)


def test_an_event_stays_the_same_when_its_file_has_another_name(project: Project) -> None:
    """The name that it had at first is in its front matter, and in all its translations."""
    before = event(project, "start: 2026-12-01 18:00")
    project.remove(MEETING)
    write(project, "start: 2026-12-01 18:00", "uid: kveld", path="content/events/natt.md")
    write(project, path="content/events/natt.en.md")
    for path in ("a/arrangementer/natt/kalender.ics", "a/en/events/natt/calendar.ics"):
        (after,) = calendar(project, path).walk("VEVENT")
        assert after["UID"] == before["UID"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["status: scheduled"], ["status: postponed"]),
        (["status: postponed"], ["status: scheduled", "previous_start: 2026-11-30 18:00"]),
        (["status: scheduled"], ["status: cancelled"]),
        (["status: cancelled"], ["status: scheduled", "updated: 2026-11-20"]),
        ([], ["updated: 2026-11-20"]),
        (["updated: 2026-11-19", "status: cancelled"], ["updated: 2026-11-20"]),
        (["updated: 2026-11-20"], ["updated: 2026-11-20", "sequence: 1"]),
    ],
)
def test_a_change_raises_the_sequence(project: Project, before: list[str], after: list[str]) -> None:
    """By a new status alone; by a new time, with the day of the change that goes with it."""
    first = event(project, "start: 2026-12-01 18:00", *before)
    second = event(project, "start: 2026-12-01 18:00", *after)
    assert first["SEQUENCE"] < second["SEQUENCE"]


def test_place_and_text_are_those_of_the_page(project: Project) -> None:
    """Commas, semicolons, line breaks and letters of any language survive."""
    found = event(
        project,
        "summary: Kom, se; og «hør» 🎉",
        "start: 2026-12-01 18:00",
        "venue: {name: Torget, address: {street: Storgata 1, postal_code: '3300', city: Hokksund}}",
        "registration: {url: 'https://pamelding.example/a', price: Gratis}",
        "tags: [Natt]",
    )
    assert str(found["LOCATION"]) == "Torget, Storgata 1, 3300 Hokksund"
    assert str(found["DESCRIPTION"]).split("\n\n") == [
        "Kom, se; og «hør» 🎉",
        "Pris: Gratis",
        "Påmelding: https://pamelding.example/a",
        "https://a.example/arrangementer/kveld/",
    ]
    assert str(found["URL"]) == "https://a.example/arrangementer/kveld/"


def test_lines_are_folded_at_75_octets_and_never_inside_a_character(project: Project) -> None:
    """RFC 5545 § 3.1."""
    write(project, "start: 2026-12-01 18:00", f"summary: {'æøå ' * 60}")
    calendar(project)
    raw = (project.root / "output/a/arrangementer/kveld/kalender.ics").read_bytes()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert all(line.decode() for line in raw.split(b"\r\n") if line)


def test_one_calendar_has_all_events_of_a_language(project: Project) -> None:
    """Past ones too, or they would vanish from the calendars of those who subscribe."""
    write(project, "start: 2026-12-01 18:00")
    write(project, "start: 2020-12-01 18:00", path="content/events/gammel.md")
    write(project, "start: 2026-12-01 18:00", "draft: true", path="content/events/kladd.md")
    project.write("content/events/kveld.en.md", "---\ntitle: Evening\n---\nCome.\n")
    whole = calendar(project, "a/arrangementer/kalender.ics")
    assert len(whole.walk("VEVENT")) == 2
    assert str(whole["X-WR-CALNAME"]) == str(whole["NAME"]) == "Arrangementer – Alfa"
    (english,) = calendar(project, "a/en/events/calendar.ics").walk("VEVENT")
    assert str(english["SUMMARY"]) == "Evening"
    assert english["UID"] in {found["UID"] for found in whole.walk("VEVENT")}


def test_a_site_has_no_calendars_unless_it_says_so(project: Project) -> None:
    """Nor does one without events."""
    project.change(SITE, "calendars: true", "calendars: false")
    write(project, "start: 2026-12-01 18:00")
    project.build()
    assert not [path for path in project.published("a") if path.endswith(".ics")]


def test_a_calendar_follows_its_events(project: Project) -> None:
    """An edit changes the page of an event, its calendar and that of all events; nothing else is rendered."""
    write(project, "start: 2026-12-01 18:00")
    write(project, "start: 2026-12-02 18:00", path="content/events/annen.md")
    project.build()
    project.change(MEETING, "18:00", "19:00")
    found = calendar(project, "a/arrangementer/kalender.ics").walk("VEVENT")
    assert {event["DTSTART"].dt.hour for event in found} == {18, 19}
    assert calendar(project).walk("VEVENT")[0]["DTSTART"].dt.hour == 19


def test_the_zone_is_a_pair_of_rules(project: Project) -> None:
    """Outlook misreads lists of dates."""
    write(project, "start: 2026-12-01 18:00")
    (zone,) = calendar(project).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Oslo"
    rules = {part.name: part["RRULE"].to_ical().decode() for part in zone.subcomponents}
    assert rules == {
        "DAYLIGHT": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "STANDARD": "FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    }


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Oslo",
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
    ],
)
def test_the_rules_of_a_zone_give_its_offsets(name: str) -> None:
    """On every day of twelve years, as the system's own table of zones has them."""
    zone = ZoneInfo(name)
    component = vtimezone(zone)
    assert component is not None
    read = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + component.to_ical() + b"END:VCALENDAR\r\n")
    (part,) = read.walk("VTIMEZONE")
    own = part.to_tz()
    days = [datetime(2026, 1, 1, 12) + timedelta(days=day) for day in range(0, 4380, 5)]
    assert [
        day for day in days if day.replace(tzinfo=own).utcoffset() != day.replace(tzinfo=zone).utcoffset()
    ] == []


@pytest.mark.parametrize("name", ["Africa/Casablanca", "America/Santiago"])
def test_a_zone_without_rules_is_left_to_utc(project: Project, name: str) -> None:
    """Its events say when they are by a clock that never changes."""
    assert vtimezone(ZoneInfo(name)) is None
    found = event(project, "start: 2026-12-01 18:00", f"timezone: {name}")
    expected = datetime(2026, 12, 1, 18, tzinfo=ZoneInfo(name))
    assert found["DTSTART"].dt == expected
    assert found["DTSTART"].to_ical().endswith(b"Z")


def test_an_hour_that_occurs_twice_is_said_in_utc(project: Project) -> None:
    """A local time means the first of the two (RFC 5545 § 3.3.5)."""
    found = event(project, "start: 2027-10-31 02:15+02:00", "end: 2027-10-31 02:15+01:00")
    assert found["DTEND"].dt - found["DTSTART"].dt == timedelta(hours=1)
    assert found["DTEND"].dt == datetime(2027, 10, 31, 1, 15, tzinfo=UTC)


def test_an_event_that_does_not_say_when_it_was_changed_claims_no_day(project: Project) -> None:
    """Least of all one that is to come."""
    found = event(project, "start: 2026-12-30 18:00")
    assert "LAST-MODIFIED" not in found
    assert found["DTSTAMP"].dt < datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("start", ["2026-12", "2027-spring", "2027", "unknown"])
def test_an_event_of_no_known_day_is_in_no_calendar(project: Project, start: str) -> None:
    """A calendar would have to invent one; and nothing leads to a file that is not there."""
    write(project, f"start: {start}")
    write(project, "start: 2026-12-01 18:00", path="content/events/annen.md")
    template = "themes/base/templates/event.html"
    project.write(template, "{{ doc.calendar_url }}")
    whole = calendar(project, "a/arrangementer/kalender.ics")
    assert len(whole.walk("VEVENT")) == 1
    assert not (project.root / "output/a/arrangementer/kveld/kalender.ics").exists()
    assert project.output("a/arrangementer/kveld/index.html") == "None"
    assert project.output("a/arrangementer/annen/index.html") == "/arrangementer/annen/kalender.ics"


def test_an_event_with_a_new_time_is_certain(project: Project) -> None:
    """It says when it was to be; without a new time, that one is to come."""
    found = event(project, "start: 2027-01-14 18:00", "status: postponed", "previous_start: 2026-12-01 18:00")
    assert (str(found["STATUS"]), str(found["SUMMARY"])) == ("CONFIRMED", "Ny tid: Kveld")
    assert "1. desember 2026" in str(found["DESCRIPTION"])
    found = event(project, "start: 2027-01-14 18:00", "status: postponed")
    assert (str(found["STATUS"]), str(found["SUMMARY"])) == ("TENTATIVE", "Utsatt: Kveld")
    assert "Nytt tidspunkt kommer" in str(found["DESCRIPTION"])


def test_registration_is_offered_until_its_deadline(project: Project) -> None:
    """And the calendar is made again when that has passed."""
    write(
        project,
        "start: 2026-12-01 18:00",
        "registration: {url: 'https://pamelding.example/a', deadline: 2026-11-25 12:00}",
    )
    report = project.build()
    assert report["next_change"] == "2026-11-25T12:00:00+01:00"
    (found,) = calendar(project).walk("VEVENT")
    assert "pamelding.example" in str(found["DESCRIPTION"])
    (found,) = calendar(project, at="2026-11-25T12:00").walk("VEVENT")
    assert "pamelding.example" not in str(found["DESCRIPTION"])
