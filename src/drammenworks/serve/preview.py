"""What there is to see and to tell, and the open pages that are told of it. Belongs to the loop's thread."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drammenworks.engine.artifact import Artifact
from drammenworks.errors import Finding
from drammenworks.preview.desk import Desk
from drammenworks.preview.told import told
from drammenworks.serve.identity import Identity, identify
from drammenworks.serve.trouble import Trouble, as_plain
from drammenworks.serve.words import WORDS

if TYPE_CHECKING:
    from drammenworks.pipeline.round import Sight

Tree = Mapping[str, Artifact]
"""The files of a site by their paths, each with its digest."""

_INDEX = "index.html"
_NOT_FOUND = "404.html"

_RETRY = 500
"""Milliseconds until a browser tries again after the preview was stopped; browsers' own choice is 3000."""


@dataclass(eq=False, frozen=True, slots=True)
class _Listener:
    """A page that is open."""

    site: str
    path: str


class Preview:
    """The sites as they are shown at the moment."""

    def __init__(self, desk: Desk, root: Path, *, token: str | None) -> None:
        """Begin with nothing to see.

        :param root: the project's folder.
        :param token: what who may change something must know; None when nobody may.
        """
        self.sight: Sight | None = None
        """The sites as they were built; None until they were in this run."""
        self.trees: Mapping[str, Tree] = {}
        """The files that are shown, by the id of their site."""
        self.styles: Mapping[str, str] = {}
        """The URL of each site's style sheet."""
        self.trouble = Trouble()
        self.at: datetime | None = None
        """As of when the sites are shown, when somebody has chosen that; None for now."""
        self.built_at = datetime.min
        """As of when they were built."""
        self.token = token
        self._desk = desk
        self._root = root
        self._listeners: set[_Listener] = set()
        self._states: dict[tuple[str, str], bytes] = {}
        """What was told last to the page at a path of a site."""
        self._news = asyncio.Event()

    def say(self, text: str) -> str:
        """Return a text in the person's language."""
        return self._desk.say(text)

    def show(self, sight: Sight) -> None:
        """Show the sites as they are now."""
        self.sight = sight
        self.trees = sight.trees
        self.styles = {
            site: sight.ready.web.routes[site].addresses.href(theme.assets.stylesheet)
            for site, theme in sight.ready.themes.items()
        }
        self.tell()

    def tell(self, trouble: Trouble | None = None) -> None:
        """Tell all open pages how things are, and what the trouble is, if it is another than before."""
        if trouble is not None:
            self.trouble = trouble
        self._states.clear()
        told, self._news = self._news, asyncio.Event()
        told.set()

    def looking_at(self) -> Mapping[str, Collection[str]]:
        """Return the output paths of the pages that are open, by the id of their site."""
        paths: dict[str, set[str]] = {}
        for listener in self._listeners:
            paths.setdefault(listener.site, set()).add(_output_path(listener.path))
        return paths

    def file(self, site: str, path: str) -> Artifact | None:
        """Return the file at the path of a URL."""
        return self.trees.get(site, {}).get(_output_path(path)) if path.startswith("/") else None

    def _page(self, site: str, path: str) -> Artifact | None:
        """Return the page that is shown at a path; what is none may be large, and follows nobody."""
        file = self.file(site, path)
        return file if file is not None and file.path.endswith(".html") else self.not_found(site)

    def not_found(self, site: str) -> Artifact | None:
        """Return the page that a site shows for an address that does not exist."""
        return self.trees.get(site, {}).get(_NOT_FOUND)

    def identity(self, site: str, page: Artifact) -> Identity:
        """Return which version of a page this is.

        :raises OSError: if its file is gone.
        """
        return _identity(page, self.styles[site])

    async def stream(self, site: str, path: str) -> AsyncIterator[bytes]:
        """Yield server-sent events to the page at a path: how things are, at once and when that is another.

        A page that is slow to listen misses no more than what has been overtaken.
        """
        listener = _Listener(site, path)
        self._listeners.add(listener)
        try:
            yield f"retry: {_RETRY}\n\n".encode()
            told = b""
            while True:
                news = self._news
                state = self._state(site, path)
                if state != told:
                    told = state
                    yield b"event: state\ndata: " + state + b"\n\n"
                await news.wait()
        finally:
            self._listeners.discard(listener)

    def _state(self, site: str, path: str) -> bytes:
        key = (site, path)
        if key not in self._states:
            self._states[key] = json.dumps(self._describe(site, path), ensure_ascii=False).encode()
        return self._states[key]

    def _describe(self, site: str, path: str) -> dict[str, Any]:
        state: dict[str, Any] = {
            "words": {name: self.say(word) for name, word in WORDS.items()},
            "trouble": as_plain(self.trouble, self._root, self._desk) if not self.trouble.is_none else None,
            "at": f"{self.at:%Y-%m-%dT%H:%M}" if self.at is not None else None,
            "token": self.token,
        }
        if site in self.trees:
            page = self._page(site, path)
            try:
                identity = self.identity(site, page) if page is not None else None
            except OSError:
                identity = None  # Its file was lost; the next request for it will tell.
            state["page"] = identity.page if identity is not None else None
            state["style"] = identity.style if identity is not None else None
        if self.sight is not None and site in self.sight.trees:
            # What has been built has loaded most of what this loads; what was remembered has not.
            from drammenworks.preview.bar import describe  # noqa: PLC0415

            found = partial(_found, self.sight, site, _output_path(path))
            state |= describe(self.sight.ready.web, site, path, self.built_at, found, self._desk)
        return state

    def remarks(self, site: str, path: str) -> list[dict[str, Any]]:
        """Return in plain types what is to be said of how the text of a page is written. In any thread."""
        sight = self.sight
        if sight is None or site not in sight.trees:
            return []
        # As above; and this takes longer than an open page waits for its news.
        from drammenworks.checks.prose import check_document_prose  # noqa: PLC0415
        from drammenworks.preview.bar import document_at  # noqa: PLC0415

        document = document_at(sight.ready.web, site, path)
        if document is None:
            return []
        remarks = sorted(check_document_prose(document, self._root), key=lambda remark: remark.sort_key)
        return [told(remark, self._desk) for remark in remarks]


def _found(sight: Sight, site: str, page: str, files: Collection[str]) -> Iterator[Finding]:
    """Yield what the build found in some files, and in the making of one page."""
    trace = sight.works[site].traces.get(page)
    of_page = trace.result.findings if trace is not None else ()
    return (finding for finding in (*sight.ready.findings, *of_page) if finding.location.path in files)


def _output_path(path: str) -> str:
    """Return the file that the path of a URL asks for, as far as there may be one."""
    file = path[1:]
    return f"{file}{_INDEX}" if not file or file.endswith("/") else file


@lru_cache(maxsize=512)
def _identity(page: Artifact, style: str) -> Identity:
    # Its digest makes sure that another page in the same place is looked at anew.
    return identify(page.read(), style)
