"""Both sample sites in a real browser: accessible, private, and never wider than a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import AXE, violations
from tests.end_to_end.browsing import addresses, one_of_each_template
from tests.end_to_end.conftest import Built
from tests.sample_sites import SITES

__all__ = ["addresses"]

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("site", SITES)
def test_axe_finds_nothing(
    built: Built, browser: Browser, addresses: dict[str, str], site: str, scheme: str
) -> None:
    """axe-core finds no violation on any template, language, width or colour scheme."""
    assert AXE.is_file(), "run: npm ci --prefix tests/tools"
    script = AXE.read_text(encoding="utf-8")
    found = []
    # The page's own policy forbids the script that checks it; no visitor is served this way.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for path in one_of_each_template(built, site):
        page.goto(addresses[site] + path)
        page.evaluate(script)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{path} {width}: {violation}" for violation in violations(page)]
    context.close()
    assert found == []


@pytest.mark.parametrize("site", SITES)
def test_nothing_overflows_a_narrow_phone(
    built: Built, browser: Browser, addresses: dict[str, str], site: str
) -> None:
    """No page scrolls sideways at 320 CSS pixels, with WCAG's text spacing as well (1.4.10, 1.4.12)."""
    spacing = """
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; }
        p { margin-block-end: 2em !important; }
    """
    context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    too_wide = []
    for path in one_of_each_template(built, site):
        page.goto(addresses[site] + path)
        for spaced in (False, True):
            if spaced:
                page.add_style_tag(content=spacing)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 320:
                too_wide.append((path, spaced, width))
    context.close()
    assert too_wide == []


@pytest.mark.parametrize("site", SITES)
def test_pages_are_private(built: Built, browser: Browser, addresses: dict[str, str], site: str) -> None:
    """Pages ask nothing of other hosts, store nothing, and break no rule of their own policy."""
    context = browser.new_context()
    page = context.new_page()
    strangers: list[str] = []
    complaints: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith(addresses[site]) else strangers.append(request.url),
    )
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in one_of_each_template(built, site):
        page.goto(addresses[site] + path, wait_until="networkidle")
        stored = page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")
        assert stored == 0, path
    assert context.cookies() == []
    context.close()
    assert strangers == []
    assert complaints == []


@pytest.mark.parametrize("site", SITES)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Browser, addresses: dict[str, str], site: str
) -> None:
    """Tab goes first to the skip link, then on from header to main to footer, always visibly (WCAG 2.4.7)."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(addresses[site] + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    stops = page.evaluate(_TAB_STOPS)
    seen = []
    for _ in range(stops - 1):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(_FOCUSED))
    context.close()
    assert [stop["tag"] for stop in seen if not stop["visible"]] == []
    regions = [stop["region"] for stop in seen]
    assert regions == sorted(regions)
    assert set(regions) == {0, 1, 2}


_TAB_STOPS = """[...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility({visibilityProperty: true})).length"""

_FOCUSED = """() => {
    const element = document.activeElement;
    // A card shows the focus of its link around the whole card.
    const shown = [[element, null], [element, '::after'], [element.closest('article, li'), null]];
    const rings = shown.filter(([holder]) => holder).map(([holder, part]) => getComputedStyle(holder, part));
    const regions = ['header', 'main', 'footer'];
    return {
        tag: element.outerHTML.slice(0, 80),
        visible: rings.some(style => style.outlineStyle !== 'none'),
        region: regions.findIndex(name => element.closest(`body > ${name}`)),
    };
}"""


def test_the_browser_is_there() -> None:
    """The tests above drive Debian's Chromium and nothing else."""
    assert Path("/usr/bin/chromium").exists()
