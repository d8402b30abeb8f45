"""The typefaces of both sample sites: complete, light, and no cause for anything to move."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, Page

from docs.images.browser import Handler, served
from tests.end_to_end.browsing import PAINTED
from tests.end_to_end.conftest import Built
from tests.sample_sites import SITES
from tests.waiting import PATIENCE

_LARGEST = 50_000
"""Bytes of a typeface at most."""
_AT_ONCE = 75_000
"""Bytes of those that every page needs: headings and upright text."""
_SHIFT = """
() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  document.fonts.ready.then(() => setTimeout(() => resolve(sum), 500));
})
"""


def _fonts(built: Built, site: str) -> dict[str, str]:
    """The typefaces of a site: name without its fingerprint → path."""
    return {
        file.rpartition("/")[2].partition(".")[0]: file
        for file in sorted(built.files)
        if file.startswith(f"{site}/") and file.endswith(".woff2")
    }


@pytest.mark.parametrize("site", SITES)
def test_every_character_has_a_glyph(built: Built, site: str) -> None:
    """In each typeface of the site, so that no word is set in two."""
    used = {
        character
        for path, page in built.pages.items()
        if path.startswith(f"{site}/") and page.body is not None
        for character in page.body.text()
        if not character.isspace() and character != "\N{SOFT HYPHEN}"
    }
    for name, path in _fonts(built, site).items():
        with TTFont(built.output / path) as font:
            missing = used - {chr(code) for code in font.getBestCmap()}
        assert set() == missing, name


@pytest.mark.parametrize("site", SITES)
def test_typefaces_are_light(built: Built, site: str) -> None:
    """Each by itself, and together those that a page cannot do without."""
    sizes = {name: (built.output / path).stat().st_size for name, path in _fonts(built, site).items()}

    assert all(size <= _LARGEST for size in sizes.values()), sizes
    assert sum(size for name, size in sizes.items() if not name.endswith("-italic")) <= _AT_ONCE, sizes


@pytest.mark.parametrize("site", SITES)
def test_upright_typefaces_are_fetched_at_once(built: Built, site: str) -> None:
    """Every page preloads those of its headings and its text, and nothing else."""
    upright = {path for name, path in _fonts(built, site).items() if not name.endswith("-italic")}
    for path, page in built.pages.items():
        if not path.startswith(f"{site}/") or page.css_first("meta[http-equiv=refresh]") is not None:
            continue
        links = page.css('link[rel="preload"]')
        assert upright == {site + (link.attributes["href"] or "") for link in links}, path
        for link in links:
            assert {"font", "font/woff2"} == {link.attributes["as"], link.attributes["type"]}, path
            assert "crossorigin" in link.attributes, path


@pytest.mark.parametrize("site", SITES)
def test_typefaces_carry_their_licence_and_not_their_name(built: Built, site: str) -> None:
    """The OFL asks for the one, and may reserve the other for the whole typeface."""
    for path in _fonts(built, site).values():
        with TTFont(built.output / path) as font:
            names = font["name"]
            assert re.search("Copyright|©", names.getDebugName(0) or ""), path
            assert "Open Font License" in (names.getDebugName(13) or ""), path
            assert {None} == {names.getDebugName(name) for name in (1, 4, 16)}, path


@dataclass(frozen=True)
class _Site:
    """A site whose typefaces come late."""

    address: str
    may_come: threading.Event
    """Until this is set, they do not come."""


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, built: Built) -> Iterator[_Site]:
    may_come = threading.Event()

    class Late(Handler):
        def end_headers(self) -> None:
            # As the sites' own ``_headers`` let browsers keep them.
            if self.path.endswith(".woff2"):
                self.send_header("Cache-Control", "max-age=31536000, immutable")
            super().end_headers()

        def send_head(self) -> io.BytesIO | BinaryIO | None:
            if self.path.endswith(".woff2"):
                may_come.wait(PATIENCE)
            return super().send_head()

    with served(built.output / request.param, Late) as address:
        yield _Site(address, may_come)
        may_come.set()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_typefaces_come(browser: Browser, site: _Site, width: int) -> None:
    """The cumulative layout shift of a page is 0 when they come late, and so it is when they are there.

    Headings are in the brand's own on the first page, as soon as it comes; text is from the next page on.
    """
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(site.address + "/", wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    # Longer than a browser waits for them at most (CSS Fonts 4 § 4.8.1, the block period).
    page.wait_for_timeout(500)
    stand_ins, heading = _set_in(page, "main p"), _set_in(page, "h1")
    site.may_come.set()
    page.wait_for_load_state("load")
    shifts, typefaces = [page.evaluate(_SHIFT)], _set_in(page, "main p")
    assert typefaces == stand_ins
    assert not _set_in(page, "h1") & heading
    # Whoever goes on reading sees the brand's own: on the next page, unless the browser is too busy to find them in time.
    for _ in range(10):
        page.goto(site.address + "/", wait_until="load")
        shifts.append(page.evaluate(_SHIFT))
        if not (typefaces := _set_in(page, "main p")) & stand_ins:
            break
    context.close()

    assert {round(shift, 4) for shift in shifts} == {0}
    assert not typefaces & stand_ins


def _set_in(page: Page, selector: str) -> set[str]:
    """Return the typefaces that an element is set in."""
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    client.detach()
    return {font["familyName"] for font in fonts}
