"""Which pages a site has."""

from __future__ import annotations

import pytest

from drammenworks.content.document import Document
from drammenworks.site.page import FeedSubject, TaxonomySubject, TermSubject
from tests.documents import Plan, document, site

TAXONOMIES = (
    "taxonomies:\n  tags: {nb: /emner/, en: /topics/}\n  focus_areas: {nb: /satsinger/, en: /focus/}\n"
)


def _plan(*documents: Document, settings: str = "") -> Plan:
    return Plan(*documents, sites=[site(settings=settings)])


def _paths(*documents: Document, settings: str = "") -> set[str]:
    return set(_plan(*documents, settings=settings).pages())


def _news(count: int) -> list[Document]:
    return [document(f"news/n{number:02}.md", f"date: 2026-01-{number + 1:02}") for number in range(count)]


def test_an_empty_site_has_its_sections_and_a_404_page() -> None:
    """In its own language only: an empty list in a translation is worth no visit."""
    assert _paths() == {
        "/prosjekter/",
        "/rapporter/",
        "/arrangementer/",
        "/aktuelt/",
        "/personer/",
        "/404.html",
    }


def test_every_document_has_a_page_in_its_language() -> None:
    """At its slug or its name, under the path of its section in that language."""
    paths = _paths(
        document("projects/arsrapport-pa-oyer.md"),
        document("projects/arsrapport-pa-oyer.en.md", "slug: report", original="title: R"),
        document("pages/om.md"),
        document("pages/om.en.md", original="title: Om"),
    )
    assert {"/en/om/", "/om/", "/en/projects/report/", "/prosjekter/arsrapport-pa-oyer/"} <= paths
    assert "/en/projects/" in paths
    assert "/en/news/" not in paths


def test_a_home_page_lies_at_the_root_of_its_language() -> None:
    """Whatever it is called."""
    paths = _paths(
        document("pages/hjem.md", "template: home\nslug: noe-annet"),
        document("pages/hjem.en.md", original="title: Hjem\ntemplate: home"),
    )
    assert {"/en/", "/"} <= paths
    assert not any("hjem" in path or "noe-annet" in path for path in paths)


def test_terms_have_a_page_each_and_one_for_all() -> None:
    """In the Norwegian alphabet's order, with how many documents carry them."""
    documents = [
        document("news/a.md", "date: 2026-01-01\ntags: [Ærlig, Vekst]"),
        document("news/b.md", "date: 2026-01-02\ntags: [vekst]"),
        document("projects/c.md", "focus_areas: [Havn]\ntags: [Aas]"),
    ]
    pages = _plan(*documents, settings=TAXONOMIES).pages()
    [terms] = [
        page.subject
        for page in pages.values()
        if isinstance(page.subject, TaxonomySubject) and page.subject.taxonomy == "tags"
    ]
    assert terms.terms == (
        ("vekst", "/emner/vekst/", 2),
        ("Ærlig", "/emner/aerlig/", 1),
        ("Aas", "/emner/aas/", 1),
    )
    listed = {
        path: page.subject.slice.items
        for path, page in pages.items()
        if isinstance(page.subject, TermSubject)
    }
    assert listed == {
        "/emner/vekst/": ("article/b", "article/a"),
        "/emner/aerlig/": ("article/a",),
        "/emner/aas/": ("project/c",),
        "/satsinger/havn/": ("project/c",),
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


def _all_feeds(*documents: Document) -> dict[str, FeedSubject]:
    pages = _plan(*documents, settings="feeds: true\n").pages()
    return {path: page.subject for path, page in pages.items() if isinstance(page.subject, FeedSubject)}


def _feeds(*documents: Document) -> dict[str, tuple[str, ...]]:
    """Return what each feed of a language brings, by its path."""
    found = _all_feeds(*documents)
    return {path: one.items for path, one in found.items() if one.kind is None and path.endswith(".xml")}


def test_a_section_with_news_has_feeds_too() -> None:
    """In the same two formats as all of the site; a section without news has none."""
    found = _all_feeds(
        *_news(2), document("projects/broa.md"), document("projects/tak.md", "date: 2026-01-19")
    )
    assert {path: one.items for path, one in found.items() if one.kind is not None} == {
        "/aktuelt/feed.xml": ("article/n01", "article/n00"),
        "/aktuelt/feed.json": ("article/n01", "article/n00"),
        "/prosjekter/feed.xml": ("project/tak",),
        "/prosjekter/feed.json": ("project/tak",),
    }
    assert {"/feed.xml", "/feed.json"} < set(found)


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


def test_a_document_has_the_template_of_its_kind_or_the_one_it_chooses() -> None:
    """Only pages choose."""
    pages = _plan(
        document("pages/hjem.md", "template: home"), document("pages/om.md"), document("projects/p.md")
    ).pages()
    assert [pages[path].template for path in ("/", "/om/", "/prosjekter/p/")] == [
        "home.html",
        "page.html",
        "project.html",
    ]


def test_a_plan_follows_its_documents() -> None:
    """After any change it is the plan of what there is."""
    om, news = document("pages/om.md"), document("news/n.md", "date: 2026-01-01\ntags: [Vekst]")
    plan = _plan(om, settings=TAXONOMIES)
    before = plan.pages()
    plan.write(news)
    assert plan.pages() == _plan(om, news, settings=TAXONOMIES).pages()
    plan.remove("article/n")
    assert plan.pages() == before


def test_a_plan_follows_the_settings_of_its_site() -> None:
    """A taxonomy that comes has pages, and a section that goes has none."""
    documents = [document("pages/om.md"), document("news/n.md", "date: 2026-01-01\ntags: [Vekst]")]
    plan = _plan(*documents)
    plan.configure(site(settings=TAXONOMIES, sections="\n  article: {nb: /nytt/, en: /new/}\n"))
    assert set(plan.pages()) == {
        "/404.html",
        "/nytt/",
        "/nytt/2026/",
        "/nytt/n/",
        "/emner/",
        "/emner/vekst/",
    }
    plan.configure(site())
    assert plan.pages() == _plan(*documents).pages()
