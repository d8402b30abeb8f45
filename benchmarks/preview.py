"""Measure the preview as a browser meets it: from a save to the event that reaches an open page."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.corpus import Entry, Outline, make_outline
from benchmarks.generators import OURS, make
from benchmarks.generators.ours import AT
from benchmarks.sites import Site, make_site
from drammenworks.serve.build_schedule import IDLE
from drammenworks.serve.change_batches import DEBOUNCE

_SAVES = 60
_TITLE_SAVES = 20
"""Fewer than of bodies, because each is awaited until every page that shows the title is ready."""
_STARTS = 5
_TEMPLATE = "themes/benchmark/templates/layout.html"
_CHECKED_OUT = 300
_PAUSE = 0.25
"""Seconds between two saves, more or less: an editor's saves come one by one."""
_LONGEST = 120.0
"""Seconds after which something has gone wrong."""


@dataclass(slots=True)
class Preview:
    """What was measured at one size. All times are in seconds."""

    size: int
    ready: list[float] = field(default_factory=list)
    """From the start of the process until both sites can be visited, with a warm cache."""
    body: list[float] = field(default_factory=list)
    """From a save of one body until the open page has the event, without the debounce."""
    title: list[float] = field(default_factory=list)
    """The same of a save of one title, which more pages than the open one show."""
    template_open: float | None = None
    """The same of the template of all pages, for the page that is open."""
    template_all: float | None = None
    """Until every page is rendered."""
    checkout_builds: int | None = None
    """How many builds a checkout of 300 files set off."""
    checkout_right: bool = False
    """Every page shows what was checked out."""
    memory: list[int] = field(default_factory=list)
    """Bytes in memory before the first save and after the last."""


def measure(size: int, work: Path, progress: Callable[[str], None]) -> Preview:
    """Start the preview of the synthetic site of ``size`` documents, and save files under it."""
    folder = work / "preview" / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    outline = make_outline(size)
    site = make_site(make(OURS, work), outline, folder / "site")
    result = Preview(size)
    with _serving(site.folder):
        # Twice what it waits for before it saves the build state.
        time.sleep(2 * IDLE + size / 2_000)
        progress(f"{size:,} documents: the cache is warm")
    for _ in range(_STARTS):
        started = time.perf_counter()
        with _serving(site.folder):
            result.ready.append(time.perf_counter() - started)
    with _serving(site.folder) as server:
        # What is ready may still come from the cache; edits are saved after the first build.
        server.wait_for_builds(1)
        time.sleep(2 * IDLE + size / 2_000)
        entry = outline.by_kind["article"][len(outline.by_kind["article"]) // 3]
        page = _Page(server.port, entry.url)
        result.memory.append(server.memory())
        _save_bodies(site, entry, page, result)
        _save_titles(site, entry, page, server, result)
        result.memory.append(server.memory())
        progress(f"{size:,} documents: {_SAVES} saves of a body, {_TITLE_SAVES} of a title")
        _save_template(site, page, server, result)
        progress(f"{size:,} documents: a template")
    if size <= 1_000:
        _check_out(site, outline, result)
        progress(f"{size:,} documents: a checkout")
    return result


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that ``share`` of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * int(share * 100) // 100) - 1)]


def _save_bodies(site: Site, entry: Entry, page: _Page, result: Preview) -> None:
    file = site.folder / site.generator.source(entry)
    text = file.read_text(encoding="utf-8")
    for number in range(_SAVES):
        # Not in step with anything that happens at regular intervals.
        time.sleep(_PAUSE * (0.6 + 0.8 * (number * 0.618 % 1)))
        started = time.perf_counter()
        _save(file, f"{text}\nRettelse nummer {number}.\n", in_place=number % 2 == 1)
        result.body.append(page.next_version() - started - DEBOUNCE)
    _save(file, text, in_place=False)
    page.next_version()


def _save_titles(site: Site, entry: Entry, page: _Page, server: _Server, result: Preview) -> None:
    file = site.folder / site.generator.source(entry)
    text = file.read_text(encoding="utf-8")
    time.sleep(1)
    for number in range(_TITLE_SAVES):
        time.sleep(_PAUSE)
        server.builds.clear()
        title = text.replace(f"title: {entry.title}\n", f"title: {entry.title} {number}\n", 1)
        started = time.perf_counter()
        _save(file, title, in_place=number % 2 == 1)
        result.title.append(page.next_version() - started - DEBOUNCE)
        server.wait_for_builds(1)
    _save(file, text, in_place=False)
    page.next_version()


def _save_template(site: Site, page: _Page, server: _Server, result: Preview) -> None:
    file = site.folder / _TEMPLATE
    text = file.read_text(encoding="utf-8")
    time.sleep(1)
    server.builds.clear()
    started = time.perf_counter()
    _save(file, text + "<!-- endret -->\n", in_place=False)
    result.template_open = page.next_version() - started
    result.template_all = server.wait_for_builds(1) - started
    _save(file, text, in_place=False)
    page.next_version()
    server.wait_for_builds(2)


def _check_out(site: Site, outline: Outline, result: Preview) -> None:
    """Change 300 files by a checkout of a different branch, while the preview runs."""
    folder = site.folder.parent / "checkout"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site.folder, folder, ignore=shutil.ignore_patterns("output", ".cache"))
    entries = outline.by_kind["article"][:_CHECKED_OUT]
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "add", "content", "themes")
    _git(folder, "commit", "-q", "-m", "Before")
    _git(folder, "checkout", "-q", "-b", "other")
    for entry in entries:
        file = folder / site.generator.source(entry)
        file.write_text(file.read_text(encoding="utf-8") + "\nFra en annen gren.\n", encoding="utf-8")
    _git(folder, "commit", "-q", "-a", "-m", "After")
    _git(folder, "checkout", "-q", "main")
    with _serving(folder) as server:
        server.wait_for_builds(1)
        time.sleep(1)
        server.builds.clear()
        _git(folder, "checkout", "-q", "other")
        server.wait_for_builds(1)
        time.sleep(2)
        result.checkout_builds = len(server.builds)
        result.checkout_right = all(
            "Fra en annen gren." in _fetch(server.port, entry.url) for entry in entries
        )


def _save(file: Path, text: str, *, in_place: bool) -> None:
    """Save as editors do: some write into the file, some rename a new file over it."""
    if in_place:
        file.write_text(text, encoding="utf-8")
        return
    unfinished = file.with_name(f".{file.name}.swp")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(file)


def _git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org", "-c", "gc.auto=0"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


class _Server:
    """A running preview."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.port = 0
        """Of the first site."""
        self.builds: list[float] = []
        """When each build ended."""
        self._process = process
        self._said: list[str] = []
        self._is_ready = threading.Event()
        threading.Thread(target=self._follow, daemon=True).start()

    def wait_until_ready(self) -> None:
        """Return when it says that the sites can be visited."""
        if not self._is_ready.wait(_LONGEST):
            raise TimeoutError("".join(self._said))

    def memory(self) -> int:
        """Return the bytes that it has in memory (proc(5), VmRSS)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) * 1024 if found else 0

    def wait_for_builds(self, count: int) -> float:
        """Return when the last of so many builds ended."""
        deadline = time.perf_counter() + _LONGEST
        while len(self.builds) < count:
            if time.perf_counter() > deadline:
                raise TimeoutError("the preview does not build")
            time.sleep(0.005)
        return self.builds[count - 1]

    def _follow(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.append(line)
            found = re.fullmatch(r".+: http://127\.0\.0\.1:(\d+)", line.rstrip())
            if found and not self.port:
                self.port = int(found[1])
            if "Ctrl-C" in line:
                self._is_ready.set()
            if line.startswith("Ferdig på"):
                self.builds.append(time.perf_counter())


@contextlib.contextmanager
def _serving(folder: Path) -> Iterator[_Server]:
    """Start the preview, and yield it when it says that it can be visited."""
    command = [sys.executable, "-m", "drammenworks", "--lang", "nb", "serve", "--port", "8350", "--at", AT]
    environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        try:
            server = _Server(process)
            server.wait_until_ready()
            yield server
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(_LONGEST)


class _Page:
    """A page that is open: listens for events, and knows which version it has."""

    def __init__(self, port: int, path: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_LONGEST)
        connection.request("GET", f"/__drammenworks/events?path={urlsplit(path).path}")
        self._connection = connection
        self._stream = connection.getresponse()
        self._version = self._read()[0]

    def next_version(self) -> float:
        """Return when the page received a version that differs from its own."""
        while True:
            version, moment = self._read()
            if version != self._version:
                self._version = version
                return moment

    def _read(self) -> tuple[str, float]:
        while True:
            line = self._stream.readline()
            if not line:
                raise ConnectionError("the preview hung up")
            if line.startswith(b"data: "):
                moment = time.perf_counter()
                return json.loads(line.removeprefix(b"data: "))["page"], moment


def _fetch(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_LONGEST)
    connection.request("GET", path)
    return connection.getresponse().read().decode()
