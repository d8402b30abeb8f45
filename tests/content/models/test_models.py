"""The models of all kinds: constraints between fields, mentions, pickling."""

from __future__ import annotations

import pickle
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from drammenworks.content.models import KINDS
from drammenworks.content.models.collect_references import mentions_of
from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.references import Ref
from tests.documents import document, parse


def _codes(path: str, fields: str) -> list[tuple[str, int | None]]:
    _, findings = parse(path, fields)
    return [(found.code, found.location.line) for found in findings]


def _event(fields: str) -> EventMeta:
    meta = document("events/mote.md", fields).meta
    assert isinstance(meta, EventMeta)
    return meta


def _oslo(*when: int) -> datetime:
    year, month, day, *clock = when
    return datetime(year, month, day, *clock, tzinfo=ZoneInfo("Europe/Oslo"))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("fields", "starts", "ends"),
    [
        (
            "start: 2026-12-01 18:00\nend: 2026-12-01 20:00",
            _oslo(2026, 12, 1, 18),
            _oslo(2026, 12, 1, 20),
        ),
        ("start: 2026-12-01 18:00", _oslo(2026, 12, 1, 18), _oslo(2026, 12, 2)),
        ("start: 2026-12-01\nall_day: true", _oslo(2026, 12, 1), _oslo(2026, 12, 2)),
        ("start: 2026-12-01\nend: 2026-12-03\nall_day: true", _oslo(2026, 12, 1), _oslo(2026, 12, 4)),
        (
            "start: 2026-12-01T18:00-05:00\nend: 2026-12-02 01:00",
            datetime(2026, 12, 1, 18, tzinfo=timezone(timedelta(hours=-5))),
            _oslo(2026, 12, 2, 1),
        ),
        (
            "start: 2026-12-01 18:00\nend: 2026-12-01 19:00\ntimezone: Europe/London",
            _oslo(2026, 12, 1, 19),
            _oslo(2026, 12, 1, 20),
        ),
    ],
)
def test_an_event_knows_when_it_begins_and_is_over(fields: str, starts: datetime, ends: datetime) -> None:
    """Without an end it lasts its day out, and all days end at midnight of its own time zone."""
    event = _event(fields)
    assert event.starts_at == starts
    assert event.ends_at == ends


def test_an_event_over_the_change_to_summer_time_has_both_offsets() -> None:
    """The clock is put forward between its start and its end."""
    event = _event("start: 2026-03-28 23:00\nend: 2026-03-29 04:00")
    assert event.starts_at.utcoffset() == timedelta(hours=1)
    assert event.ends_at.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("fields", "starts"),
    [
        ("start: 2026-12-30T10:00:00Z", "2026-12-30T11:00:00+01:00"),
        ("start: 2026-07-30T10:00:00.000z", "2026-07-30T12:00:00+02:00"),
        ("start: 2026-12-30 23:30Z", "2026-12-31T00:30:00+01:00"),
        ("start: 2026-12-30 10:00-05:00\ntimezone: America/New_York", "2026-12-30T10:00:00-05:00"),
        ("start: 2026-12-30 10:00\ntimezone: America/New_York", "2026-12-30T10:00:00-05:00"),
        ("start: 2026-12-30 10:00+01:00\ntimezone: America/New_York", "2026-12-30T04:00:00-05:00"),
    ],
)
def test_an_event_is_in_its_own_time_zone(fields: str, starts: str) -> None:
    """A time with another offset is converted to it."""
    event = _event(fields)
    assert event.starts_at.isoformat() == starts
    assert event.last_day.isoformat() == starts[:10]


@pytest.mark.parametrize(
    ("fields", "closes"),
    [
        ("deadline: 2026-12-29 12:00", "2026-12-29T12:00:00+01:00"),
        ("deadline: 2026-12-29T12:00Z", "2026-12-29T13:00:00+01:00"),
        ("price: Gratis", None),
    ],
)
def test_registration_closes_in_the_time_zone_of_the_event(fields: str, closes: str | None) -> None:
    """As its start and its end are."""
    event = _event(f"start: 2026-12-30 10:00\nregistration: {{{fields}}}")
    found = event.registration_closes
    assert (found.isoformat() if found is not None else None) == closes


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("start: 2027-03-28 02:30\nend: 2027-03-28 03:30", [("DW251", 2)]),
        ("start: 2027-03-28 02:00", [("DW251", 2)]),
        ("start: 2027-03-28 01:59", []),
        ("start: 2027-03-28 03:00", []),
        ("start: 2027-03-28 01:00\nend: 2027-03-28 02:59", [("DW251", 3)]),
        ("start: 2027-03-28 02:30+01:00", []),
        ("start: 2027-03-28\nall_day: true", []),
        ("start: 2027-03-14 02:30", []),
        ("start: 2027-03-14 02:30\ntimezone: America/New_York", [("DW251", 2)]),
        ("start: 2027-03-28 02:30\ntimezone: UTC", []),
        ("start: 2027-03-29 10:00\nregistration: {deadline: 2027-03-28 02:15}", [("DW251", 3)]),
        ("start: 2026-10-25 02:30", [("DW252", 2)]),
        ("start: 2026-10-25 02:30+02:00", []),
        ("start: 2026-10-25 02:30+01:00", []),
        ("start: 2026-10-25 03:00", []),
        ("start: 2026-10-24 22:00\nend: 2026-10-25 02:00", [("DW252", 3)]),
        ("start: 2026-10-25 02:30+02:00\nend: 2026-10-25 02:15+01:00", []),
        ("start: 2026-10-25 02:15+01:00\nend: 2026-10-25 02:30+02:00", [("DW221", 3)]),
    ],
)
def test_a_time_that_clocks_skip_or_repeat_is_refused(fields: str, found: list[tuple[str, int]]) -> None:
    """An offset says which instant is meant, and moments are compared as instants."""
    assert _codes("events/natt.md", f"title: Natt\n{fields}") == [(code, line + 1) for code, line in found]


def test_a_repeated_time_is_told_of_with_what_to_write() -> None:
    """Both readings are valid as they are written."""
    _, [finding] = parse("events/natt.md", "title: Natt\nstart: 2026-10-25 02:30")
    assert "Skriv 2026-10-25 02:30+02:00 for den første gangen, eller 2026-10-25 02:30+01:00" in finding.hint


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        (
            "events/a.md",
            "title: A\nstart: 2026-12-01 18:00\nend: 2026-12-01 18:00",
            "«end» (2026-12-01 18:00) er samtidig med «start» (2026-12-01 18:00). Rett den som er feil.",
        ),
        (
            "events/a.md",
            "title: A\nstart: 2026-12-05 22:00\nend: 2026-12-05 02:00",
            (
                "«end» (2026-12-05 02:00) er før «start» (2026-12-05 22:00). Rett den som er feil. "
                "Slutter det etter midnatt, så skriv 2026-12-06 02:00."
            ),
        ),
        (
            "events/a.md",
            "title: A\nstart: 2026-12-05 22:00\nend: 2026-12-03 23:00",
            (
                "«end» (2026-12-03 23:00) er før «start» (2026-12-05 22:00). Rett den som er feil. "
                "Er de byttet om, så bytt dem tilbake."
            ),
        ),
        (
            "pages/a.md",
            "title: A\npublish_at: 2026-12-05T11:00Z\nexpire_at: 2026-12-05 12:00",
            (
                "«expire_at» (2026-12-05 12:00:00) er samtidig med «publish_at» (2026-12-05 11:00:00+00:00). "
                "Rett den som er feil."
            ),
        ),
    ],
)
def test_what_is_out_of_order_is_told_of_as_what_it_is(path: str, fields: str, said: str) -> None:
    """Before or at the same time, with what is likeliest to be meant."""
    _, [finding] = parse(path, fields)
    assert f"{finding.message} {finding.hint}" == said


@pytest.mark.parametrize(
    ("path", "fields", "codes"),
    [
        ("events/a.md", "title: A\nstart: 2026-12-01 18:00\nend: 2026-12-01 18:00", [("DW221", 4)]),
        ("events/a.md", "title: A\nstart: 2026-12-02\nend: 2026-12-01\nall_day: true", [("DW221", 4)]),
        ("events/a.md", "title: A\nstart: 2026-12-02\nall_day: false", [("DW224", 3)]),
        ("events/a.md", "title: A\nstart: 2026-12-02 12:00\nall_day: true", [("DW223", 3)]),
        ("projects/a.md", "title: A\nperiod: {from: 2018-02, to: 2018-01-31}", [("DW221", 3)]),
        (
            "projects/a.md",
            "title: A\npublish_at: 2026-01-01 10:00\nexpire_at: 2026-01-01 10:00",
            [("DW221", 4)],
        ),
        ("pages/a.md", "title: A\nimage: {src: a.jpg}", [("DW222", 3)]),
        ("people/a.md", "name: A\nportrait: {src: a.jpg}", [("DW222", 3)]),
        ("videos/a.md", "title: A\nprovider: file\ncaptions: [{lang: nb, src: a.vtt}]", [("DW222", 2)]),
        ("videos/a.md", "title: A\nprovider: youtube\nid: abc123DEF45", [("DW222", 2)]),
        ("places/a.md", "name: A\ncategory: shop\nexceptions: [{date: 2026-12-24}]", [("DW222", 4)]),
        (
            "reports/a.md",
            "title: A\nyear: 2017\nfinance: [{id: a, title: A, rows: []}, {id: a, title: B, rows: []}]",
            [("DW225", 4)],
        ),
        ("organisations/a.md", "url: https://a.no", [("DW201", 2)]),
        ("organisations/a.md", "name: []", [("DW203", 2)]),
        ("news/a.md", "title: A", [("DW201", 2)]),
    ],
)
def test_fields_that_contradict_each_other_are_one_finding(
    path: str, fields: str, codes: list[tuple[str, int]]
) -> None:
    """The finding stands at the field that is wrong, or where the missing one belongs."""
    assert _codes(path, fields) == codes


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("projects/a.md", "period: {from: 2017, to: 2017-09}"),
        ("projects/a.md", "period: {to: 2017}"),
        ("pages/a.md", "image: {src: a.jpg, decorative: true}"),
        ("videos/a.md", "provider: youtube\nexample: true"),
        ("videos/a.md", "provider: vimeo\nid: '1234'\ncaptions: [{lang: nb, src: a.vtt}]"),
        ("places/a.md", "name: A\ncategory: shop\nexceptions: [{date: 2026-12-24, closed: true}]"),
        ("organisations/a.md", "title: Foreningen i byen\nname: Foreningen"),
    ],
)
def test_fields_that_agree_make_a_document(path: str, fields: str) -> None:
    """What is left out is left open."""
    assert document(path, fields).id


def test_references_may_be_written_with_or_without_their_kind() -> None:
    """A field that takes one kind needs no kind in front of the name."""
    meta = document(
        "projects/a.md",
        "lead: kari\npartners: [organisation/b, organisation:c]\nrelated: [article:d, event/e]",
    ).meta
    assert list(mentions_of(meta).references) == [
        (("related", 0), "article/d"),
        (("related", 1), "event/e"),
        (("lead",), "person/kari"),
        (("partners", 0), "organisation/b"),
        (("partners", 1), "organisation/c"),
    ]
    assert all(isinstance(ref, Ref) for _, ref in mentions_of(meta).references)


def test_files_are_mentioned_with_their_path_and_whether_they_are_pictures() -> None:
    """Pictures are to be measured, data is to be read."""
    meta = document(
        "reports/a.md",
        "year: 2017\nimage: {src: a.jpg, alt: A}\npdf: a.pdf\nfigures: [{id: b, title: B, src: b.csv}]",
    ).meta
    assert [(file.keys, file.src, file.is_picture) for file in mentions_of(meta).files] == [
        (("image", "src"), "a.jpg", True),
        (("figures", 0, "src"), "b.csv", False),
        (("pdf",), "a.pdf", False),
    ]


def test_there_are_nine_kinds_each_in_its_own_folder() -> None:
    """No two kinds share a folder, and a kind is found by the name that references use."""
    assert len(KINDS) == len({kind.folder for kind in KINDS.values()}) == 9
    assert all(name == kind.name for name, kind in KINDS.items())


def test_unset_fields_have_their_defaults_after_unpickling() -> None:
    """Only set fields are pickled, at every level; the rest comes from the model, in the model's order."""
    event = _event("start: 2026-12-01 18:00\nvenue: {name: Torget}\nimage: {src: a.jpg, decorative: true}")
    kept = pickle.loads(pickle.dumps(event))
    assert event == kept
    assert repr(event) == repr(kept)
    assert event.model_fields_set == kept.model_fields_set
    assert b"organiser" not in pickle.dumps(event)
