"""axe-core, to look at pages with: what all tests share that ask how accessible a page is."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "tools" / "node_modules" / "axe-core" / "axe.min.js"
"""Installed by ``npm ci --prefix tests/tools``."""

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """([place, tags]) => axe.run(place ?? document, {runOnly: tags, resultTypes: ['violations']})
    .then(({violations}) => violations.map(({id, nodes}) => [id, nodes.map(({html}) => html.slice(0, 120))]))"""
"""What axe finds nothing wrong with is most of what it has to tell, and takes longer to hand over than to find."""


def violations(page: Page, place: str | None = None) -> list[str]:
    """Return the rules that a page breaks, or a place in it, each with the element that breaks it.

    The page must have run :data:`AXE`, and have been opened with ``bypass_csp``.
    """
    broken = page.evaluate(_RUN, [place, _TAGS])
    return [f"{rule}: {element}" for rule, elements in broken for element in elements]
