"""Where links lead, seen from each site."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from drammenworks.content.document import Document
from drammenworks.errors import Location
from drammenworks.site.addresses import Addresses
from drammenworks.site.edition import make_edition
from drammenworks.site.links import LinkPlace, Resolution, resolve
from drammenworks.site.plan import plan
from drammenworks.site.publication import Moment
from drammenworks.site.routes import make_routes
from drammenworks.site.web import Web
from tests.documents import AT, document, library, site

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


def _web(deployed: Mapping[str, str] = {}) -> Web:
    books, sites = library(*ALL), (A, B)
    editions, routes = {}, {}
    for one in sites:
        editions[one.id] = make_edition(books, one, sites, Moment(AT))
        addresses = Addresses(one.base_url, deployed.get(one.id, one.base_url))
        routes[one.id], findings = make_routes(editions[one.id], plan(editions[one.id]), addresses)
        assert findings == []
    return Web(books, editions, routes)


WEB = _web()


def _resolve(target: str, source: Document = OM, seen_from: str = "a", web: Web = WEB) -> Resolution:
    return resolve(target, LinkPlace(source, Location("x.md", 1, 1), seen_from, web))


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


def test_a_document_of_another_site_is_linked_to_there() -> None:
    """Absolutely, because it is another host."""
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
    web = _web({"a": "https://x.example/pr-7/a", "b": "https://x.example/pr-7/b"})
    assert _resolve("page:om", web=web).href == "/pr-7/a/om/"
    assert _resolve("/om/", web=web).href == "/pr-7/a/om/"
    assert _resolve("site:b", web=web).href == "https://x.example/pr-7/b/"
    assert _resolve("project:p", NEWS, "b", web).href == "https://x.example/pr-7/a/prosjekter/p/"
    assert web.canonical_url(PROJECT) == "https://a.example/prosjekter/p/"


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
def test_a_link_to_nowhere_is_told_of(target: str, code: str) -> None:
    """And the words stay without a link, unless only the heading is wrong."""
    found = _resolve(target)
    assert found.finding is not None
    assert found.finding.code == code
    assert (found.href is None) == (code != "DW304")


def test_an_unknown_document_is_told_of_by_the_library_alone() -> None:
    """Once, and not once for each site."""
    assert _resolve("project:q") == Resolution(None)


def test_every_document_has_one_canonical_address() -> None:
    """On its canonical site, whichever site shows it; a draft has none."""
    assert WEB.canonical_url(NEWS) == "https://a.example/aktuelt/n/"
    assert WEB.canonical_url(NEWS_B) == "https://b.example/aktuelt/canonical-b/"
    assert WEB.canonical_url(OM_EN) == "https://a.example/en/om/"
    assert WEB.canonical_url(DRAFT) is None


def test_a_document_is_shown_as_the_site_has_it_or_as_another_does() -> None:
    """Never one that is published nowhere, and never a language that is not."""
    assert WEB.document("article/n", "nb", seen_from="b") is NEWS
    assert WEB.document("page/om", "en", seen_from="b") is OM_EN
    assert WEB.document("page/om", "nn", seen_from="b") is OM
    assert WEB.document("page/utkast", "nb", seen_from="a") is None
    assert WEB.document("page/ukjent", "nb", seen_from="a") is None
