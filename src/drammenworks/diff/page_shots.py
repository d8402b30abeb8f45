"""Pictures of pages before and after, taken by the Chromium of this machine, if it has one.

The pages may be those of a stranger: the browser reaches the two folders alone, and no link out of them.
"""

from __future__ import annotations

import base64
import functools
import http.server
import io
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final
from urllib.parse import quote

from PIL import Image

from drammenworks.diff.site_difference import SiteDifference

MAX_PAGES: Final = 12
"""Pages of which pictures are taken: what a reader can notice comes first."""
_SECONDS: Final = 60.0
"""In which all pictures are taken; the rest is left out."""
_PATIENCE: Final = 20.0
"""Seconds for one picture."""
_SIZE: Final = (1200, 1600)
_WIDTH: Final = 600
_QUALITY: Final = 70
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_ARGUMENTS: Final = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--mute-audio",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # It talks to nobody but this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    # Pictures and fades have come by then: this time passes when nothing is being loaded.
    "--blink-settings=lazyLoadEnabled=false",
    "--virtual-time-budget=5000",
    "--disable-checker-imaging",
    "--run-all-compositor-stages-before-draw",
    f"--window-size={_SIZE[0]},{_SIZE[1]}",
)


@dataclass(frozen=True, slots=True)
class Shots:
    """The top of a page before and after, as ``data:`` URLs; empty where there is none."""

    before: str
    after: str


def find_chromium() -> str | None:
    """Return the path of a browser that can take pictures; None when there is none."""
    found = (shutil.which(name) for name in _NAMES)
    return next((path for path in found if path), None) or next(
        (path for path in _PLACES if Path(path).is_file()), None
    )


def take_shots(
    chromium: str, base: Path, head: Path, differences: Sequence[SiteDifference]
) -> Mapping[tuple[str, str], Shots]:
    """Return pictures of pages that differ, by the name of their site and their address.

    :param base: the folder of all sites before; or of the only one, which then has no name.
    :param head: after.
    """
    ends = time.monotonic() + _SECONDS
    taken: dict[tuple[str, str], Shots] = {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch, ExitStack() as servers:
        camera = _Camera(chromium, Path(scratch))
        urls: dict[tuple[Path, str], str] = {}
        for site, path, is_new in _worth_seeing(differences):
            if len(taken) == MAX_PAGES or time.monotonic() > ends:
                break
            sides = []
            for folder in (base, head):
                if (folder, site) not in urls:
                    urls[folder, site] = servers.enter_context(served(folder / site if site else folder))
                is_there = folder is head or not is_new
                sides.append(camera.take(urls[folder, site] + quote(path)) if is_there else "")
            if any(sides):
                taken[site, path] = Shots(*sides)
    return taken


def _worth_seeing(differences: Sequence[SiteDifference]) -> Iterator[tuple[str, str, bool]]:
    """Yield the name of a site, the address of a page, and whether it is new: what matters most first."""
    for site in differences:
        yield from ((site.name, page.path, False) for page in site.changed)
    for site in differences:
        yield from ((site.name, path, True) for path, _ in site.added)
    for site in differences:
        yield from ((site.name, page.path, False) for page in site.around)
        yield from ((site.name, path, False) for path in site.templates_only)


class _Camera:
    def __init__(self, chromium: str, scratch: Path) -> None:
        self._command = [chromium, *_ARGUMENTS, f"--user-data-dir={scratch / 'profile'}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            # Chromium has no sandbox for root, as in containers.
            self._command.append("--no-sandbox")
        self._picture = scratch / "page.png"

    def take(self, url: str) -> str:
        """Return a picture of the page at a URL; empty when it cannot be taken."""
        self._picture.unlink(missing_ok=True)
        with suppress(OSError, subprocess.SubprocessError, ValueError):
            subprocess.run(
                [*self._command, f"--screenshot={self._picture}", url],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=True,
            )
            return _data_url(self._picture)
        return ""


def _data_url(picture: Path) -> str:
    with Image.open(picture) as image:
        small = image.convert("RGB")
    small.thumbnail((_WIDTH, small.height))
    data = io.BytesIO()
    small.save(data, "WEBP", quality=_QUALITY)
    return f"data:image/webp;base64,{base64.b64encode(data.getvalue()).decode()}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with the files of a folder, with no list of them, and follows no link out of it."""

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """Answer that there is nothing."""
        self.send_error(http.HTTPStatus.NOT_FOUND)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Answer with a file, or that there is none when it lies outside the folder."""
        if Path(self.translate_path(self.path)).resolve().is_relative_to(Path(self.directory).resolve()):
            return super().send_head()
        self.send_error(http.HTTPStatus.NOT_FOUND)
        return None


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and yield its URL, without a slash at the end."""
    answer = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
