"""The page for an address that does not exist, in a real browser: its section and its language are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.end_to_end.browsing import addresses
from tests.end_to_end.conftest import Built

__all__ = ["addresses"]

pytestmark = pytest.mark.browser


@pytest.fixture
def lost(built: Built, browser: Browser, addresses: dict[str, str]) -> Callable[[str], Page]:
    """Open the page that a host shows for an address of the first site."""
    text = (built.output / "drammen-works/404.html").read_text(encoding="utf-8")

    def visit(path: str) -> Page:
        page = browser.new_page()
        url = addresses["drammen-works"] + path
        page.route(url, lambda route: route.fulfill(status=404, body=text, content_type="text/html"))
        page.goto(url)
        return page

    return visit


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/arrangementer/finnes-ikke/", "/arrangementer/"),
        ("/arangementer/", "/arrangementer/"),
        ("/arrangement/mote", "/arrangementer/"),
        ("/Prosjekter/noe.html", "/prosjekter/"),
        ("/en/event/old/", "/en/events/"),
        ("/en/projects/none/", "/en/projects/"),
    ],
)
def test_the_nearest_section_is_offered_first(lost: Callable[[str], Page], path: str, section: str) -> None:
    """Also misspelt, and in the language of the address."""
    link = lost(path).locator("[data-nearest]")
    link.wait_for()
    assert (link.get_attribute("href") or "").endswith(section)


@pytest.mark.parametrize("path", ["/xyz/", "/", "/%F0%9F%90%9F/", "/a/b/c/d/e/"])
def test_an_address_like_no_section_offers_none(lost: Callable[[str], Page], path: str) -> None:
    """The list of sections is there."""
    page = lost(path)
    page.locator("[data-sections] a").first.wait_for()
    assert page.locator("[data-nearest]").is_hidden()


def test_the_page_speaks_the_language_of_the_address(lost: Callable[[str], Page]) -> None:
    """Its menu included; the address stays as it was."""
    page = lost("/en/nothing-here/")
    page.locator("html[lang=en]").wait_for()
    assert page.locator("h1").inner_text() == "Page not found"
    assert page.url.endswith("/en/nothing-here/")
