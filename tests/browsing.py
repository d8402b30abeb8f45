"""Debian's Chromium, and axe-core to look at pages with: what all tests share that drive a browser."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Playwright

AXE = Path(__file__).parent / "tools" / "node_modules" / "axe-core" / "axe.min.js"
"""Installed by ``npm ci --prefix tests/tools``."""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_CHROMIUM = "/usr/bin/chromium"
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""It talks to nobody but the pages that it is given."""


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
