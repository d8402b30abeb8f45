"""The page that tells what differs, in a real browser: from the toolbar, by keyboard, at every width."""

from __future__ import annotations

import shutil

import pytest
from playwright.sync_api import expect

from tests.browsing import AXE, violations
from tests.repositories import begin
from tests.serve.test_browser import HOME, PATIENCE, ServedProject, served

__all__ = ["served"]

pytestmark = [pytest.mark.browser, pytest.mark.skipif(shutil.which("git") is None, reason="needs git")]


def test_the_toolbar_leads_to_what_differs(served: ServedProject) -> None:
    """By keyboard alone, there and back; while the public pages are made, the page waits by itself."""
    begin(served.root)
    served.change(HOME, "Velkommen.", "Velkommen tilbake.")
    page = served.open()
    link = page.get_by_role("link", name="Sammenlign med det publiserte")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hva er annerledes på denne siden?")
    expect(page.locator("ins")).to_contain_text("tilbake", timeout=PATIENCE)
    page.get_by_role("link", name="Alle sider som er annerledes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2)).to_have_text("Byen")
    page.go_back()
    page.get_by_role("link", name="Tilbake til siden").click()
    expect(page.locator("body")).to_contain_text("Velkommen tilbake.")


@pytest.mark.skipif(not AXE.exists(), reason="npm ci --prefix tests/tools")
def test_everybody_can_read_it(served: ServedProject) -> None:
    """axe finds nothing wrong in light and dark, and nothing is wider than a phone."""
    begin(served.root)
    served.change(HOME, "Velkommen.", "Velkommen tilbake.")
    served.change("content/pages/land-hjem.md", "title: Landet", "title: Landet rundt oss")
    address = f"{served.addresses['Byen']}/__drammenworks/differences"
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 320)):
        page = served.browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            bypass_csp=True,
        )
        page.goto(address)
        expect(page.locator("ins").first).to_be_visible(timeout=PATIENCE)
        page.add_script_tag(path=AXE)
        assert violations(page) == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()
