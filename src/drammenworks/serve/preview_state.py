"""What a preview shows at the moment, and the event streams that keep open pages up to date.

It belongs to the loop's thread.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from drammenworks.engine.artifact import Artifact
from drammenworks.errors import Finding
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.finding_json import finding_json
from drammenworks.serve.error_overlay import ErrorOverlay, overlay_json
from drammenworks.serve.labels import LABELS
from drammenworks.serve.page_version import PageVersion, page_version

if TYPE_CHECKING:
    from drammenworks.pipeline.preview.picture_maker import Made
    from drammenworks.pipeline.preview.picture_queue import Picture
    from drammenworks.pipeline.preview.shown_sites import SiteSnapshot

SiteTree = Mapping[str, Artifact]
"""The output files of a site by their paths, each with its digest."""

DIFFERENCES_PATH = "/__drammenworks/differences"
INVENTORY_PATH = "/__drammenworks/content"
"""Where the preview tells what differs from the public sites; with ``?path=/om/``, on one page."""

_INDEX = "index.html"
_NOT_FOUND = "404.html"

_RETRY = 500
"""Milliseconds until a browser reconnects after the preview stops; browsers' default is 3000."""


@dataclass(eq=False, frozen=True, slots=True)
class _OpenPage:
    """A page that is open in a browser and listens to an event stream."""

    site: str
    path: str


class PreviewState:
    """The sites as they are shown at the moment."""

    def __init__(self, context: EditorContext, root: Path, *, token: str | None) -> None:
        """Create the state without any pages.

        :param root: the project's folder.
        :param token: the secret that actions require; None when no actions are allowed.
        """
        self.snapshot: SiteSnapshot | None = None
        """The sites as built by this process; None until the first build succeeds."""
        self.trees: Mapping[str, SiteTree] = {}
        """The files that are served, by the id of their site."""
        self.styles: Mapping[str, str] = {}
        """The URL of each site's style sheet."""
        self.is_building_first = True
        """A file that is not there may come with the build that has begun; ends with the first one."""
        self.overlay = ErrorOverlay()
        self.at: datetime | None = None
        """The point in time that the clock is set to; None for the current time."""
        self.built_at = datetime.min
        """The point in time that the current pages are built for."""
        self.token = token
        self._context = context
        self._root = root
        self._open_pages: set[_OpenPage] = set()
        self._states: dict[tuple[str, str], bytes] = {}
        """The current state as JSON, by site and path."""
        self._changed = asyncio.Event()

    def say(self, text: str) -> str:
        """Return a text in the user's language."""
        return self._context.say(text)

    def show(self, snapshot: SiteSnapshot | None) -> None:
        """Serve the sites as just built, and notify the open pages; None to serve none after all."""
        self.snapshot = snapshot
        self.is_building_first &= snapshot is None or snapshot.is_partial
        self.trees = snapshot.trees if snapshot is not None else {}
        self.styles = snapshot.stylesheets if snapshot is not None else {}
        self._notify()

    def end_first_build(self) -> None:
        """Say that what is not there now does not exist."""
        self.is_building_first = False
        self._notify()

    def show_overlay(self, overlay: ErrorOverlay) -> None:
        """Show or, if it is empty, hide the error overlay on all open pages."""
        self.overlay = overlay
        self._notify()

    def _notify(self) -> None:
        """Wake the event streams; each sends the state of its page if it differs from the last one sent."""
        self._states.clear()
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def open_pages(self) -> Mapping[str, Collection[str]]:
        """Return the output paths of the pages that are open, by the id of their site. In any thread."""
        paths: dict[str, set[str]] = {}
        for page in tuple(self._open_pages):
            paths.setdefault(page.site, set()).add(_output_path(page.path))
        return paths

    def file(self, site: str, path: str) -> Artifact | None:
        """Return the output file at the path of a URL."""
        return self.trees.get(site, {}).get(_output_path(path)) if path.startswith("/") else None

    def has_pages(self, site: str) -> bool:
        """Return whether anything of a site can be shown."""
        return site in self.trees

    def unmade_picture(self, site: str, path: str) -> Picture | None:
        """Return the picture at the path of a URL that is made when somebody asks for it."""
        return self.snapshot.unmade.get(site, {}).get(path[1:]) if self.snapshot is not None else None

    def make(self, picture: Picture) -> Future[Made]:
        """Return such a picture once it is made; cancel the future to wait no longer."""
        assert self.snapshot is not None
        return self.snapshot.pictures.ask(picture)

    async def changed(self) -> None:
        """Return when something else is shown than now."""
        await self._changed.wait()

    def _page(self, site: str, path: str) -> Artifact | None:
        """Return the page that is shown at a path. Other files may be large, and do not listen to events."""
        file = self.file(site, path)
        if file is None and self.is_building_first:
            return None
        return file if file is not None and file.path.endswith(".html") else self.not_found_page(site)

    def not_found_page(self, site: str) -> Artifact | None:
        """Return the page that a site shows for a URL that does not exist."""
        return self.trees.get(site, {}).get(_NOT_FOUND)

    def page_version(self, site: str, page: Artifact) -> PageVersion:
        """Return the version of a page.

        :raises OSError: if its file is gone.
        """
        return _cached_version(page, self.styles[site])

    async def events(self, site: str, path: str) -> AsyncIterator[bytes]:
        """Yield server-sent events for the page at a path: its state at once and whenever that changes.

        A client that reads slowly misses outdated states only.
        """
        page = _OpenPage(site, path)
        self._open_pages.add(page)
        try:
            yield f"retry: {_RETRY}\n\n".encode()
            sent = b""
            while True:
                changed = self._changed
                state = self._state_bytes(site, path)
                if state != sent:
                    sent = state
                    yield b"event: state\ndata: " + state + b"\n\n"
                await changed.wait()
        finally:
            self._open_pages.discard(page)

    def _state_bytes(self, site: str, path: str) -> bytes:
        key = (site, path)
        if key not in self._states:
            self._states[key] = json.dumps(self._state_json(site, path), ensure_ascii=False).encode()
        return self._states[key]

    def _state_json(self, site: str, path: str) -> dict[str, Any]:
        errors = overlay_json(self.overlay, self._root, self._context) if not self.overlay.is_empty else None
        state: dict[str, Any] = {
            "words": {name: self.say(label) for name, label in LABELS.items()},
            "trouble": errors,
            "at": f"{self.at:%Y-%m-%dT%H:%M}" if self.at is not None else None,
            "token": self.token,
        }
        page = self._page(site, path)
        if page is not None or (site in self.trees and not self.is_building_first):
            try:
                version = self.page_version(site, page) if page is not None else None
            except OSError:
                version = None  # The file is lost; the next request for it triggers a build.
            state["page"] = version.digest if version is not None else None
            state["style"] = version.style if version is not None else None
        if self.snapshot is not None and site in self.snapshot.trees:
            # A build has imported most of what this imports; before the first build it would delay the start.
            from drammenworks.preview.toolbar_state import toolbar_state  # noqa: PLC0415

            findings_in = partial(_findings_in, self.snapshot, site, _output_path(path))
            graph = self.snapshot.graph
            state |= toolbar_state(graph, site, path, self.built_at, findings_in, self._context)
            state["content"] = INVENTORY_PATH
            state["differences"] = f"{DIFFERENCES_PATH}?{urlencode({'path': path})}"
        return state

    def remarks(self, site: str, path: str) -> list[dict[str, Any]]:
        """Return as JSON values the remarks on the prose of a page. Can be called in any thread."""
        snapshot = self.snapshot
        if snapshot is None or site not in snapshot.trees:
            return []
        # Imported here for the same reason.
        from drammenworks.checks.prose import check_document_prose  # noqa: PLC0415
        from drammenworks.preview.toolbar_state import load_document, summary_at  # noqa: PLC0415

        summary = summary_at(snapshot.graph, site, path)
        document = load_document(snapshot.graph, summary) if summary is not None else None
        if document is None:
            return []
        year = snapshot.graph.environment.at.year
        found = check_document_prose(document, self._root, year)
        remarks = sorted(found, key=lambda remark: remark.sort_key)
        return [finding_json(remark, self._context) for remark in remarks]


def _findings_in(snapshot: SiteSnapshot, site: str, page: str, files: Collection[str]) -> Iterator[Finding]:
    """Yield the findings in a set of files, from the build as a whole and from rendering one page."""
    from drammenworks.pipeline.findings import findings_of_page, findings_of_plan  # noqa: PLC0415
    from drammenworks.site.routes import folded  # noqa: PLC0415

    graph = snapshot.graph
    findings = (*findings_of_plan(graph), *findings_of_page(graph, site, folded(page)))
    return (finding for finding in findings if finding.location.path in files)


def _output_path(path: str) -> str:
    """Return the output path for the path of a URL, whether or not such a file exists."""
    file = path[1:]
    return f"{file}{_INDEX}" if not file or file.endswith("/") else file


@lru_cache(maxsize=512)
def _cached_version(page: Artifact, style: str) -> PageVersion:
    # An artifact includes its digest, so a page with new content has its own cache entry.
    return page_version(page.read(), style)
