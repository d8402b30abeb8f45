"""An open page follows the content."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.serve.conftest import write
from tests.serve.test_command import serving

pytestmark = pytest.mark.browser

LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def test_an_edit_shows_in_the_open_page(project: Path) -> None:
    """A saved change appears in the page by itself; a change of the other site's leaves the page alone."""
    page_file = project / "content/pages/by-hjem.md"
    text = page_file.read_text(encoding="utf-8")
    with sync_playwright() as playwright, serving(project) as (_, addresses):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=LAUNCH_ARGUMENTS)
        page = browser.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.goto(addresses["Byen"])
        expect(page.locator("body")).to_contain_text("Velkommen.")
        write(page_file, text.replace("Velkommen.", "Velkommen tilbake."))
        expect(page.locator("body")).to_contain_text("Velkommen tilbake.")
        page.evaluate("window.sameDocument = true")
        other = project / "content/pages/land-hjem.md"
        write(other, other.read_text(encoding="utf-8").replace("Velkommen.", "Ut på tur."))
        with browser.new_page() as other_page:
            other_page.goto(addresses["Landet"])
            expect(other_page.locator("body")).to_contain_text("Ut på tur.")
        assert page.evaluate("window.sameDocument")
        assert problems == []
        browser.close()
