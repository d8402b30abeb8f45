"""Menus, breadcrumbs, and the same page in another language."""

from __future__ import annotations

import pytest

from drammenworks.content.document import Document
from drammenworks.site.edition import Edition
from drammenworks.site.navigation import Way, alternates, breadcrumbs, check_menus, check_sections, menu
from drammenworks.site.plan import plan
from tests.documents import document, edition, library, site

MENU = """\
menus:
  main:
    - section: project
    - section: article
      label: {nb: Nytt}
    - page: om
    - url: https://nfdr.example
    - url: https://nfdr.example/en
      label: {en: Elsewhere}
taxonomies:
  tags: {nb: /emner/, en: /topics/}
"""
DOCUMENTS = (
    document("pages/hjem.md", "template: home"),
    document("pages/hjem.en.md", original="title: Hjem\ntemplate: home"),
    document("pages/om.md", "title: Om oss og det vi gjør\nmenu: Om oss"),
    document("projects/p.md", "tags: [Vekst]"),
    document("projects/p.en.md", "tags: [Growth]", original="title: P"),
    document("news/n.md", "date: 2026-01-01"),
)


def _edition(*documents: Document, settings: str = MENU) -> Edition:
    return edition(*(documents or DOCUMENTS), of=site(settings=settings))


def test_a_menu_leads_to_sections_pages_and_elsewhere() -> None:
    """With the site's words, else the page's own short name; a section's name is left to the theme."""
    assert menu(_edition(), "main", "nb") == (
        Way(path="/prosjekter/", section="project"),
        Way(path="/aktuelt/", label="Nytt", section="article"),
        Way(path="/om/", label="Om oss"),
        Way(url="https://nfdr.example", label="https://nfdr.example"),
        Way(url="https://nfdr.example/en", label="https://nfdr.example/en"),
    )


def test_what_a_language_does_not_have_is_left_out_of_its_menu() -> None:
    """No entry leads to an empty list or to a page in another language."""
    assert [way.path or way.label for way in menu(_edition(), "main", "en")] == [
        "/en/projects/",
        "https://nfdr.example",
        "Elsewhere",
    ]


def test_a_menu_that_is_not_set_up_is_empty() -> None:
    """A site need not have a footer menu."""
    assert menu(_edition(), "footer", "nb") == ()


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("/", []),
        ("/en/", []),
        ("/404.html", []),
        ("/om/", ["/", "/om/"]),
        ("/prosjekter/", ["/", "/prosjekter/"]),
        ("/prosjekter/p/", ["/", "/prosjekter/", "/prosjekter/p/"]),
        ("/en/projects/p/", ["/en/", "/en/projects/", "/en/projects/p/"]),
        ("/emner/", ["/", "/emner/"]),
        ("/emner/vekst/", ["/", "/emner/", "/emner/vekst/"]),
    ],
)
def test_breadcrumbs_lead_from_the_front_page_to_the_page(path: str, ways: list[str]) -> None:
    """In the page's own language; the front page and the 404 page have none."""
    shown = _edition()
    [page] = [page for page in plan(shown) if page.path == path]
    assert [way.path for way in breadcrumbs(shown, page)] == ways


@pytest.mark.parametrize(
    ("path", "others"),
    [
        ("/", [("nb", "/"), ("en", "/en/")]),
        ("/om/", [("nb", "/om/")]),
        ("/prosjekter/p/", [("nb", "/prosjekter/p/"), ("en", "/en/projects/p/")]),
        ("/en/projects/p/", [("nb", "/prosjekter/p/"), ("en", "/en/projects/p/")]),
        ("/prosjekter/", [("nb", "/prosjekter/"), ("en", "/en/projects/")]),
        ("/aktuelt/", [("nb", "/aktuelt/")]),
        ("/emner/", [("nb", "/emner/"), ("en", "/en/topics/")]),
        ("/emner/vekst/", [("nb", "/emner/vekst/")]),
        ("/404.html", [("nb", "/404.html")]),
    ],
)
def test_a_page_knows_itself_in_the_other_languages(path: str, others: list[tuple[str, str]]) -> None:
    """Only languages that it exists in, and the links go both ways."""
    shown = _edition()
    pages = {page.path: page for page in plan(shown)}
    assert list(alternates(shown, pages, pages[path])) == others


def test_a_list_that_is_shorter_in_english_has_no_english_second_page() -> None:
    """A language link never leads to a page that does not exist."""
    news = [document(f"news/n{number}.md", "date: 2026-01-01") for number in range(3)]
    shown = _edition(
        *news, document("news/n0.en.md", original="title: N\ndate: 2026-01-01"), settings="per_page: 2\n"
    )
    pages = {page.path: page for page in plan(shown)}
    assert list(alternates(shown, pages, pages["/aktuelt/side/2/"])) == [("nb", "/aktuelt/side/2/")]


def test_a_menu_to_nowhere_is_told_of() -> None:
    """A page that does not exist, one of another site, and a section that the site does not have."""
    settings = "menus: {main: [{page: omm}, {page: bare-b}, {section: place}, {page: om}, {page: utkast}]}\n"
    documents = (
        *DOCUMENTS,
        document("pages/bare-b.md", "sites: [b]"),
        document("pages/utkast.md", "draft: true"),
    )
    shown = _edition(*documents, settings=settings)
    findings = check_menus(shown, library(*documents))
    assert [(found.code, dict(found.params)["target"]) for found in findings] == [
        ("DW808", "omm"),
        ("DW808", "bare-b"),
        ("DW808", "place"),
    ]
    assert findings[0].hint.endswith("Mente du «om»?")


def test_a_site_must_have_a_front_page_in_each_language_that_it_uses() -> None:
    """A language without documents needs none."""
    om, english = document("pages/om.md"), document("pages/om.en.md", original="title: Om")
    shown = _edition(om, english)
    assert [dict(found.params)["lang"] for found in check_sections(shown, library(om, english))] == [
        "nb",
        "en",
    ]
    shown = _edition(om)
    assert [dict(found.params)["lang"] for found in check_sections(shown, library(om))] == ["nb"]
    assert check_sections(_edition(), library(*DOCUMENTS)) == []


def test_a_section_of_no_kind_is_told_of() -> None:
    """With the kind that was meant."""
    shown = edition(
        *DOCUMENTS, of=site(sections="\n  page: {nb: /, en: /}\n  projects: {nb: /p/, en: /p/}\n")
    )
    [finding] = check_sections(shown, library(*DOCUMENTS))
    assert finding.code == "DW803"
    assert finding.hint.endswith("Mente du «project»?")
