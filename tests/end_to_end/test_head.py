"""What the pages of both sample sites tell machines in their heads."""

from __future__ import annotations

from drammenworks.render.views import LOCALES
from tests.end_to_end.conftest import Built


def _meta(built: Built, path: str, name: str) -> list[str]:
    found = built.pages[path].css(f'meta[property="{name}"], meta[name="{name}"]')
    return [node.attributes["content"] or "" for node in found]


def _shown(built: Built) -> list[str]:
    """Every page but those that only lead to another."""
    return [path for path in built.pages if _meta(built, path, "og:title")]


def test_every_page_has_one_description(built: Built) -> None:
    """Lists, terms and pages without a summary too; it is shared by links in social media."""
    for path in _shown(built):
        [description] = _meta(built, path, "description")
        assert 6 < len(description) < 320, path
        assert _meta(built, path, "og:description") == [description], path


def test_lists_and_terms_are_told_apart(built: Built) -> None:
    """Two pages of a site that list different things in one language have different descriptions."""
    lists = [path for path in _shown(built) if built.pages[path].css_first("body.template-list, body.list")]
    lists = [path for path in lists if "noindex" not in _meta(built, path, "robots")]
    for site in ("drammen-works/", "opplev-hokksund/"):
        said = [
            (built.pages[path].css_first("html").attributes["lang"], *_meta(built, path, "description"))
            for path in lists
            if path.startswith(site)
        ]
        assert len(said) > 5
        assert len(said) == len(set(said))


def test_other_languages_are_told_to_social_media(built: Built) -> None:
    """Those that the page offers its readers, and its own."""
    seen = 0
    for path in _shown(built):
        page = built.pages[path]
        lang = page.css_first("html").attributes["lang"] or ""
        assert _meta(built, path, "og:locale") == [LOCALES[lang]]
        offered = {node.attributes["hreflang"] or "" for node in page.css('link[rel="alternate"][hreflang]')}
        offered -= {"x-default", lang}
        others = _meta(built, path, "og:locale:alternate")
        assert {LOCALES[one] for one in offered} <= set(others), path
        seen += len(others)
    assert seen


def test_news_say_when_they_are_from(built: Built) -> None:
    """In the words of Open Graph for articles; other pages are none."""
    path = "drammen-works/aktuelt/forste-tak/index.html"
    page = built.pages[path]
    assert _meta(built, path, "og:type") == ["article"]
    shown = page.css_first(".byline time").attributes["datetime"]
    assert _meta(built, path, "article:published_time") == [shown]
    assert _meta(built, path, "article:section") == ["Aktuelt"]
    tags = [node.text().strip() for node in page.css(".document__footer a")]
    assert _meta(built, path, "article:tag") == tags != []
    for other in _shown(built):
        if _meta(built, other, "og:type") == ["website"]:
            assert not _meta(built, other, "article:published_time")
