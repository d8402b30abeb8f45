"""References to documents that exist and are not shown."""

from __future__ import annotations

import pytest

from tests.documents import Plan, document, site

SECTIONS = """
  article: {nb: /aktuelt/, en: /news/}
  person: {nb: /personer/, en: /people/}
  video: {nb: /videoer/, en: /videos/}
  event: {nb: /arrangementer/, en: /events/}
  page: {nb: /, en: /}
"""
A, B = site("a", sections=SECTIONS), site("b", sections=SECTIONS)


def _told(person: str, fields: str = "people: [kari]", *, drafts: bool = False) -> list[str]:
    plan = Plan(
        document("people/kari.md", f"name: Kari\n{person}"),
        document("news/n.md", f"date: 2026-11-01\nsites: [a]\n{fields}"),
        sites=[A, B],
        drafts=drafts,
    )
    return [finding.message for finding in plan.findings("DW339")]


@pytest.mark.parametrize(
    ("person", "is_told"),
    [
        ("", False),
        ("draft: true", True),
        ("publish_at: 2026-11-21 12:01", True),
        ("publish_at: 2026-11-21 12:00", False),
        ("expire_at: 2026-11-21 12:00", True),
        ("expire_at: 2026-11-21 12:01", False),
        ("sites: [b]", False),
        ("sites: [b]\ndraft: true", True),
    ],
)
def test_a_reference_to_what_is_not_published_is_told_of(person: str, is_told: bool) -> None:
    """The name would be missing from the page without a word; another site's document is shown."""
    message = "«kari» i «people» er ikke publisert, så det blir ikke vist."
    assert _told(person) == ([message] if is_told else [])


def test_a_preview_of_drafts_shows_what_is_not_published() -> None:
    """And tells nothing of it."""
    assert _told("draft: true", drafts=True) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("author: kari", ["author"]),
        ("people: [kari]\nauthor: kari", ["people", "author"]),
        ("related: [person:kari]", ["related"]),
        ("draft: true\nauthor: kari", []),
        ("author: ukjent", []),
    ],
)
def test_every_field_is_told_of(fields: str, told: list[str]) -> None:
    """Of published documents; what does not exist at all is told of as that."""
    messages = [f"«kari» i «{field}» er ikke publisert, så det blir ikke vist." for field in told]
    assert sorted(_told("draft: true", fields)) == sorted(messages)


def test_a_box_and_a_programme_are_told_of() -> None:
    """At their places."""
    plan = Plan(
        document("people/kari.md", "name: Kari\ndraft: true"),
        document("videos/v.md", "provider: youtube\nexample: true\ndraft: true"),
        document("news/n.md", "title: N\ndate: 2026-11-01", "Ord.\n\n::: video v\n:::\n"),
        document(
            "events/e.md",
            "title: E\nstart: 2027-01-02 10:00\nprogramme:\n- {time: '10:00', title: A, speakers: [kari]}",
        ),
        sites=[A],
    )
    assert [
        (finding.location.path.rpartition("/")[2], finding.location.line, dict(finding.params)["place"])
        for finding in plan.findings("DW339")
    ] == [("n.md", 7, "boksen"), ("e.md", 5, "«programme.speakers»")]


def test_it_is_told_until_the_document_is_published() -> None:
    """By the clock alone."""
    plan = Plan(
        document("people/kari.md", "name: Kari\npublish_at: 2026-12-01 09:00"),
        document("news/n.md", "date: 2026-11-01\npeople: [kari]"),
        sites=[A],
    )
    assert [finding.code for finding in plan.findings("DW339")] == ["DW339"]
    change = plan.next_change
    assert change is not None
    plan.wait(change)
    assert plan.findings("DW339") == []
