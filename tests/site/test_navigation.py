"""Menus, breadcrumbs, and the same page in another language."""

from __future__ import annotations

import pytest

from drammenworks.content.document import Document
from drammenworks.site.navigation import NavLink, alternates, breadcrumbs, counterpart, is_used, menu, nearest
from tests.documents import Plan, document, site

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


def _plan(*documents: Document, settings: str = MENU) -> Plan:
    return Plan(*(documents or DOCUMENTS), sites=[site(settings=settings)])


def test_a_menu_leads_to_sections_pages_and_elsewhere() -> None:
    """With the site's words, else the page's own short name; a section's name is left to the theme."""
    assert menu(_plan().ask, "a", "main", "nb") == (
        NavLink(path="/prosjekter/", section="project"),
        NavLink(path="/aktuelt/", label="Nytt", section="article"),
        NavLink(path="/om/", label="Om oss"),
        NavLink(url="https://nfdr.example", label="https://nfdr.example"),
        NavLink(url="https://nfdr.example/en", label="https://nfdr.example/en"),
    )


def test_what_a_language_does_not_have_is_left_out_of_its_menu() -> None:
    """No entry leads to an empty list or to a page in another language."""
    assert [link.path or link.label for link in menu(_plan().ask, "a", "main", "en")] == [
        "/en/projects/",
        "https://nfdr.example",
        "Elsewhere",
    ]


def test_a_menu_that_is_not_set_up_is_empty() -> None:
    """A site need not have a footer menu."""
    assert menu(_plan().ask, "a", "footer", "nb") == ()


@pytest.mark.parametrize(
    ("path", "links"),
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
def test_breadcrumbs_lead_from_the_front_page_to_the_page(path: str, links: list[str]) -> None:
    """In the page's own language; the front page and the 404 page have none."""
    plan = _plan()
    assert [link.path for link in breadcrumbs(plan.ask, plan.pages()[path])] == links


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
    plan = _plan()
    assert list(alternates(plan.ask, plan.pages()[path])) == others


def test_a_list_that_is_shorter_in_english_has_no_english_second_page() -> None:
    """A language link never leads to a page that does not exist."""
    projects = [document(f"projects/p{number}.md") for number in range(3)]
    english = [document(f"projects/p{number}.en.md", original="title: P") for number in range(3)]
    plan = _plan(*projects, *english[:2], settings="per_page: 2\n")
    second = plan.pages()["/prosjekter/side/2/"]
    assert list(alternates(plan.ask, second)) == [("nb", second.path)]
    plan.write(english[2])
    assert list(alternates(plan.ask, second)) == [("nb", second.path), ("en", "/en/projects/page/2/")]


def test_an_older_page_of_a_list_by_date_has_no_counterpart() -> None:
    """It holds different documents in each language; only the first pages are of the same."""
    news = [document(f"news/n{number}.md", f"date: 2026-01-0{number + 1}") for number in range(4)]
    english = [
        document(f"news/n{number}.en.md", original=f"title: N\ndate: 2026-01-0{number + 1}")
        for number in range(4)
    ]
    plan = _plan(*news, *english, settings="per_page: 2\n")
    pages = plan.pages()
    assert "/en/news/page/1/" in pages
    assert list(alternates(plan.ask, pages["/aktuelt/side/1/"])) == [("nb", "/aktuelt/side/1/")]
    assert list(alternates(plan.ask, pages["/aktuelt/"])) == [("nb", "/aktuelt/"), ("en", "/en/news/")]


def test_a_page_has_a_counterpart_on_a_site_that_shows_the_same() -> None:
    """A document where it is published, a list where there is one, and nothing else."""
    other = site("b", sections="\n  article: {nb: /nytt/, en: /news/}\n  page: {nb: /, en: /}\n")
    plan = Plan(*DOCUMENTS, sites=[site(settings=MENU), other])
    pages = plan.pages()
    found = {path: counterpart(plan.ask, other, pages[path], "nb") for path in pages}
    assert found["/aktuelt/n/"] == "/nytt/n/"
    assert found["/aktuelt/"] == "/nytt/"
    assert found["/prosjekter/"] is None
    assert found["/prosjekter/p/"] is None
    assert found["/emner/"] is None
    assert counterpart(plan.ask, other, pages["/aktuelt/n/"], "nn") is None


def test_a_menu_follows_what_it_leads_to() -> None:
    """The name and the path of a page, whether it is public, and whether a section is used."""
    plan = _plan()

    def labels(lang: str) -> list[str | None]:
        return [link.label or link.path for link in menu(plan.ask, "a", "main", lang)]

    assert "Om oss" in labels("nb")
    plan.write(document("pages/om.md", "title: Om oss og det vi gjør\nmenu: Om foreningen"))
    assert "Om foreningen" in labels("nb")
    plan.write(document("pages/om.md", "draft: true"))
    assert not {"Om", "Om foreningen"} & {*labels("nb")}
    plan.remove("project/p", "en")
    assert not is_used(plan.ask, "a", "project", "en")
    assert "/en/projects/" not in labels("en")


def _menu_findings(plan: Plan) -> list[tuple[str, str]]:
    return [(found.code, dict(found.params)["target"]) for found in plan.findings("DW808")]


def test_a_menu_to_nowhere_is_reported() -> None:
    """A page that does not exist, one of a different site, and a section that the site does not have."""
    settings = "menus: {main: [{page: omm}, {page: bare-b}, {section: place}, {page: om}, {page: utkast}]}\n"
    plan = _plan(
        *DOCUMENTS,
        document("pages/bare-b.md", "sites: [b]"),
        document("pages/utkast.md", "draft: true"),
        settings=settings,
    )
    assert _menu_findings(plan) == [("DW808", "omm"), ("DW808", "bare-b"), ("DW808", "place")]
    assert plan.findings("DW808")[0].hint.endswith("Mente du «om»?")
    plan.write(document("pages/omm.md"))
    assert _menu_findings(plan) == [("DW808", "bare-b"), ("DW808", "place")]


def test_a_menu_to_a_page_that_could_not_be_read_is_no_second_fault() -> None:
    """Its own findings say what is wrong."""
    settings = "menus: {main: [{page: om}]}\n"
    plan = Plan(broken=["page/om"], sites=[site(settings=settings)])
    assert _menu_findings(plan) == []


def _without_home(plan: Plan) -> list[str]:
    return [dict(found.params)["language"] for found in plan.findings("DW805")]


def test_a_site_must_have_a_front_page_in_each_language_that_it_uses() -> None:
    """A language without documents needs none."""
    om, english = document("pages/om.md"), document("pages/om.en.md", original="title: Om")
    assert _without_home(_plan(om, english)) == ["bokmål", "engelsk"]
    assert _without_home(_plan(om)) == ["bokmål"]
    assert _without_home(_plan()) == []
    assert _without_home(Plan(broken=["page/hjem"])) == []


def test_a_section_of_no_kind_is_reported() -> None:
    """With the kind that was meant."""
    sections = "\n  page: {nb: /, en: /}\n  projects: {nb: /p/, en: /p/}\n"
    [finding] = Plan(*DOCUMENTS, sites=[site(sections=sections)]).findings("DW803")
    assert finding.hint.endswith("Mente du «project»?")


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/om/", "/en/"),
        ("/emner/vekst/", "/en/topics/"),
        ("/404.html", "/en/"),
        ("/aktuelt/", "/en/"),
    ],
)
def test_the_nearest_page_that_a_language_has_is_above_the_page(path: str, near: str) -> None:
    """A term's list of terms, a document's section; the front page where nothing else is."""
    plan = _plan()
    link = nearest(plan.ask, plan.pages()[path], "en")
    assert link is not None
    assert link.path == near


def test_the_nearest_page_to_a_document_or_an_older_page_of_a_list_is_its_list() -> None:
    """Where the language has the list."""
    news = [document(f"news/n{number}.md", f"date: 2026-01-0{number + 1}") for number in range(4)]
    english = [document("news/n1.en.md", original="title: N\ndate: 2026-01-02")]
    plan = _plan(*news, *english, settings="per_page: 2\n")
    pages = plan.pages()
    found = [nearest(plan.ask, pages[path], "en") for path in ("/aktuelt/n0/", "/aktuelt/side/1/")]
    assert [link.path for link in found if link is not None] == ["/en/news/", "/en/news/"]


def test_a_language_without_a_front_page_has_no_nearest_page() -> None:
    """A link never leads to a page that does not exist."""
    plan = _plan(document("pages/hjem.md", "template: home"), document("pages/om.md"))
    assert nearest(plan.ask, plan.pages()["/om/"], "en") is None
