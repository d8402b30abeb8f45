"""Debian's Chromium, and a folder for it to look at: for the pictures of the documents, and for the tests."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Playwright

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
_PATIENCE = 120_000
"""Milliseconds that a busy machine has to start it."""


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS, timeout=_PATIENCE)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with the files of a folder, and says nothing of it."""

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Let a browser hang up on a picture that it no longer needs."""
        with contextlib.suppress(ConnectionError):
            super().handle()


@contextlib.contextmanager
def served(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serve a folder on a free port of this machine, and yield its address, without a slash at the end."""
    answer = functools.partial(handler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
