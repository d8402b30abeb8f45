"""The list of all content in a preview."""

from __future__ import annotations

import asyncio

from selectolax.lexbor import LexborHTMLParser

from drammenworks.engine.content_store import Store
from drammenworks.serve.app import make_app
from drammenworks.serve.inventory import InventoryPage
from drammenworks.serve.preview_state import INVENTORY_PATH
from tests.serve.asgi import AppResponse, call_app
from tests.serve.conftest import ADDRESSES, BuiltProject, state_of, write


def ask(built: BuiltProject) -> AppResponse:
    """Return the response of the page."""
    page = InventoryPage(built.preview, urls=lambda: {address.site: address.url for address in ADDRESSES})
    app = make_app(
        "by",
        built.preview,
        Store(built.root / ".cache/preview").open(),
        actions={},
        on_file_lost=lambda: None,
        on_fault=lambda fault: None,
        own_pages={INVENTORY_PATH: page.respond},
    )
    return call_app(app, INVENTORY_PATH)


def test_it_lists_all_content_with_links_to_the_pages(built: BuiltProject) -> None:
    """In the preview, drafts included; what is due is said first."""
    home = built.root / "content/pages/by-hjem.md"
    text = home.read_text(encoding="utf-8")
    write(home, text.replace("---\n", "---\nreview_by: 2020-01-01\n", 1))
    built.build()
    response = ask(built)
    tree = LexborHTMLParser(response.body.decode())
    files = {node.text() for node in tree.css(".file")}
    assert "content/pages/by-hjem.md" in files
    row = next(row for row in tree.css("tbody tr") if "content/pages/by-hjem.md" in row.text())
    link = row.css_first("th a")
    assert link is not None
    assert (link.attributes["href"] or "").startswith("http://")
    due = row.css_first(".due")
    assert due is not None
    assert "2020-01-01" in due.text()


def test_the_toolbar_leads_there(built: BuiltProject) -> None:
    """From every page."""
    assert asyncio.run(state_of(built.preview, "by", "/"))["content"] == INVENTORY_PATH
