"""Both sites served, and which of their pages to look at: for the tests that drive a browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from tests.end_to_end.conftest import SITES, Built


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Let a browser hang up on a picture that it no longer needs."""
        with contextlib.suppress(ConnectionError):
            super().handle()


@pytest.fixture(scope="module")
def addresses(built: Built) -> Iterator[dict[str, str]]:
    """Where each site is served."""
    servers = {}
    for site in SITES:
        handler = functools.partial(_Handler, directory=built.output / site)
        servers[site] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=servers[site].serve_forever, daemon=True).start()
    yield {site: f"http://127.0.0.1:{server.server_address[1]}" for site, server in servers.items()}
    for server in servers.values():
        server.shutdown()
        server.server_close()


def one_of_each_template(built: Built, site: str) -> list[str]:
    """Return a page of every template in every language, and the richest one of each."""
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for path, page in built.pages.items():
        if not path.startswith(f"{site}/") or page.css_first("meta[http-equiv=refresh]") is not None:
            continue
        template = page.css_first("body").attributes["class"] or ""
        key = (template, page.css_first("html").attributes["lang"] or "")
        candidate = (len(page.html or ""), path.removeprefix(site).removesuffix("index.html"))
        best[key] = max(best.get(key, (0, "")), candidate)
    return [path for _, path in best.values()]
