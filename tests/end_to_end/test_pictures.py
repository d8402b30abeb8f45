"""Pictures in a real browser: the right candidate on every screen, the best format, and nothing that moves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.end_to_end.browsing import PAINTED, addresses, one_of_each_template
from tests.end_to_end.conftest import Built
from tests.sample_sites import SITES

__all__ = ["addresses"]

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
EVERY_WIDTH = (320, 400, 560, 720, 768, 900, 1050, 1200, 1280, 1440, 1920)
DENSITIES = (1, 2)

_CANDIDATE = re.compile(r"(\S+-(\d+)\.(\w+)) \d+w")

_LOOK = """async () => {
    // A drawing is one file for every size. What a visitor has yet to open has no place, and is not fetched.
    const all = [...document.querySelectorAll('picture > img:not([src$=".svg"])')];
    const pictures = all.filter(picture => picture.getClientRects().length);
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map(picture => picture.complete || new Promise(
        done => picture.addEventListener('load', done, {once: true}))));
    return pictures.map(picture => {
        const url = new URL(picture.currentSrc).pathname;
        const holders = [...picture.parentElement.children];
        const chosen = holders.find(holder => holder.srcset?.includes(url)) ?? picture;
        const measured = chosen.hasAttribute('width') ? chosen : picture;
        const shape = measured.getAttribute('width') / measured.getAttribute('height');
        const {width, height} = picture.getBoundingClientRect();
        const fitted = getComputedStyle(picture).objectFit === 'cover' ? Math.max(width, height * shape) : width;
        return {url, srcset: chosen.srcset, drawn: fitted, shape, box: [width, height], alt: picture.alt};
    });
}"""

_PLACES = r"""async () => {
    // The window has just been given another width, and a busy browser lays the page out a little later.
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return [...document.querySelectorAll('picture > img:not([src$=".svg"])')].map(picture => {
        const holders = [...picture.parentElement.children];
        const holder = holders.find(one => one.tagName === 'SOURCE' && (!one.media || matchMedia(one.media).matches));
        const chosen = holder ?? picture;
        const measured = chosen.hasAttribute('width') ? chosen : picture;
        const shape = measured.getAttribute('width') / measured.getAttribute('height');
        const {width, height} = picture.getBoundingClientRect();
        const covers = getComputedStyle(picture).objectFit === 'cover';
        // As a browser reads the attribute: the first length whose condition holds (HTML § 4.8.4.2.2).
        let length = '100vw';
        for (const part of chosen.sizes.split(/,(?![^(]*\))/)) {
            const [, condition, value] = part.trim().match(/^(?:(\(min-width: [^)]*\)) )?(.*)$/);
            if (!condition || matchMedia(condition).matches) { length = value; break; }
        }
        const ruler = document.createElement('div');
        document.body.append(ruler);
        ruler.style.position = 'absolute';
        ruler.style.inlineSize = length;
        const said = ruler.getBoundingClientRect().width;
        ruler.remove();
        return {picture: picture.currentSrc || picture.src, said, drawn: covers ? Math.max(width, height * shape) : width};
    }).filter(place => place.drawn > 0);
}"""

_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            window.shifts.push([entry.value, ...entry.sources.map(source => source.node?.outerHTML?.slice(0, 80))]);
        }
    }).observe({type: 'layout-shift', buffered: true});
"""


def _pages(built: Built, site: str) -> list[str]:
    """Return what is looked at: how wide pictures are shown is a matter of templates, and not of languages."""
    return one_of_each_template(built, site, in_every_language=False)


def _at(browser: Browser, width: int, density: int) -> Page:
    viewport = {"width": width, "height": 900}
    context = browser.new_context(viewport=viewport, device_scale_factor=density)  # type: ignore[arg-type]
    return context.new_page()


def _wrong(seen: dict[str, Any], density: int) -> str | None:
    """Return what is wrong with the file that the browser chose for a picture, if anything."""
    candidates = sorted(int(width) for _, width, _ in _CANDIDATE.findall(seen["srcset"]))
    chosen = int(seen["url"].rpartition("-")[2].partition(".")[0])
    # Sizes are said to a few hundredths; where that decides between two candidates, either will do.
    needed = [seen["drawn"] * density * fault for fault in (0.96, 1, 1.04)]
    right = {next((width for width in candidates if width >= least), candidates[-1]) for least in needed}
    return None if chosen in right else f"{chosen} for {needed[1]:.0f} device pixels, of {candidates}"


@pytest.mark.parametrize("density", DENSITIES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_every_picture_loads_the_right_candidate(
    built: Built, browser: Browser, addresses: dict[str, str], site: str, width: int, density: int
) -> None:
    """The browser, told ``sizes`` before it knows the layout, takes what the layout needs, as AVIF."""
    wrong = []
    seen = 0
    for path in _pages(built, site):
        # Chromium shows a larger file rather than fetch the right one, when it has it from another page.
        page = _at(browser, width, density)
        page.goto(addresses[site] + path)
        for picture in page.evaluate(_LOOK):
            seen += 1
            if not picture["url"].endswith(".avif"):
                wrong.append(f"{path}: {picture['url']} is no AVIF")
            elif fault := _wrong(picture, density):
                wrong.append(f"{path}: {picture['url']}: {fault}")
        page.context.close()
    assert wrong == [], wrong
    assert seen > 20


@pytest.mark.parametrize("site", SITES)
def test_sizes_say_how_wide_pictures_are_shown(
    built: Built, browser: Browser, addresses: dict[str, str], site: str
) -> None:
    """To a few hundredths, on every template, from the narrowest phone to a large screen."""
    page = _at(browser, 320, 1)
    wrong = []
    for path in _pages(built, site):
        page.goto(addresses[site] + path)
        for width in EVERY_WIDTH:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [
                f"{path} at {width}: {place['picture']} is {place['drawn']:.0f} and not {place['said']:.0f} px"
                for place in page.evaluate(_PLACES)
                if not 0.96 < place["said"] / place["drawn"] < 1.04
            ]
    page.context.close()
    assert wrong == []


@pytest.mark.parametrize("site", SITES)
def test_one_picture_at_most_is_fetched_before_it_is_near(built: Built, site: str) -> None:
    """The large one that a page opens with has priority; every other waits until it comes near."""
    for path, page in built.pages.items():
        if not path.startswith(f"{site}/"):
            continue
        eager = [node for node in page.css("picture > img") if node.attributes.get("loading") != "lazy"]
        assert len(eager) <= 1, path
        assert eager == page.css("[fetchpriority=high]"), path


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_nothing_moves_while_pictures_come(
    built: Built, browser: Browser, addresses: dict[str, str], site: str, width: int
) -> None:
    """Pictures shift the layout by 0, from the first one to the last at the foot of the page."""
    page = _at(browser, width, 1)
    page.add_init_script(_SHIFTS)
    shifts = []
    held: list[Route] | None = []

    def hold(route: Route) -> None:
        route.continue_() if held is None else held.append(route)

    page.route("**/media/*", hold)
    for path in _pages(built, site):
        held = []
        page.goto(addresses[site] + path, wait_until="domcontentloaded")
        # The text is painted with nothing but placeholders in it; then the pictures come.
        page.evaluate(PAINTED)
        page.wait_for_timeout(300)
        # What typefaces move is another matter than what pictures do.
        page.evaluate("document.fonts.ready.then(() => { window.shifts = []; })")
        waiting, held = held, None
        for route in waiting:
            route.continue_()
        page.evaluate(_LOOK)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(50)
        shifts += [(path, *shift) for shift in page.evaluate("window.shifts")]
    page.context.close()
    assert shifts == [], shifts
