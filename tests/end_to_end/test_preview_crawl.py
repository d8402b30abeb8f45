"""A preview of a pull request, crawled by a real browser as a host serves it below a path of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Request, Response

from docs.images.browser import served
from drammenworks.pipeline.options import Toolbar
from tests.end_to_end.conftest import Built, build_sites
from tests.sample_sites import SITES

pytestmark = pytest.mark.browser

BASE = "/repo/pr-preview/pr-7"
"""A project page of GitHub Pages, and in it the folder of one pull request."""
DEPLOYED = "https://navn.github.example"
LINKS = """() => [...document.querySelectorAll('a[href], link[rel~=icon], link[rel=alternate], link[rel=manifest]')]
    .map((node) => node.href)"""
ROBOTS = "() => document.querySelector('meta[name=robots]')?.content ?? ''"


@pytest.fixture
def host(built: Built, tmp_path: Path) -> Iterator[str]:
    """The address of a host that serves the preview, and nothing else."""
    urls = {site: f"{DEPLOYED}{BASE}/{site}" for site in SITES}
    folder = tmp_path / "host"
    build_sites(
        built.root,
        folder / BASE[1:],
        base_urls=urls,
        drafts=True,
        toolbar=Toolbar("nb", "https://git.example/{path}"),
    )
    with served(folder) as url:
        yield url


def test_no_link_is_broken_and_nothing_leads_out(host: str, browser: Browser) -> None:
    """Every page that a visitor can reach, each with all that it loads, asks search engines not to list it."""
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    asked: set[str] = set()

    def on_request(request: Request) -> None:
        url = request.url
        if url.startswith(("data:", "blob:")):
            return
        if not url.startswith(f"{host}{BASE}/"):
            wrong.append(f"{page.url} asks for {url}")
        asked.add(urldefrag(url)[0])

    def on_response(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{page.url}: {response.status} {response.url}")

    page.on("request", on_request)
    page.on("response", on_response)
    waiting = [f"{host}{BASE}/{site}/" for site in SITES]
    seen: set[str] = set(waiting)
    files: set[str] = set()
    while waiting:
        url = waiting.pop()
        page.goto(url, wait_until="load")
        if "noindex" not in page.evaluate(ROBOTS):
            wrong.append(f"{url} may be indexed")
        # From one site to the other links lead to where the preview will be served.
        for link in (found.replace(DEPLOYED, host, 1) for found in page.evaluate(LINKS)):
            target, path = urldefrag(link)[0].partition("?")[0], urlsplit(link).path
            if urlsplit(link).netloc != urlsplit(host).netloc or not link.startswith("http"):
                continue
            if not path.startswith(f"{BASE}/"):
                wrong.append(f"{url} leads to {link}")
            elif not path.endswith("/"):
                files.add(target)
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    wrong += [
        f"{file}: {status}" for file in sorted(files) if (status := context.request.get(file).status) != 200
    ]
    assert wrong == []
    assert len(seen) > 80, "the pages of both sites in all languages"
    assert asked > seen
    context.close()
