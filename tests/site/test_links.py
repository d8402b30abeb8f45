"""Where links lead, seen from each site."""

from __future__ import annotations

import pytest

from drammenworks.content.document import Document
from drammenworks.errors import Finding, Location
from drammenworks.site.links import (
    Resolution,
    canonical_url,
    check_link,
    document_url,
    link,
    shown_document,
)
from tests.documents import Plan, document, site

A = site("a")
B = site("b", sections="\n  article: {nb: /aktuelt/, en: /news/}\n  page: {nb: /, en: /}\n")

OM = document("pages/om.md", "sites: [a]", "## Hvem vi er\n\n## Øst & vest")
OM_EN = document("pages/om.en.md", "title: About\nsites: [a]", original="title: Om")
HOME_A = document("pages/hjem.md", "template: home\nsites: [a]")
HOME_A_EN = document("pages/hjem.en.md", "sites: [a]", original="title: Hjem\ntemplate: home")
HOME_B = document("pages/hjem-b.md", "template: home\nsites: [b]")
PROJECT = document("projects/p.md")
NEWS = document("news/n.md", "date: 2026-11-01")
NEWS_B = document("news/canonical-b.md", "date: 2026-11-01\ncanonical_site: b")
DRAFT = document("pages/utkast.md", "draft: true")
ALL = (OM, OM_EN, HOME_A, HOME_A_EN, HOME_B, PROJECT, NEWS, NEWS_B, DRAFT)


PLAN = Plan(*ALL, sites=[A, B])


def _resolve(target: str, source: Document = OM, seen_from: str = "a", plan: Plan = PLAN) -> Resolution:
    return link(plan.ask, target, source.location.path, source.lang, seen_from)


def _check(target: str, source: Document = OM, seen_from: str = "a", plan: Plan = PLAN) -> Finding | None:
    key = (source.id, source.lang)
    return check_link(plan.ask, target, Location("x.md", 1, 1), key, source.location.path, seen_from)


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("page:om", "/om/"),
        ("project:p", "/prosjekter/p/"),
        ("project:p#del", "/prosjekter/p/#del"),
        ("/prosjekter/p/", "/prosjekter/p/"),
        ("/prosjekter/p", "/prosjekter/p/"),
        ("/prosjekter#topp", "/prosjekter/#topp"),
        ("hjem.md", "/"),
        ("../projects/p.md", "/prosjekter/p/"),
        ("../projects/p.md#x", "/prosjekter/p/#x"),
        ("%68jem.md", "/"),
        ("om.en.md", "/om/"),
        ("#hvem-vi-er", "#hvem-vi-er"),
    ],
)
def test_a_link_to_a_document_leads_to_its_page(target: str, href: str) -> None:
    """By its name, its file or its path, the link stays on the site."""
    found = _resolve(target)
    assert (found.href, found.external) == (href, False)


@pytest.mark.parametrize(
    "target",
    ["https://nfdr.example/å?a=b#c", "HTTP://nfdr.example", "mailto:kari@nfdr.example", "tel:+4732000000"],
)
def test_a_link_elsewhere_is_left_as_it_is(target: str) -> None:
    """And is known to leave the site."""
    assert _resolve(target) == Resolution(target, external=True)


def test_a_link_follows_its_documents_language() -> None:
    """From an English text to the English page, or else to the one in bokmål."""
    assert _resolve("page:om", OM_EN).href == "/en/om/"
    assert _resolve("project:p", OM_EN).href == "/prosjekter/p/"


def test_a_document_of_a_different_site_is_linked_to_there() -> None:
    """Absolutely, because it is a different host."""
    assert _resolve("project:p", NEWS, "b") == Resolution("https://a.example/prosjekter/p/", external=True)
    assert _resolve("article:n", NEWS, "b").href == "/aktuelt/n/"
    assert _resolve("article:canonical-b", NEWS, "a").href == "/aktuelt/canonical-b/"


def test_a_site_is_linked_to_at_its_front_page() -> None:
    """In the text's language if the site has it."""
    assert _resolve("site:b") == Resolution("https://b.example/", external=True)
    assert _resolve("site:a", NEWS, "b").href == "https://a.example/"
    assert _resolve("site:a", OM_EN).href == "https://a.example/en/"
    assert _resolve("site:b", OM_EN).href == "https://b.example/"


def test_links_in_a_preview_stay_in_the_preview() -> None:
    """Between pages and between sites; only canonical links point to production."""
    urls = {"a": "https://x.example/pr-7/a", "b": "https://x.example/pr-7/b"}
    plan = Plan(*ALL, sites=[A, B], base_urls=urls)
    assert _resolve("page:om", plan=plan).href == "/pr-7/a/om/"
    assert _resolve("/om/", plan=plan).href == "/pr-7/a/om/"
    assert _resolve("site:b", plan=plan).href == "https://x.example/pr-7/b/"
    assert _resolve("project:p", NEWS, "b", plan).href == "https://x.example/pr-7/a/prosjekter/p/"
    assert canonical_url(plan.ask, ("project/p", "nb")) == "https://a.example/prosjekter/p/"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("site:c", "DW301"),
        ("omm.md", "DW301"),
        ("../../sites/a.yaml", "DW301"),
        ("../../../../etc/passwd", "DW301"),
        ("prosjekt:p", "DW302"),
        ("javascript:alert(1)", "DW302"),
        ("/prosjekt/", "DW303"),
        ("/om/../../", "DW303"),
        ("/bare:kolon/", "DW303"),
        ("#hvem", "DW304"),
        ("page:om#hvem", "DW304"),
        ("page:utkast", "DW305"),
        ("utkast.md", "DW305"),
    ],
)
def test_a_link_to_nowhere_is_reported(target: str, code: str) -> None:
    """And the words stay without a link, unless only the heading is wrong."""
    finding = _check(target)
    assert finding is not None
    assert finding.code == code
    assert (_resolve(target).href is None) == (code != "DW304")


def test_what_is_wrong_with_a_link_is_reported_with_its_document() -> None:
    """At the link, once for both sites when both are wrong."""
    news = document("news/feil.md", "date: 2026-11-02", "Se\n[dette](omm.md) og [dette](page:om#hvem).")
    findings = Plan(*ALL, news, sites=[A, B]).findings("DW301", "DW304")
    assert [(finding.code, str(finding.location)) for finding in findings] == [
        ("DW301", "content/news/feil.md:6:1"),
        ("DW304", "content/news/feil.md:6:20"),
    ]


def test_a_link_is_right_on_each_site_or_reported_for_the_one_where_it_is_wrong() -> None:
    """A path is that of the site whose page shows the text."""
    assert _check("/prosjekter/p/", NEWS, "a") is None
    finding = _check("/prosjekter/p/", NEWS, "b")
    assert finding is not None
    assert dict(finding.params)["site"] == "b"


@pytest.mark.parametrize("target", ["/ukjent/", "ukjent.md"])
def test_a_link_to_what_may_be_in_a_broken_document_is_not_reported(target: str) -> None:
    """That document has findings of its own, and its path is not known."""
    assert _check(target) is not None
    assert _check(target, plan=Plan(*ALL, sites=[A, B], broken=["page/ukjent"])) is None


def test_a_link_to_a_file_is_reported_as_no_page() -> None:
    """It exists, and is nothing that visitors can open."""
    plan = Plan(*ALL, sites=[A, B], files=["content/media/kart.psd"])
    for target in ("/media/kart.psd", "../media/kart.psd"):
        finding = _check(target, plan=plan)
        assert finding is not None
        assert finding.code == "DW306"


def test_an_unknown_document_is_reported_once_and_not_for_each_site() -> None:
    """Every reference to it is checked by itself."""
    assert _resolve("project:q") == Resolution(None)
    assert _check("project:q") is None
    news = document("news/feil.md", "date: 2026-11-02", "Se [dette](project:q).")
    assert [finding.code for finding in Plan(*ALL, news, sites=[A, B]).findings("DW301")] == ["DW301"]


def test_every_document_has_one_canonical_address() -> None:
    """On its canonical site, whichever site shows it; a draft has none."""

    def url(one: Document) -> str | None:
        return canonical_url(PLAN.ask, (one.id, one.lang))

    assert url(NEWS) == "https://a.example/aktuelt/n/"
    assert url(NEWS_B) == "https://b.example/aktuelt/canonical-b/"
    assert url(OM_EN) == "https://a.example/en/om/"
    assert url(DRAFT) is None


def test_a_document_is_shown_as_the_site_has_it_or_as_a_different_one_does() -> None:
    """Never one that is published nowhere, and never a language that is not."""
    assert shown_document(PLAN.ask, "article/n", "nb", seen_from="b") == ("article/n", "nb")
    assert shown_document(PLAN.ask, "page/om", "en", seen_from="b") == ("page/om", "en")
    assert shown_document(PLAN.ask, "page/om", "nn", seen_from="b") == ("page/om", "nb")
    assert shown_document(PLAN.ask, "page/utkast", "nb", seen_from="a") is None
    assert shown_document(PLAN.ask, "page/ukjent", "nb", seen_from="a") is None


def test_a_link_follows_the_document_that_it_leads_to() -> None:
    """To its new address, to its translation as soon as there is one, and nowhere once it is no longer public."""
    plan = Plan(*ALL, sites=[A, B])
    plan.write(document("projects/p.md", "slug: broa"))
    assert _resolve("project:p", plan=plan).href == "/prosjekter/broa/"
    plan.write(document("projects/p.en.md", original="title: P"))
    assert _resolve("project:p", OM_EN, plan=plan).href == "/en/projects/p/"
    plan.write(document("projects/p.md", "draft: true"))
    assert _resolve("project:p", plan=plan) == Resolution(None)
    assert document_url(plan.ask, "project/p", "en", seen_from="a") == "/en/projects/p/"


@pytest.mark.parametrize(
    ("target", "href", "is_external"),
    [
        ("https://a.example/om/", "/om/", False),
        ("https://a.example/om", "/om/", False),
        ("https://a.example/om/index.html", "/om/", False),
        ("https://a.example", "/", False),
        ("https://a.example/", "/", False),
        ("http://a.example/om/", "/om/", False),
        ("https://www.a.example/om/", "/om/", False),
        ("HTTPS://A.EXAMPLE/om/", "/om/", False),
        ("https://a.example/om/?utm_source=e-post#hvem-vi-er", "/om/?utm_source=e-post#hvem-vi-er", False),
        ("https://a.example/en/om/", "/en/om/", False),
        ("https://a.example/gammel/", "/prosjekter/p/", False),
        ("https://b.example/aktuelt/n/", "https://b.example/aktuelt/n/", True),
        ("https://b.example", "https://b.example/", True),
        ("https://a.example:8443/om/", "https://a.example:8443/om/", True),
        ("https://a.example.ond.example/om/", "https://a.example.ond.example/om/", True),
        ("https://c.example/om/", "https://c.example/om/", True),
        ("https://a.example/finnes-ikke/", "https://a.example/finnes-ikke/", True),
    ],
)
def test_a_full_address_of_our_own_leads_to_the_page(target: str, href: str, is_external: bool) -> None:
    """As one that was copied from a browser does; in a preview it stays in the preview."""
    plan = Plan(*ALL, document("projects/p.md", "aliases: [/gammel/]"), sites=[A, B])
    assert _resolve(target, plan=plan) == Resolution(href, is_external)


def test_a_full_address_of_our_own_stays_in_a_preview() -> None:
    """Below its folder, and on the other site's preview."""
    plan = Plan(*ALL, sites=[A, B], base_urls={"a": "https://pr.example/1/a", "b": "https://pr.example/1/b"})
    assert _resolve("https://a.example/om/", plan=plan).href == "/1/a/om/"
    assert _resolve("https://b.example/aktuelt/n/", plan=plan).href == "https://pr.example/1/b/aktuelt/n/"


def test_a_full_address_leads_to_a_page_as_soon_as_it_is_there() -> None:
    """And no longer when it is gone."""
    plan = Plan(OM, HOME_A, HOME_B, sites=[A, B])
    outside = Resolution("https://b.example/ny/", external=True)
    assert _resolve("https://b.example/ny/", plan=plan) == outside
    assert _check("https://b.example/ny/", plan=plan) is not None
    plan.write(document("pages/ny.md", "sites: [a, b]"))
    assert _check("https://b.example/ny/", plan=plan) is None
    assert _resolve("https://b.example/ny/", seen_from="b", plan=plan) == Resolution("/ny/")
    plan.remove("page/ny")
    assert _resolve("https://b.example/ny/", seen_from="b", plan=plan) == outside


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("https://a.example/omm/", " Mente du «https://a.example/om/»?"),
        ("http://www.a.example/omm", " Mente du «https://a.example/om/»?"),
        ("https://b.example/aktuelt/nn/", " Mente du «https://b.example/aktuelt/n/»?"),
        ("https://b.example/prosjekter/p/", " Mente du «https://b.example/…»?"),
        ("https://a.example/utkast/", ""),
        ("https://a.example/om.html", " Mente du «https://a.example/om/»?"),
    ],
)
def test_a_dead_full_address_of_our_own_is_told_of(target: str, suggestion: str) -> None:
    """With the address that was probably meant."""
    finding = _check(target)
    assert finding is not None
    assert finding.code == "DW338"
    if "…" not in suggestion:
        assert finding.hint == f"Rett adressen.{suggestion}"


@pytest.mark.parametrize(
    "target",
    [
        "https://a.example/om/",
        "https://a.example/feed.xml",
        "https://a.example/assets/rapport.0123456789.pdf",
        "https://c.example/finnes-ikke/",
        "mailto:post@a.example",
    ],
)
def test_other_full_addresses_are_not_told_of(target: str) -> None:
    """Pages that exist, files, and other websites."""
    assert _check(target) is None


def test_a_dead_address_of_our_own_is_told_of_in_fields_and_menus() -> None:
    """At the field."""
    news = document(
        "news/n.md",
        "date: 2026-11-01\nsites: [a]\nsource: {label: Selv, url: 'https://b.example/finnes-ikke/'}",
    )
    menus = "\nmenus:\n  main:\n    - {url: 'https://a.example/heller-ikke/', label: {nb: X}}"
    plan = Plan(news, HOME_A, HOME_B, sites=[site("a", menus), B])
    assert [
        (found.location.path.rpartition("/")[2], dict(found.params)["url"])
        for found in plan.findings("DW338")
    ] == [("n.md", "https://b.example/finnes-ikke/"), ("a.yaml", "https://a.example/heller-ikke/")]
