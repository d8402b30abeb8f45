"""Both sites served, and which of their pages to look at: for the tests that drive a browser."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from docs.images.browser import served
from tests.end_to_end.conftest import Built
from tests.sample_sites import SITES

PAINTED = """new Promise((done) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length) done();
}).observe({ type: "paint", buffered: true }))"""
"""Until there is something to see; wait_for_function is refused by the page's own policy."""


@pytest.fixture(scope="module")
def addresses(built: Built) -> Iterator[dict[str, str]]:
    """Where each site is served."""
    with contextlib.ExitStack() as servers:
        yield {site: servers.enter_context(served(built.output / site)) for site in SITES}


def one_of_each_template(built: Built, site: str, *, in_every_language: bool = True) -> list[str]:
    """Return a page of every template, in every language or in the one that has the richest: the richest one each."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for path, page in built.pages.items():
        if not path.startswith(f"{site}/") or page.css_first("meta[http-equiv=refresh]") is not None:
            continue
        template = page.css_first("body").attributes["class"] or ""
        language = page.css_first("html").attributes["lang"] or ""
        key = (template, language if in_every_language else "")
        candidate = (len(page.html or ""), path.removeprefix(site).removesuffix("index.html"))
        best[key] = max(best.get(key, (0, "")), candidate)
    return [path for _, path in best.values()]
