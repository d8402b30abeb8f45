"""Which build of a site a page is of, and the open pages that are told when there is a newer one."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

from drammenworks.base.digests import digest_parts

EVENTS_PATH = "/__drammenworks/events"
SCRIPT_PATH = "/__drammenworks/reload.js"
SCRIPT_FILE = Path(__file__).with_name("reload.js")

_RETRY = 500
"""Milliseconds until a browser tries again after the preview was stopped; browsers' own choice is 3000."""


def build_id(folder: Path) -> str:
    """Return an id that is another once a file of the site has been written or removed.

    It comes from the files alone, so that a restarted preview of the same site has the same.
    """
    facts = []
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where, name)
            try:
                found = path.stat()
            except OSError:
                continue
            facts.append(f"{path.relative_to(folder).as_posix()}\0{found.st_size}\0{found.st_mtime_ns}")
    return digest_parts(*sorted(facts))


def with_script(html: bytes, build: str) -> bytes:
    """Return a page with the script that reloads it, as the last thing of its body."""
    tag = f'<script src="{SCRIPT_PATH}" data-build="{build}"></script>\n'.encode()
    end = html.lower().rfind(b"</body>")
    if end < 0:
        end = len(html)
    return html[:end] + tag + html[end:]


class Channel:
    """Tells all open pages of a site which build is the newest. Belongs to the loop's thread."""

    def __init__(self, build: str) -> None:
        self.build = build
        """The id of the newest build."""
        self._news = asyncio.Event()

    def announce(self, build: str) -> None:
        """Say that there is a new build."""
        self.build = build
        told, self._news = self._news, asyncio.Event()
        told.set()

    async def stream(self) -> AsyncIterator[bytes]:
        """Yield a server-sent event with the newest build's id: at once, and whenever it is another.

        A page that is slow to listen misses no more than the builds between.
        """
        yield f"retry: {_RETRY}\n\n".encode()
        while True:
            news = self._news
            yield f"event: build\ndata: {self.build}\n\n".encode()
            await news.wait()
