"""An open page follows the content."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, expect, sync_playwright

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
        logged: list[ConsoleMessage] = []
        page.on("console", lambda message: logged.append(message))  # noqa: PLW0108 - playwright marks the function
        page.goto(addresses["Byen"])
        expect(page.locator("body")).to_contain_text("Velkommen.", timeout=20_000)
        write(page_file, text.replace("Velkommen.", "Velkommen tilbake."))
        expect(page.locator("body")).to_contain_text("Velkommen tilbake.", timeout=20_000)
        page.evaluate("window.sameDocument = true")
        other = project / "content/pages/land-hjem.md"
        write(other, other.read_text(encoding="utf-8").replace("Velkommen.", "Ut på tur."))
        with browser.new_page() as other_page:
            other_page.goto(addresses["Landet"])
            expect(other_page.locator("body")).to_contain_text("Ut på tur.", timeout=20_000)
        assert page.evaluate("window.sameDocument")
        browser.close()
    # No script may be refused by the policy. This small site has no icon, which browsers ask for.
    assert [message.text for message in logged if not message.location["url"].endswith("/favicon.ico")] == []
