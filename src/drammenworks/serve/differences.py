"""The page that tells what differs between a preview and the public sites: all that does, or one page."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response

from drammenworks.errors import Phrase
from drammenworks.serve.preview_state import DIFFERENCES_PATH, PreviewState
from drammenworks.serve.public_sites import PublicSites

if TYPE_CHECKING:
    from drammenworks.diff.compared_site import StoredSite
    from drammenworks.pipeline.preview.shown_sites import SiteSnapshot

_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_RELOAD = {"Refresh": "2"}
_YIELD = 0.02
"""Seconds between two looks at whether a build is over."""
_PATIENCE = 10.0
"""Seconds that a comparison lets builds go first."""


class DifferencesPage:
    """Answers requests for what differs; a comparison lets builds go first."""

    def __init__(
        self,
        site: str,
        preview: PreviewState,
        public: PublicSites,
        *,
        urls: Callable[[], Mapping[str, str]],
        is_building: Callable[[], bool],
    ) -> None:
        """Take what the page reads.

        :param site: the id of the site that the page is opened from.
        :param urls: returns where each site is previewed, by its id.
        :param is_building: returns whether a build is running.
        """
        self._site = site
        self._preview = preview
        self._public = public
        self._urls = urls
        self._is_building = is_building

    async def respond(self, request: Request) -> Response:
        """Return the page; with ``?path=/om/`` that of one page alone."""
        html, is_final = await anyio.to_thread.run_sync(self._html, request.query_params.get("path", ""))
        return Response(html, headers=_HEADERS | ({} if is_final else _RELOAD), media_type="text/html")

    def _html(self, path: str) -> tuple[str, bool]:
        """Return the page, and whether it says all that it will."""
        # A preview that nobody asks starts sooner without them.
        from drammenworks.diff.html_report import as_html  # noqa: PLC0415
        from drammenworks.diff.page_links import PageLinks  # noqa: PLC0415
        from drammenworks.diff.site_difference import compare_sites  # noqa: PLC0415
        from drammenworks.serve.differences_frame import frame_of  # noqa: PLC0415

        say, snapshot = self._preview.say, self._preview.snapshot
        state = self._public.state()
        has_both = snapshot is not None and not snapshot.is_partial and state.has_pages
        frame = frame_of(
            state, say, at=self._preview.at, page=path, whole=DIFFERENCES_PATH, is_waiting=not has_both
        )
        lang = say(Phrase("nb"))
        if snapshot is None or state.pages is None or not has_both or frame.problem:
            return as_html((), say, lang=lang, frame=frame), bool(frame.problem)
        before, after = state.pages.sites, self._shown(snapshot)
        ids = {site.name: site_id for site_id, site in (*before.items(), *after.items())}
        if path:
            before, after = self._one_page(before, path), self._one_page(after, path)
        urls = self._urls()
        previews = {name: urls[site_id] for name, site_id in ids.items() if site_id in urls}
        html = as_html(
            compare_sites(before, after, self._pace()),
            say,
            lang=lang,
            links=PageLinks(previews=previews),
            frame=frame,
            notes=lambda name, address: self._notes(snapshot, ids[name], address),
        )
        return html, True

    @staticmethod
    def _shown(snapshot: SiteSnapshot) -> dict[str, StoredSite]:
        from drammenworks.pipeline.preview.public_pages import shown_sites_of  # noqa: PLC0415

        return shown_sites_of(snapshot.graph)

    def _one_page(self, sites: Mapping[str, StoredSite], path: str) -> dict[str, StoredSite]:
        """Return the site with one of its pages alone."""
        from drammenworks.site.page import output_path  # noqa: PLC0415

        site = sites.get(self._site)
        if site is None:
            return {}
        wanted = output_path(path)
        pages = {wanted: site.pages[wanted]} if wanted in site.pages else {}
        return {self._site: replace(site, pages=pages, others=frozenset())}

    def _notes(self, snapshot: SiteSnapshot, site_id: str, path: str) -> Sequence[str]:
        """Return why the public would not see a page of the preview, or until when."""
        from drammenworks.preview.toolbar_state import badges_at  # noqa: PLC0415

        badges = badges_at(snapshot.graph, site_id, path, self._preview.built_at)
        return [self._preview.say(text) for _, text in badges]

    def _pace(self) -> Callable[[], None]:
        """Return what waits while a build is running, for some time in all."""
        ends = time.monotonic() + _PATIENCE

        def pace() -> None:
            while self._is_building() and time.monotonic() < ends:
                time.sleep(_YIELD)

        return pace
