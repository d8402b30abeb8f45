"""Every page and redirect on an address of its own."""

from __future__ import annotations

import unicodedata

import pytest

from drammenworks.content.document import Document
from drammenworks.site.page import Redirect
from drammenworks.site.routes import folded, has_page, page_at
from tests.documents import Plan, document, site

A = site("a")
B = site("b", sections="\n  page: {nb: /, en: /}\n")


def _findings(*documents: Document) -> list[tuple[str, str, dict[str, str]]]:
    found = Plan(*documents).findings("DW501", "DW502")
    return [(finding.code, str(finding.location), dict(finding.params)) for finding in found]


def test_every_page_has_its_path() -> None:
    """Without a collision nothing is reported, and all pages are there."""
    documents = document("pages/om.md"), document("projects/om.md")
    assert _findings(*documents) == []
    assert {"/om/", "/prosjekter/om/", "/404.html"} <= set(Plan(*documents).pages())


def test_two_documents_cannot_have_one_address() -> None:
    """The second one is reported, with its place and the file of the first."""
    [(code, location, params)] = _findings(
        document("pages/kontakt.md"), document("pages/om.md", "template: page\nslug: kontakt")
    )
    assert (code, location) == ("DW501", "content/pages/om.md:4:1")
    assert params == {"url": "/kontakt/", "site": "a", "other": "content/pages/kontakt.md"}


def test_whoever_chose_the_address_is_reported() -> None:
    """And not the document that has it by its name, although its id comes later."""
    [(code, location, params)] = _findings(document("pages/kontakt.md", "slug: om"), document("pages/om.md"))
    assert (code, location) == ("DW501", "content/pages/kontakt.md:3:1")
    assert params["other"] == "content/pages/om.md"


def test_a_page_where_a_section_is_on_two_sites_is_reported_once() -> None:
    """At the page, and not in the files of the sites."""
    sections = "\n  article: {nb: /aktuelt/, en: /news/}\n  page: {nb: /, en: /}\n"
    plan = Plan(
        document("pages/aktuelt.md"),
        document("news/n.md", "date: 2026-01-01"),
        sites=[site("a", sections=sections), site("b", sections=sections)],
    )
    [finding] = plan.findings("DW501", "DW504")
    assert (finding.code, str(finding.location)) == ("DW501", "content/pages/aktuelt.md:2:1")
    assert dict(finding.params)["site"] == "a og b"


def test_documents_that_share_an_address_on_two_sites_are_reported_once() -> None:
    """One of them, with both sites."""
    plan = Plan(document("pages/om.md"), document("pages/oss.md", "slug: om"), sites=[A, B])
    [finding] = plan.findings("DW501")
    assert finding.location.path == "content/pages/oss.md"
    assert dict(finding.params)["site"] == "a og b"


def test_two_front_pages_are_told_of_as_that() -> None:
    """A slug would not help."""
    plan = Plan(document("pages/hjem.md", "template: home"), document("pages/start.md", "template: home"))
    [finding] = plan.findings("DW501", "DW503")
    assert (finding.code, finding.location.path) == ("DW503", "content/pages/start.md")


def test_a_page_may_not_lie_where_a_section_does() -> None:
    """Nor where the list of another language does."""
    codes = _findings(document("pages/aktuelt.md"), document("news/n.md", "date: 2026-01-01"))
    assert [(code, params["url"]) for code, _, params in codes] == [("DW501", "/aktuelt/")]


def test_documents_of_two_languages_do_not_collide() -> None:
    """Each language has its own folder."""
    assert _findings(document("pages/om.md"), document("pages/om.en.md", original="title: Om")) == []


def test_the_same_address_on_two_sites_is_two_addresses() -> None:
    """Each site has its own host."""
    plan = Plan(
        document("pages/om.md", "sites: [a]"),
        document("pages/om-b.md", "sites: [b]\nslug: om"),
        sites=[A, B],
    )
    assert plan.findings("DW501", "DW502") == []
    assert "/om/" in plan.pages("a")
    assert "/om/" in plan.pages("b")


def test_aliases_become_redirects() -> None:
    """From each old address to the present one, in the language of its document."""
    plan = Plan(
        document("pages/om.md", "aliases: [/gammelt/, /eldre.html, /uten-strek]"),
        document("pages/om.en.md", "aliases: [/en/old/]", original="title: Om"),
    )
    assert plan.findings("DW501", "DW502") == []
    assert [(one.path, one.target, one.lang, one.output_path) for one in plan.redirects()] == [
        ("/eldre.html", "/om/", "nb", "eldre.html"),
        ("/en/old/", "/en/om/", "en", "en/old/index.html"),
        ("/gammelt/", "/om/", "nb", "gammelt/index.html"),
        ("/uten-strek", "/om/", "nb", "uten-strek/index.html"),
    ]


@pytest.mark.parametrize(
    ("aliases", "taken"),
    [
        ("[/om/]", ["/om/"]),
        ("[/om]", ["/om"]),
        ("[/om/index.html]", ["/om/index.html"]),
        ("[/OM/]", ["/OM/"]),
        ("[/prosjekter/]", ["/prosjekter/"]),
        ("[/gammelt/, /gammelt]", ["/gammelt"]),
        ("[/gammelt/, /Gammelt/]", ["/Gammelt/"]),
        ("[/årsmøte/, /ÅRSMØTE/]", ["/ÅRSMØTE/"]),
        ("[/404.html]", ["/404.html"]),
        ("[/404.html/noe/]", ["/404.html/noe/"]),
        ("[/robots.txt]", ["/robots.txt"]),
        ("[/_headers/]", ["/_headers/"]),
        ("[/_redirects/x.html]", ["/_redirects/x.html"]),
        ("[/a.html, /a.html/b/]", ["/a.html/b/"]),
        ("[/a.html/b/, /a.html]", ["/a.html"]),
        ("[/om/under.html]", []),
        ("[/gammelt/, /gammelt/eldre/]", []),
    ],
)
def test_an_alias_may_not_be_in_use(aliases: str, taken: list[str]) -> None:
    """By a page, another alias, a file of ours, or as a folder by what must be a file: on any file system."""
    findings = _findings(document("pages/om.md", f"aliases: {aliases}"))
    assert [(code, params["url"]) for code, _, params in findings] == [("DW502", url) for url in taken]


def test_an_alias_at_the_page_of_a_different_document_is_reported_at_the_alias() -> None:
    """The page wins, whichever was read first."""
    [(code, location, params)] = _findings(
        document("pages/a.md", "aliases: [/x/, /om/]"), document("pages/om.md")
    )
    assert (code, location) == ("DW502", "content/pages/a.md:3:16")
    assert params["other"] == "content/pages/om.md"


def test_an_alias_of_a_draft_is_no_redirect() -> None:
    """A redirect would tell that the draft exists."""
    draft = document("pages/om.md", "aliases: [/gammelt/]\ndraft: true")
    assert Plan(draft).redirects() == []
    assert len(Plan(draft, drafts=True).redirects()) == 1


def test_composed_and_decomposed_letters_are_one_file() -> None:
    """A Mac and Windows cannot hold both."""
    one, two = (
        Redirect(f"/{unicodedata.normalize(form, 'å')}/", "/om/", "nb", document("pages/om.md").location.at())
        for form in ("NFC", "NFD")
    )
    assert one.output_path != two.output_path
    assert folded(one.output_path) == folded(two.output_path)


def test_sections_that_share_a_path_are_reported_in_the_sites_file() -> None:
    """Both lists are there as far as they can be: one of them is at the path."""
    shown = site(sections="\n  article: {nb: /x/, en: /x/}\n  project: {nb: /x/, en: /y/}\n")
    plan = Plan(sites=[shown])
    [finding] = plan.findings("DW501", "DW504")
    assert finding.code == "DW504"
    assert finding.location.path == "content/sites/a.yaml"
    assert "/x/" in plan.pages()


@pytest.mark.parametrize("first", ["kontakt", "om"])
def test_whoever_comes_first_by_id_has_the_address_whatever_was_read_first(first: str) -> None:
    """The page does not depend on the order of edits; without its rival the other has it."""
    kontakt, om = document("pages/kontakt.md"), document("pages/om.md", "slug: kontakt")
    plan = Plan(*((kontakt, om) if first == "kontakt" else (om, kontakt)))
    assert plan.pages()["/kontakt/"].subject == ("page/kontakt",)
    assert len(plan.findings("DW501")) == 1
    plan.remove("page/kontakt")
    assert plan.pages()["/kontakt/"].subject == ("page/om",)
    assert plan.findings("DW501") == []


def test_a_collision_is_found_by_whichever_edit_causes_it() -> None:
    """The document that is reported need not be the one that was edited."""
    plan = Plan(document("pages/om.md", "aliases: [/kontakt/]"))
    assert plan.findings("DW501", "DW502") == []
    plan.write(document("pages/kontakt.md"))
    [finding] = plan.findings("DW501", "DW502")
    assert (finding.code, finding.location.path) == ("DW502", "content/pages/om.md")
    plan.write(document("pages/kontakt.md", "slug: ring-oss"))
    assert plan.findings("DW501", "DW502") == []


@pytest.mark.parametrize(
    ("one", "other"), [("/x.html", "/x.html/y/"), ("/x.html/y/", "/x.html"), ("/x.html", "/X.HTML/y/z.html")]
)
def test_nothing_is_a_file_and_a_folder_at_once(one: str, other: str) -> None:
    """Of two documents as of one, in either order."""
    plan = Plan(document("pages/a.md", f"aliases: [{one}]"), document("pages/b.md", f"aliases: [{other}]"))
    [finding] = plan.findings("DW501", "DW502")
    assert (finding.code, finding.location.path) == ("DW502", "content/pages/b.md")
    assert dict(finding.params)["other"] == "content/pages/a.md (aliases: /a/)"
    plan.remove("page/a")
    assert plan.findings("DW501", "DW502") == []


def test_a_page_is_found_at_exactly_its_path() -> None:
    """Neither in other letters nor at a former address."""
    plan = Plan(document("pages/om.md", "aliases: [/gammelt/]"))
    page = page_at(plan.ask, "a", "/om/")
    assert page is not None
    assert page.subject == ("page/om",)
    assert has_page(plan.ask, "a", "/om/")
    for path in ("/OM/", "/om", "/gammelt/", "/ukjent/"):
        assert not has_page(plan.ask, "a", path)
    plan.remove("page/om")
    assert not has_page(plan.ask, "a", "/om/")
