"""Pages on paper: few sheets, black on white, with what cannot be clicked there written out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.end_to_end.browsing import addresses, one_of_each_template
from tests.end_to_end.conftest import Built
from tests.sample_sites import SITES

__all__ = ["addresses"]

pytestmark = pytest.mark.browser

both_sites = pytest.mark.parametrize("site", SITES)

_PAGE = re.compile(rb"/Type\s*/Page\b")
"""An object of a PDF for each sheet; Chromium does not compress them."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


@both_sites
def test_no_document_takes_more_than_four_sheets(
    built: Built, page: Page, addresses: dict[str, str], site: str
) -> None:
    """The richest page of each template, on A4."""
    sheets = {}
    for path in one_of_each_template(built, site, in_every_language=False):
        page.goto(addresses[site] + path)
        sheets[path] = len(_PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True)))
    assert min(sheets.values()) > 0
    assert {path: number for path, number in sheets.items() if number > 4} == {}


@both_sites
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_letters_are_dark(
    built: Built, page: Page, addresses: dict[str, str], site: str, scheme: str
) -> None:
    """Backgrounds are not printed; letters that were white on one would be white on white."""
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]
    pale = []
    for path in one_of_each_template(built, site, in_every_language=False):
        page.goto(addresses[site] + path)
        pale += [(path, text) for text in page.evaluate(_PALE)]
    assert pale == []


_PALE = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const pale = [];
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const holder = text.parentElement;
        if (!text.data.trim() || holder.closest('script, svg') || !holder.checkVisibility()) continue;
        for (const part of [null, '::first-line']) {
            const channels = getComputedStyle(holder, part).color.match(/[\\d.]+/g).slice(0, 3).map(Number);
            if (Math.max(...channels) > 130) pale.push(text.data.trim().slice(0, 40));
        }
    }
    return pale;
}"""


@both_sites
def test_what_is_folded_is_open_and_what_is_clicked_is_not_there(
    built: Built, page: Page, addresses: dict[str, str], site: str
) -> None:
    """Nobody can open anything on paper, nor go anywhere from it."""
    page.emulate_media(media="print")
    folded, offered = [], []
    for path in one_of_each_template(built, site):
        page.goto(addresses[site] + path)
        folded += page.evaluate(
            "[...document.querySelectorAll('details > :not(summary)')].map((one) => one.checkVisibility("
            "{ contentVisibilityAuto: true })).filter((isShown) => !isShown)"
        )
        offered += page.evaluate(
            "[...document.querySelectorAll('button:not(:has(img)), body > :not(main) nav, input')].filter((one) => one.checkVisibility())"
            ".map((one) => one.outerHTML.slice(0, 100))"
        )
    assert folded == []
    assert offered == []


@both_sites
def test_the_addresses_of_links_are_written_out(
    built: Built, page: Page, addresses: dict[str, str], site: str
) -> None:
    """Of those that lead off the site; and the address of the page itself is at its top."""
    page.emulate_media(media="print")
    count, silent = 0, []
    for path in one_of_each_template(built, site, in_every_language=False):
        page.goto(addresses[site] + path)
        assert page.locator(".page-address").inner_text().endswith(path)
        links = page.evaluate(
            "[...document.querySelectorAll('main a[href^=\"http\"]')].filter((one) => one.checkVisibility())"
            ".map((one) => [one.getAttribute('href'), getComputedStyle(one, '::after').content])"
        )
        count += len(links)
        silent += [(path, href) for href, shown in links if href not in shown]
    assert count > 0
    assert silent == []
