"""The typefaces of both real sites: complete, light, and no cause for anything to move."""

from __future__ import annotations

import contextlib
import functools
import http.server
import re
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser

from tests.end_to_end.conftest import SITES, Built

_LARGEST = 50_000
"""Bytes of a typeface at most."""
_AT_ONCE = 75_000
"""Bytes of those that every page needs: headings and upright text."""
_LATE = 0.6
"""Seconds that typefaces are kept waiting for, so that pages are first shown without them."""
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
def test_the_typeface_of_headings_is_fetched_at_once(built: Built, site: str) -> None:
    """Every page preloads it, and nothing else."""
    for path, page in built.pages.items():
        if not path.startswith(f"{site}/") or page.css_first("meta[http-equiv=refresh]") is not None:
            continue
        (link,) = page.css('link[rel="preload"]')
        assert site + (link.attributes["href"] or "") in _fonts(built, site).values(), path
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


class _Slow(http.server.SimpleHTTPRequestHandler):
    """Serves a site whose typefaces come late."""

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Wait before a typeface."""
        if self.path.endswith(".woff2"):
            time.sleep(_LATE)
        with contextlib.suppress(ConnectionError):
            super().do_GET()


@pytest.fixture(params=SITES)
def address(request: pytest.FixtureRequest, built: Built) -> Iterator[str]:
    """Where a site is served."""
    handler = functools.partial(_Slow, directory=built.output / request.param)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_when_typefaces_come(browser: Browser, address: str, width: int) -> None:
    """The cumulative layout shift of a page is next to nothing, though it was first shown without them."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + "/", wait_until="load")
    shift = page.evaluate(_SHIFT)
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length")
    page.close()

    assert loaded >= 2
    assert shift <= 0.01
