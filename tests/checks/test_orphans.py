"""Pages that nothing leads to."""

from __future__ import annotations

import pytest

from drammenworks.checks.orphans import check_orphans
from drammenworks.content.document import Document
from tests.documents import Plan, document, site

MENUS = "\nmenus:\n  main: [{section: article}]\n  footer: [{page: kontakt}]\n"
A = site("a", MENUS)
B = site("b", sections="\n  article: {nb: /aktuelt/, en: /news/}\n  page: {nb: /, en: /}\n")
HOME = document("pages/hjem.md", "template: home\nsites: [a]")
ALONE = document("pages/alene.md", "sites: [a]")


def _orphans(*documents: Document) -> list[str]:
    plan = Plan(HOME, *documents, sites=[A, B])
    return [finding.location.path for finding in check_orphans(plan.ask, [HOME, *documents])]


def test_a_page_that_nothing_leads_to_is_told_of() -> None:
    """A front page is found by the name of the site, and what is in a list or a menu by that."""
    documents = (document("pages/kontakt.md", "sites: [a]"), document("news/n.md", "date: 2026-11-01"))
    assert _orphans(ALONE, *documents) == ["content/pages/alene.md"]


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ("", "[Les](page:alene)"),
        ("", "[Les](/alene/)"),
        ("", "[Les](/alene)"),
        ("", "[Les](/alene/#mer)"),
        ("", "[Les](../pages/alene.md)"),
        ("", "[Les](https://a.example/alene/)"),
        ("", "[Les](https://www.a.example/alene?x=1)"),
        ("related: [page:alene]", ""),
        ("sites: [b]\nrelated: [page:alene]", ""),
        ("sites: [b]", "[Les](page:alene)"),
        ("sites: [b]", "[Les](https://a.example/alene/)"),
    ],
)
def test_every_way_to_a_page_counts(fields: str, body: str) -> None:
    """From either site, by name, path, file or address."""
    assert _orphans(ALONE, document("news/n.md", f"date: 2026-11-01\n{fields}", body)) == []


@pytest.mark.parametrize(
    "fields", ["draft: true", "publish_at: 2027-01-01 08:00", "expire_at: 2026-01-01 08:00"]
)
def test_what_is_not_published_leads_nowhere(fields: str) -> None:
    """Nobody can follow its links."""
    news = document("news/n.md", f"date: 2026-11-01\n{fields}", "[Les](page:alene) [les](/alene/)")
    assert _orphans(ALONE, news) == ["content/pages/alene.md"]


def test_a_page_that_is_not_published_is_no_orphan() -> None:
    """Until it is."""
    assert _orphans(document("pages/alene.md", "sites: [a]\ndraft: true")) == []


def test_a_link_to_itself_does_not_count() -> None:
    """By its name."""
    assert _orphans(document("pages/alene.md", "sites: [a]", "[Her](page:alene)")) == [
        "content/pages/alene.md"
    ]


def test_a_translation_is_found_from_its_original() -> None:
    """And is not told of by itself."""
    english = document("pages/alene.en.md", "title: Alone", original="sites: [a]")
    news = document("news/n.md", "date: 2026-11-01", "[Les](page:alene)")
    assert _orphans(ALONE, english, news) == []


def test_a_page_is_told_of_for_each_site() -> None:
    """A menu of one site leads nobody on the other."""
    contact = document("pages/kontakt.md")
    plan = Plan(HOME, contact, sites=[A, B])
    [finding] = check_orphans(plan.ask, [HOME, contact])
    assert dict(finding.params) == {"site": "b", "url": "/kontakt/"}
