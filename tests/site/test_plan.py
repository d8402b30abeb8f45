"""Which pages a site has."""

from __future__ import annotations

import pytest

from drammenworks.site.page import FeedSubject, ListSubject, TermsSubject, TermSubject
from drammenworks.site.plan import plan
from tests.documents import document, edition, site

TAXONOMIES = (
    "taxonomies:\n  tags: {nb: /emner/, en: /topics/}\n  focus_areas: {nb: /satsinger/, en: /focus/}\n"
)


def _paths(*documents: object, settings: str = "") -> list[str]:
    return [page.path for page in plan(edition(*documents, of=site(settings=settings)))]  # type: ignore[arg-type]


def _news(count: int) -> list[object]:
    return [document(f"news/n{number:02}.md", f"date: 2026-01-{number + 1:02}") for number in range(count)]


def test_an_empty_site_has_its_sections_and_a_404_page() -> None:
    """In its own language only: an empty list in a translation is worth no visit."""
    assert _paths() == [
        "/prosjekter/",
        "/rapporter/",
        "/arrangementer/",
        "/aktuelt/",
        "/personer/",
        "/404.html",
    ]


def test_every_document_has_a_page_in_its_language() -> None:
    """At its slug or its name, under the path of its section in that language."""
    paths = _paths(
        document("projects/arsrapport-pa-oyer.md"),
        document("projects/arsrapport-pa-oyer.en.md", "slug: report", original="title: R"),
        document("pages/om.md"),
        document("pages/om.en.md", original="title: Om"),
    )
    assert paths[:4] == ["/en/om/", "/om/", "/en/projects/report/", "/prosjekter/arsrapport-pa-oyer/"]
    assert "/en/projects/" in paths
    assert "/en/news/" not in paths


def test_a_home_page_lies_at_the_root_of_its_language() -> None:
    """Whatever it is called."""
    paths = _paths(
        document("pages/hjem.md", "template: home\nslug: noe-annet"),
        document("pages/hjem.en.md", original="title: Hjem\ntemplate: home"),
    )
    assert paths[:2] == ["/en/", "/"]


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3)])
def test_long_lists_are_cut_into_pages(count: int, pages: int) -> None:
    """A full page is not followed by an empty one, and an empty list still has one page."""
    shown = [
        page
        for page in plan(edition(*_news(count), of=site(settings="per_page: 5\n")))  # type: ignore[arg-type]
        if isinstance(page.subject, ListSubject) and page.subject.kind == "article"
    ]
    assert [page.path for page in shown] == [
        "/aktuelt/",
        *(f"/aktuelt/side/{number}/" for number in range(2, pages + 1)),
    ]
    slices = [page.subject.slice for page in shown if isinstance(page.subject, ListSubject)]
    assert [item for part in slices for item in part.items] == [
        f"article/n{number:02}" for number in reversed(range(count))
    ]
    assert all(part.count == pages and part.total == count and part.root == "/aktuelt/" for part in slices)
    assert [part.number for part in slices] == list(range(1, pages + 1))


def test_the_pages_of_an_english_list_are_numbered_in_english() -> None:
    """« side » is no English word."""
    english = [
        document(f"news/n{number}.en.md", original="title: N\ndate: 2026-01-01") for number in range(3)
    ]
    assert "/en/news/page/2/" in _paths(*english, settings="per_page: 2\n")


def test_terms_have_a_page_each_and_one_for_all() -> None:
    """In the Norwegian alphabet's order, with how many documents carry them."""
    documents = [
        document("news/a.md", "date: 2026-01-01\ntags: [Ærlig, Vekst]"),
        document("news/b.md", "date: 2026-01-02\ntags: [vekst]"),
        document("projects/c.md", "focus_areas: [Vekst]\ntags: [Aas]"),
    ]
    pages = plan(edition(*documents, of=site(settings=TAXONOMIES)))
    [terms] = [
        page.subject
        for page in pages
        if isinstance(page.subject, TermsSubject) and page.subject.taxonomy == "tags"
    ]
    assert terms.terms == (
        ("vekst", "/emner/vekst/", 2),
        ("Ærlig", "/emner/aerlig/", 1),
        ("Aas", "/emner/aas/", 1),
    )
    listed = {page.path: page.subject.slice.items for page in pages if isinstance(page.subject, TermSubject)}
    assert listed == {
        "/emner/vekst/": ("article/b", "article/a"),
        "/emner/aerlig/": ("article/a",),
        "/emner/aas/": ("project/c",),
        "/satsinger/vekst/": ("project/c",),
    }


def test_terms_of_one_language_are_not_shown_in_another() -> None:
    """A tag of a Norwegian text has no English page, and a taxonomy without terms has none at all."""
    paths = _paths(document("pages/om.md", "tags: [Vekst]"), settings=TAXONOMIES)
    assert "/emner/vekst/" in paths
    assert not any(path.startswith(("/en/topics", "/satsinger")) for path in paths)


def test_drafts_are_in_no_list_and_no_term() -> None:
    """What is not published leaves no trace in the plan."""
    paths = _paths(
        document("news/hemmelig.md", "date: 2026-01-01\ntags: [Hemmelig]\ndraft: true"), settings=TAXONOMIES
    )
    assert not any("hemmelig" in path or "emner" in path for path in paths)


def _feeds(*documents: object) -> dict[str, tuple[str, ...]]:
    """Return what each feed brings, by its path."""
    pages = plan(edition(*documents, of=site(settings="feeds: true\n")))  # type: ignore[arg-type]
    return {page.path: page.subject.items for page in pages if isinstance(page.subject, FeedSubject)}


def test_a_site_has_feeds_only_when_it_says_so() -> None:
    """A theme without the template need not have one."""
    assert "/feed.xml" not in _paths(*_news(3))


def test_a_feed_brings_the_newest_of_all_kinds() -> None:
    """Twenty of them, in the order of their dates."""
    found = _feeds(*_news(25), document("projects/broa.md", "date: 2026-01-19"))["/feed.xml"]
    assert len(found) == 20
    assert found[:2] == ("article/n24", "article/n23")
    assert found[4:7] == ("article/n20", "article/n19", "project/broa")


@pytest.mark.parametrize(
    "other",
    [
        ("projects/broa.md", ""),
        ("pages/om.md", "date: 2026-01-02"),
        ("news/sommer.md", "date: 2026-01-02\nexample: true"),
        ("news/sommer.md", "date: 2026-01-02\nseo: {noindex: true}"),
    ],
    ids=["no date", "a page", "an example", "hidden from search engines"],
)
def test_a_feed_leaves_out_what_is_no_news(other: tuple[str, str]) -> None:
    """Those who follow a site want what the site would show to anybody who looks for it."""
    news = document("news/varsel.md", "date: 2026-01-01")
    assert _feeds(news, document(*other)) == {"/feed.xml": ("article/varsel",)}


def test_each_language_has_a_feed_of_its_own() -> None:
    """With what there is in that language; and none where there is nothing."""
    news = document("news/varsel.md", "date: 2026-01-01")
    assert _feeds(news) == {"/feed.xml": ("article/varsel",)}
    translated = document("news/varsel.en.md", "title: Notice", original="title: V\ndate: 2026-01-01")
    assert _feeds(news, translated) == {"/feed.xml": ("article/varsel",), "/en/feed.xml": ("article/varsel",)}
