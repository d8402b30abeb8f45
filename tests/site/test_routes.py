"""Every page and redirect on an address of its own."""

from __future__ import annotations

import unicodedata

import pytest

from drammenworks.content.document import Document
from drammenworks.errors import Finding
from drammenworks.site.addresses import Addresses
from drammenworks.site.plan import plan
from drammenworks.site.routes import Redirect, Routes, make_routes
from tests.documents import document, edition, site


def _routes(*documents: Document, settings: str = "", drafts: bool = False) -> tuple[Routes, list[Finding]]:
    shown = edition(*documents, of=site(settings=settings), drafts=drafts)
    return make_routes(shown, plan(shown), Addresses("https://a.example", "https://a.example"))


def _findings(*documents: Document, settings: str = "") -> list[tuple[str, str, dict[str, str]]]:
    _, findings = _routes(*documents, settings=settings)
    return [(found.code, str(found.location), dict(found.params)) for found in findings]


def test_every_page_has_its_path() -> None:
    """Without a collision nothing is told, and all pages are there."""
    routes, findings = _routes(document("pages/om.md"), document("projects/om.md"))
    assert findings == []
    assert {"/om/", "/prosjekter/om/", "/404.html"} <= set(routes.pages)


def test_two_documents_cannot_have_one_address() -> None:
    """The second one is told of, with its place and the file of the first."""
    [(code, location, params)] = _findings(
        document("pages/kontakt.md"), document("pages/om.md", "template: page\nslug: kontakt")
    )
    assert (code, location) == ("DW501", "content/pages/om.md:4:1")
    assert params == {"url": "/kontakt/", "site": "a", "other": "content/pages/kontakt.md"}


def test_a_page_may_not_lie_where_a_section_does() -> None:
    """Nor where the list of another language does."""
    codes = _findings(document("pages/aktuelt.md"), document("news/n.md", "date: 2026-01-01"))
    assert [(code, params["url"]) for code, _, params in codes] == [("DW501", "/aktuelt/")]


def test_documents_of_two_languages_do_not_collide() -> None:
    """Each language has its own folder."""
    assert _findings(document("pages/om.md"), document("pages/om.en.md", original="title: Om")) == []


def test_the_same_address_on_two_sites_is_two_addresses() -> None:
    """Each site has its own host."""
    assert (
        _findings(document("pages/om.md", "sites: [a]"), document("pages/om-b.md", "sites: [b]\nslug: om"))
        == []
    )


def test_aliases_become_redirects() -> None:
    """From each old address to the present one, in the language of its document."""
    routes, findings = _routes(
        document("pages/om.md", "aliases: [/gammelt/, /eldre.html, /uten-strek]"),
        document("pages/om.en.md", "aliases: [/en/old/]", original="title: Om"),
    )
    assert findings == []
    assert sorted((one.path, one.target, one.lang, one.output_path) for one in routes.redirects) == [
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


def test_an_alias_of_another_documents_page_is_told_of_at_the_alias() -> None:
    """The page wins, whichever was read first."""
    [(code, location, params)] = _findings(
        document("pages/a.md", "aliases: [/x/, /om/]"), document("pages/om.md")
    )
    assert (code, location) == ("DW502", "content/pages/a.md:3:16")
    assert params["other"] == "content/pages/om.md"


def test_an_alias_of_a_draft_is_no_redirect() -> None:
    """A redirect would tell that the draft exists."""
    draft = document("pages/om.md", "aliases: [/gammelt/]\ndraft: true")
    assert _routes(draft)[0].redirects == ()
    assert len(_routes(draft, drafts=True)[0].redirects) == 1


def test_composed_and_decomposed_letters_are_one_file() -> None:
    """A Mac and Windows cannot hold both."""
    one, two = (
        Redirect(f"/{unicodedata.normalize(form, 'å')}/", "/om/", "nb", document("pages/om.md").location.at())
        for form in ("NFC", "NFD")
    )
    assert one.output_path != two.output_path
    from drammenworks.site.routes import _Claims

    claims = _Claims()
    assert claims.claim(one.output_path, "one") is None
    assert claims.claim(two.output_path, "two") == "one"


def test_sections_that_share_a_path_are_told_of_in_the_sites_file() -> None:
    """The finding names the setting's line."""
    shown = site(sections="\n  article: {nb: /x/, en: /x/}\n  project: {nb: /x/, en: /y/}\n")
    routes, findings = make_routes(
        edition(of=shown), plan(edition(of=shown)), Addresses("https://a.example", "https://a.example")
    )
    assert [found.code for found in findings] == ["DW501"]
    assert findings[0].location.path == "content/sites/a.yaml"
    assert "/x/" in routes.pages
