"""Which documents a site publishes, as of an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from drammenworks.content.document import Document
from drammenworks.content.document_metadata import summarise
from drammenworks.content.graph_queries import has_passed
from drammenworks.site.publication import chosen_sites
from tests.documents import AT, OSLO, Plan, document, site

EMBARGOED = "publish_at: 2026-12-01 09:00"
EXPIRED = "expire_at: 2026-11-01 09:00"
A, B = site("a"), site("b", sections="\n  article: {nb: /aktuelt/, en: /news/}\n  page: {nb: /, en: /}\n")

OM = ("page/om", "nb")


def _is_public(plan: Plan) -> bool:
    return OM in plan.documents()


def _chosen(document: Document) -> tuple[str, ...]:
    return chosen_sites(summarise(document), [A, B])


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
    om = document("pages/om.md", fields)
    assert _is_public(Plan(om)) is public
    assert _is_public(Plan(om, drafts=True)) is with_drafts


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
def test_the_next_change_is_when_a_document_comes_or_goes(fields: str, change: datetime | None) -> None:
    """Until then the site may stay as it is."""
    assert Plan(document("pages/om.md", fields)).next_change == change


@pytest.mark.parametrize(
    "fields", [EMBARGOED, "expire_at: 2026-12-24 09:00", f"{EMBARGOED}\nexpire_at: 2026-12-24 09:00"]
)
def test_nothing_changes_before_the_next_change(fields: str) -> None:
    """One second before it the document is as public as now; at it, no longer."""
    plan = Plan(document("pages/om.md", fields))
    change, now = plan.next_change, _is_public(plan)
    assert change is not None
    plan.wait(change - timedelta(seconds=1))
    assert (_is_public(plan), plan.next_change) == (now, change)
    plan.wait(change)
    assert _is_public(plan) is not now
    assert plan.next_change != change


def test_a_clock_that_is_put_back_brings_a_document_back() -> None:
    """What is public depends on the instant alone, and not on what was built before."""
    plan = Plan(document("pages/om.md", "expire_at: 2026-12-24 09:00"))
    plan.wait(AT + timedelta(days=60))
    assert not _is_public(plan)
    plan.wait(AT)
    assert _is_public(plan)


def test_time_that_nothing_waits_for_changes_nothing() -> None:
    """A build that runs later has nothing to do."""
    plan = Plan(
        document("pages/om.md", EMBARGOED), document("events/a.md", "start: 2026-12-20 10:00"), drafts=False
    )
    before = plan.pages()
    plan.wait(datetime(2026, 12, 1, 8, 59, tzinfo=OSLO))
    assert plan.pages() == before


def test_by_default_a_document_is_on_the_sites_that_have_a_section_for_it() -> None:
    """News is on both, and a project on the one that has projects."""
    assert _chosen(document("news/n.md", "date: 2026-11-01")) == ("a", "b")
    assert _chosen(document("projects/p.md")) == ("a",)


def test_a_document_may_choose_its_sites() -> None:
    """Each once, and those that do not exist are told of elsewhere."""
    assert _chosen(document("news/n.md", "date: 2026-11-01\nsites: [b]")) == ("b",)
    assert _chosen(document("news/n.md", "date: 2026-11-01\nsites: [b, a, b, c]")) == ("b", "a")


def test_the_canonical_site_comes_first() -> None:
    """Whoever needs one of the sites takes the first."""
    news = document("news/n.md", "date: 2026-11-01\ncanonical_site: b")
    assert _chosen(news) == ("b", "a")


def test_drafts_embargoed_and_expired_documents_are_on_no_site() -> None:
    """And it is known when that changes."""
    documents = [
        document("pages/om.md"),
        document("pages/utkast.md", "draft: true"),
        document("pages/snart.md", EMBARGOED),
        document("pages/slutt.md", EXPIRED),
    ]
    public = Plan(*documents)
    assert public.documents() == {OM}
    assert {"/utkast/", "/snart/", "/slutt/"}.isdisjoint(public.pages())
    assert public.next_change == datetime(2026, 12, 1, 9, tzinfo=OSLO)
    preview = Plan(*documents, drafts=True)
    assert {key for key, _ in preview.documents()} == {"page/om", "page/utkast", "page/snart"}


def test_a_language_or_kind_that_a_site_does_not_have_is_not_on_it() -> None:
    """A site without places shows none, and one without nynorsk has no pages in it."""
    plan = Plan(
        document("pages/om.md"),
        document("pages/om.nn.md", original="title: Om"),
        document("places/kafe.md", "name: Kafe\ncategory: eatery"),
    )
    assert plan.documents() == {OM}


def test_the_next_change_of_a_site_may_be_the_end_of_an_event() -> None:
    """Then it moves from the coming events to the past ones."""
    plan = Plan(
        document("events/a.md", "start: 2026-11-21 10:00\nend: 2026-11-21 14:00"),
        document("events/b.md", "start: 2026-11-20 10:00\nend: 2026-11-20 14:00"),
        document("events/c.md", "start: 2026-12-20 10:00\nend: 2026-12-20 14:00"),
    )
    assert plan.next_change == datetime(2026, 11, 21, 14, tzinfo=OSLO)


def test_what_is_gone_changes_nothing_later() -> None:
    """An instant that no document has any more is waited for by nobody."""
    plan = Plan(document("pages/om.md", EMBARGOED))
    plan.remove("page/om")
    assert plan.next_change is None


def test_sites_that_make_no_sense_are_reported() -> None:
    """With the nearest name, and once although a translation took the field over."""
    plan = Plan(
        document("pages/om.md", "sites: [a, ab]\ncanonical_site: b"),
        document("pages/om.en.md", "title: About", original="title: Om\nsites: [a, ab]\ncanonical_site: b"),
        document("places/kafe.md", "name: Kafe\ncategory: eatery"),
        sites=[A, B],
    )
    findings = plan.findings("DW806", "DW807", "DW809")
    assert sorted((found.code, str(found.location)) for found in findings) == [
        ("DW806", "content/pages/om.md:3:12"),
        ("DW807", "content/pages/om.md:4:1"),
        ("DW809", "content/places/kafe.md:2:1"),
    ]


def test_a_build_may_be_as_of_an_instant_in_any_time_zone() -> None:
    """An instant is the same everywhere."""
    om = document("pages/om.md", "publish_at: 2026-11-21 12:00")
    assert _is_public(Plan(om, at=datetime(2026, 11, 21, 11, 0, tzinfo=UTC)))
    assert not _is_public(Plan(om, at=datetime(2026, 11, 21, 10, 59, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("instant", "passed"),
    [
        ("2026-11-21T12:00:00+01:00", True),
        ("2026-11-21T12:00:01+01:00", False),
        ("2026-11-21T11:00:00+00:00", True),
        ("2026-11-21T12:00:00-05:00", False),
    ],
)
def test_an_instant_has_passed_from_itself_on(instant: str, passed: bool) -> None:
    """Wherever its offset puts it; and the answer follows the clock, both ways."""
    plan = Plan()
    assert has_passed(plan.ask, instant) is passed
    plan.wait(AT + timedelta(days=1))
    assert has_passed(plan.ask, instant)
    plan.wait(AT - timedelta(days=1))
    assert not has_passed(plan.ask, instant)
