"""Which documents a site publishes, as of an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from drammenworks.site.publication import Moment, check_sites, chosen_sites, is_published, next_change
from tests.documents import AT, OSLO, document, edition, library, site

EMBARGOED = "publish_at: 2026-12-01 09:00"
EXPIRED = "expire_at: 2026-11-01 09:00"
A, B = site("a"), site("b", sections="\n  article: {nb: /aktuelt/, en: /news/}\n  page: {nb: /, en: /}\n")


@pytest.mark.parametrize(
    ("fields", "public", "with_drafts"),
    [
        ("", True, True),
        ("draft: true", False, True),
        (EMBARGOED, False, True),
        (EXPIRED, False, False),
        (f"draft: true\n{EXPIRED}", False, False),
        ("publish_at: 2026-11-21 12:00", True, True),
        ("publish_at: 2026-11-21 12:01", False, True),
        ("expire_at: 2026-11-21 12:00", False, False),
        ("expire_at: 2026-11-21 12:01", True, True),
        ("publish_at: 2026-11-21T11:00Z", True, True),
        ("publish_at: 2026-11-21T11:01Z", False, True),
        ("publish_at: 2026-11-21T12:30+02:00", True, True),
    ],
)
def test_a_document_is_public_from_its_embargo_until_it_expires(
    fields: str, public: bool, with_drafts: bool
) -> None:
    """The first instant counts, the last does not; times without an offset are the site's own."""
    meta = document("pages/om.md", fields).meta
    assert is_published(meta, Moment(AT), OSLO) is public
    assert is_published(meta, Moment(AT, drafts=True), OSLO) is with_drafts


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ("", None),
        ("draft: true\npublish_at: 2026-12-01 09:00", None),
        (EMBARGOED, datetime(2026, 12, 1, 9, tzinfo=OSLO)),
        (EXPIRED, None),
        (f"{EMBARGOED}\nexpire_at: 2026-12-24 09:00", datetime(2026, 12, 1, 9, tzinfo=OSLO)),
        ("publish_at: 2026-11-01 09:00\nexpire_at: 2026-12-24 09:00", datetime(2026, 12, 24, 9, tzinfo=OSLO)),
        ("publish_at: 2026-11-21 12:00", None),
    ],
)
def test_the_next_change_is_when_the_answer_becomes_another(fields: str, change: datetime | None) -> None:
    """Until then the site may stay as it is."""
    assert next_change(document("pages/om.md", fields).meta, Moment(AT), OSLO) == change


@pytest.mark.parametrize(
    "fields", [EMBARGOED, "expire_at: 2026-12-24 09:00", f"{EMBARGOED}\nexpire_at: 2026-12-24 09:00"]
)
def test_nothing_changes_before_the_next_change(fields: str) -> None:
    """One second before it, the answer is the same as now; at it, another."""
    meta = document("pages/om.md", fields).meta
    change = next_change(meta, Moment(AT), OSLO)
    assert change is not None
    now = is_published(meta, Moment(AT), OSLO)
    assert is_published(meta, Moment(change - timedelta(seconds=1)), OSLO) is now
    assert is_published(meta, Moment(change), OSLO) is not now


def test_by_default_a_document_is_on_the_sites_that_have_a_section_for_it() -> None:
    """News is on both, and a project on the one that has projects."""
    assert chosen_sites(document("news/n.md", "date: 2026-11-01"), [A, B]) == ("a", "b")
    assert chosen_sites(document("projects/p.md"), [A, B]) == ("a",)


def test_a_document_may_choose_its_sites() -> None:
    """Each once, and those that do not exist are told of elsewhere."""
    assert chosen_sites(document("news/n.md", "date: 2026-11-01\nsites: [b]"), [A, B]) == ("b",)
    assert chosen_sites(document("news/n.md", "date: 2026-11-01\nsites: [b, a, b, c]"), [A, B]) == ("b", "a")
    assert chosen_sites(document("news/n.md", "date: 2026-11-01\nsites: []"), [A, B]) == ()


def test_the_canonical_site_comes_first() -> None:
    """Whoever needs one of the sites takes the first."""
    news = document("news/n.md", "date: 2026-11-01\ncanonical_site: b")
    assert chosen_sites(news, [A, B]) == ("b", "a")


def test_drafts_embargoed_and_expired_documents_are_in_no_edition() -> None:
    """And the edition knows when that changes."""
    documents = [
        document("pages/om.md"),
        document("pages/utkast.md", "draft: true"),
        document("pages/snart.md", EMBARGOED),
        document("pages/slutt.md", EXPIRED),
    ]
    public = edition(*documents)
    assert set(public.documents) == {("page/om", "nb")}
    assert set(public.paths) == {("page/om", "nb")}
    assert public.next_change == datetime(2026, 12, 1, 9, tzinfo=OSLO)
    preview = edition(*documents, drafts=True)
    assert {key for key, _ in preview.documents} == {"page/om", "page/utkast", "page/snart"}


def test_a_language_or_kind_that_the_site_does_not_have_is_in_no_edition() -> None:
    """A site without places shows none, and one without nynorsk has no pages in it."""
    shown = edition(
        document("pages/om.md"),
        document("pages/om.nn.md", original="title: Om"),
        document("places/kafe.md", "name: Kafe\ncategory: eatery"),
    )
    assert set(shown.documents) == {("page/om", "nb")}


def test_the_next_change_of_an_edition_may_be_the_end_of_an_event() -> None:
    """Then it moves from the coming events to the past ones."""
    events = [
        document("events/a.md", "start: 2026-11-21 10:00\nend: 2026-11-21 14:00"),
        document("events/b.md", "start: 2026-11-20 10:00\nend: 2026-11-20 14:00"),
        document("events/c.md", "start: 2026-12-20 10:00\nend: 2026-12-20 14:00"),
    ]
    assert edition(*events).next_change == datetime(2026, 11, 21, 14, tzinfo=OSLO)


def test_sites_that_make_no_sense_are_told_of() -> None:
    """With the nearest name, and once although a translation took the field over."""
    wrong = document("pages/om.md", "sites: [a, ab]\ncanonical_site: b")
    english = document(
        "pages/om.en.md", "title: About", original="title: Om\nsites: [a, ab]\ncanonical_site: b"
    )
    nowhere = document("places/kafe.md", "name: Kafe\ncategory: eatery")
    findings = check_sites(library(wrong, english, nowhere), {"a": A, "b": B})
    assert [(found.code, str(found.location)) for found in findings] == [
        ("DW806", "content/pages/om.md:3:12"),
        ("DW807", "content/pages/om.md:4:1"),
        ("DW809", "content/places/kafe.md:2:1"),
    ]


def test_a_moment_may_be_in_any_time_zone() -> None:
    """An instant is the same everywhere."""
    meta = document("pages/om.md", "publish_at: 2026-11-21 12:00").meta
    assert is_published(meta, Moment(datetime(2026, 11, 21, 11, 0, tzinfo=UTC)), OSLO)
    assert not is_published(meta, Moment(datetime(2026, 11, 21, 10, 59, tzinfo=UTC)), OSLO)
