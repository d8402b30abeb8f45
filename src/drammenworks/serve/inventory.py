"""The page of a preview that lists all content, and what of it somebody should look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from drammenworks.errors import Phrase
from drammenworks.serve.preview_state import PreviewState

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_RELOAD = {"Refresh": "2"}


class InventoryPage:
    """Answers requests for the list of all content."""

    def __init__(self, preview: PreviewState, *, urls: Callable[[], Mapping[str, str]]) -> None:
        """Take what the page reads.

        :param urls: returns where each site is previewed, by its id.
        """
        self._preview = preview
        self._urls = urls

    async def respond(self, request: Request) -> Response:
        """Return the page; while nothing is built yet, one that comes again by itself."""
        html = await anyio.to_thread.run_sync(self._html)
        headers = _HEADERS if html else _HEADERS | _RELOAD
        waiting = self._preview.say(Phrase("Bygger …"))
        return Response(html or waiting, headers=headers, media_type="text/html")

    def _html(self) -> str:
        """Return the page; empty before the first build."""
        # A preview that nobody asks starts sooner without them.
        from drammenworks.pipeline.inventory.rows import inventory, page_paths  # noqa: PLC0415
        from drammenworks.pipeline.inventory.tables import as_html  # noqa: PLC0415

        snapshot, at = self._preview.snapshot, self._preview.built_at
        if snapshot is None or snapshot.is_partial or at is None:
            return ""
        urls, say = self._urls(), self._preview.say
        links = {
            source: f"{urls[site_id].rstrip('/')}{path}"
            for source, (site_id, path) in page_paths(snapshot.graph).items()
            if site_id in urls
        }
        return as_html(inventory(snapshot.graph, at), say, lang=say(Phrase("nb")), links=links)
