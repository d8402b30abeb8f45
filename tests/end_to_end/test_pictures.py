"""Pictures in a real browser: the right candidate on every screen, the best format, and nothing that moves."""

from __future__ import annotations

import itertools
import math
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.end_to_end.browsing import addresses, browser, one_of_each_template
from tests.end_to_end.conftest import SITES, Built

__all__ = ["addresses", "browser"]

pytestmark = pytest.mark.browser

WIDTHS = (320, 768, 1280)
DENSITIES = (1, 2)

_CANDIDATE = re.compile(r"(\S+-(\d+)\.(\w+)) \d+w")

_LOOK = """async () => {
    const pictures = [...document.querySelectorAll('picture > img')];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map(picture => picture.decode()));
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

_SHIFTS = """
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            window.shifts.push([entry.value, ...entry.sources.map(source => source.node?.outerHTML?.slice(0, 80))]);
        }
    }).observe({type: 'layout-shift', buffered: true});
"""


def chosen_by_chromium(candidates: list[int], drawn: float, density: int) -> int:
    """Return the candidate that Chromium takes for a picture that is drawn ``drawn`` CSS pixels wide.

    The smallest that is sharp; on a dense screen the one before it, where that is nearer in proportion.
    """
    for smaller, larger in itertools.pairwise(candidates):
        if larger / drawn < density:
            continue
        between = math.sqrt(smaller * larger) / drawn
        if (density <= 1 and density > smaller / drawn) or density >= between:
            return larger
        return smaller
    return candidates[-1]


def _at(browser: Browser, width: int, density: int) -> Page:
    viewport = {"width": width, "height": 900}
    context = browser.new_context(viewport=viewport, device_scale_factor=density)  # type: ignore[arg-type]
    return context.new_page()


def _wrong(seen: dict[str, Any], density: int) -> str | None:
    """Return what is wrong with the file that the browser chose for a picture, if anything."""
    candidates = sorted(int(width) for _, width, _ in _CANDIDATE.findall(seen["srcset"]))
    chosen = int(seen["url"].rpartition("-")[2].partition(".")[0])
    # Sizes are said to a hundredth or two; where that decides between two candidates, either will do.
    right = {chosen_by_chromium(candidates, seen["drawn"] * fault, density) for fault in (0.97, 1, 1.03)}
    if chosen not in right:
        return f"{chosen} for {seen['drawn']:.0f} px at {density}x, of {candidates}"
    needed = seen["drawn"] * density
    if chosen < min(needed * 0.97, candidates[-1]) and (density == 1 or chosen < 0.75 * needed):
        return f"{chosen} is too small for {needed:.0f}"
    return None


@pytest.mark.parametrize("density", DENSITIES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_every_picture_loads_the_right_candidate(
    built: Built, browser: Browser, addresses: dict[str, str], site: str, width: int, density: int
) -> None:
    """The browser, told ``sizes`` before it knows the layout, takes what the layout needs, as AVIF."""
    page = _at(browser, width, density)
    wrong = []
    seen = 0
    for path in one_of_each_template(built, site):
        page.goto(addresses[site] + path)
        for picture in page.evaluate(_LOOK):
            seen += 1
            if not picture["url"].endswith(".avif"):
                wrong.append(f"{path}: {picture['url']} is no AVIF")
            elif fault := _wrong(picture, density):
                wrong.append(f"{path}: {picture['url']}: {fault}")
    page.context.close()
    assert wrong == []
    assert seen > 20


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("site", SITES)
def test_nothing_moves_while_pictures_come(
    built: Built, browser: Browser, addresses: dict[str, str], site: str, width: int
) -> None:
    """Cumulative layout shift is 0, from the first paint to the last picture at the foot of the page."""
    page = _at(browser, width, 1)
    page.add_init_script(_SHIFTS)
    # Every picture comes after the text has been painted.
    page.route("**/media/*", lambda route: (page.wait_for_timeout(30), route.continue_()))
    shifts = []
    for path in one_of_each_template(built, site):
        page.goto(addresses[site] + path, wait_until="domcontentloaded")
        page.evaluate(_LOOK)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        shifts += [(path, *shift) for shift in page.evaluate("window.shifts")]
    page.context.close()
    assert shifts == []
