"""A whole preview: build, serve, watch, and build again."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from drammenworks.errors import Finding, UsageError
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.preview.session import PreviewSession
from drammenworks.pipeline.preview.shown_sites import BuildObserver
from drammenworks.pipeline.report import Report
from drammenworks.serve.builder_interface import Builder
from drammenworks.serve.change_batches import ChangeQueue
from drammenworks.serve.options import Callbacks, ServeSettings, SiteAddress
from drammenworks.serve.preview_server import PreviewServer
from drammenworks.serve.watcher import Watcher
from tests.serve.conftest import AT, free_port, state_of, write
from tests.waiting import PATIENCE, until

# As in serve/watcher.py: pytest has filters of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

Build = Callable[[Options, frozenset[str] | None], Report]


class FakeBuilder:
    """A builder that returns given reports, and shows nothing."""

    def __init__(self, make: Build) -> None:
        self._make = make

    def build(
        self, options: Options, changed: frozenset[str] | None, observer: BuildObserver, progress: Progress
    ) -> Report:
        return self._make(options, changed)

    def unreported(self) -> list[str]:
        """Return no paths."""
        return []

    def save(self) -> str:
        """Return no generation."""
        return ""

    def forget(self) -> None:
        """Do nothing."""

    def findings_of_pictures(self) -> tuple[Finding, ...]:
        """Return none."""
        return ()

    def stop(self) -> bool:
        """Return that nothing is running."""
        return False


class CallbackRecorder:
    """Records the callbacks of a server, in order."""

    def __init__(self) -> None:
        self.calls: asyncio.Queue[tuple[str, object]] = asyncio.Queue()
        self.findings: list[Finding] = []
        """Those of pictures, which come whenever they are made."""
        self.callbacks = Callbacks(
            progress=lambda: contextlib.nullcontext(_ignore),
            on_build=lambda: self._record("build", None),
            on_report=lambda report, has_pages: self._record("report", (report, has_pages)),
            on_finding=self.findings.append,
            on_ready=lambda addresses: self._record("ready", addresses),
            on_new_site=lambda address: self._record("new site", address),
            on_missing=lambda folders: self._record("missing", list(folders)),
            on_polling=lambda reason: self._record("polling", reason),
            on_fault=lambda error: self._record("fault", error),
        )

    def _record(self, what: str, value: object) -> None:
        self.calls.put_nowait((what, value))

    async def next(self, what: str) -> object:
        """Return the argument of the next callback, which must be ``what``."""
        name, value = await asyncio.wait_for(self.calls.get(), PATIENCE)
        assert name == what, (name, value)
        return value

    async def report(self) -> tuple[Report, bool]:
        """Return the arguments of the next callback, which must be a report: the report and whether there are pages."""
        value = await self.next("report")
        assert isinstance(value, tuple)
        return value

    async def begun(self) -> Sequence[SiteAddress]:
        """Return the addresses, once the first build has ended."""
        calls = dict([await asyncio.wait_for(self.calls.get(), PATIENCE) for _ in ("ready", "report")])
        addresses = calls["ready"]
        assert "report" in calls
        assert isinstance(addresses, tuple)
        return addresses


def _ignore(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@contextlib.asynccontextmanager
async def running(
    project: Path,
    builder: Builder | None = None,
    now: Callable[[], datetime] = lambda: AT,
    port: int = 0,
) -> AsyncIterator[tuple[PreviewServer, CallbackRecorder]]:
    recorder = CallbackRecorder()
    settings = ServeSettings(project, now=now, port=port)
    stop = asyncio.Event()
    with contextlib.closing(PreviewServer(settings, recorder.callbacks, builder=builder)) as server:
        task = asyncio.create_task(server.run(stop))
        try:
            yield server, recorder
        finally:
            stop.set()
            await task


async def fetch(address: str, path: str = "/") -> str:
    """Return the response to a request for a page."""
    port = int(address.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


def test_both_sites_are_built_and_served(project: Path) -> None:
    """Each site is served at its own port, with the address that is reported."""

    async def visit() -> None:
        async with running(project) as (_, recorder):
            by, land = await recorder.begun()
            assert (by.name, land.name) == ("Byen", "Landet")
            assert "<title>Byen</title>" in await fetch(by.url)
            assert "<title>Landet</title>" in await fetch(land.url)

    asyncio.run(visit())


def test_the_script_is_not_on_disk(project: Path) -> None:
    """Served pages contain the script; the files of the build do not, and output/ is not written."""

    async def visit() -> None:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            assert "/__drammenworks/preview.js" in await fetch(by.url)
            files = [file for file in (project / ".cache").rglob("*") if file.is_file()]
            assert len(files) > 4
            assert not [file for file in files if b"__drammenworks" in file.read_bytes()]
            assert server.folder.is_relative_to(project / ".cache" / "preview")
            assert not (project / "output").exists()

    asyncio.run(visit())


def test_a_build_triggers_no_build(project: Path) -> None:
    """The files that a build reads and writes are not changes, so that the loop becomes idle."""

    async def rest() -> None:
        async with running(project) as (_, recorder):
            await recorder.begun()
            write(project / "content/pages/ny.md", "---\ntitle: Ny\nsites: [by]\n---\nNy.\n")
            await recorder.next("build")
            await recorder.next("report")
            await asyncio.sleep(0.2)
            assert recorder.calls.empty()

    asyncio.run(rest())


def test_a_change_during_a_build_leads_to_one_more(project: Path) -> None:
    """Changes during a build lead to one build after it, however many they are."""
    let_go = threading.Semaphore(0)
    begun = threading.Semaphore(0)
    asked: list[frozenset[str] | None] = []

    def slow(options: Options, changed: frozenset[str] | None) -> Report:
        asked.append(changed)
        begun.release()
        assert let_go.acquire(timeout=PATIENCE)
        return Report()

    async def change() -> None:
        async with running(project, FakeBuilder(slow)) as (server, recorder):
            let_go.release()
            await recorder.begun()
            assert begun.acquire(timeout=0)
            server.changes.add("content/a.md")
            await recorder.next("build")
            assert await asyncio.to_thread(begun.acquire, timeout=PATIENCE)
            for name in ("b", "c", "d"):
                server.changes.add(f"content/{name}.md")
                await asyncio.sleep(0.04)
            let_go.release()
            await recorder.next("report")
            await recorder.next("build")
            let_go.release()
            await recorder.next("report")
            await asyncio.sleep(0.1)
            assert recorder.calls.empty()

    asyncio.run(change())
    assert asked == [None, {"content/a.md"}, {"content/b.md", "content/c.md", "content/d.md"}]


def test_an_open_page_is_notified(project: Path) -> None:
    """An open page gets a server-sent event with its new version after a change."""

    async def listen() -> None:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            reader, writer = await asyncio.open_connection("127.0.0.1", by.port)
            writer.write(b"GET /__drammenworks/events?path=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
            before = await _next_state(reader)
            page = project / "content/pages/by-hjem.md"
            write(page, page.read_text(encoding="utf-8").replace("Velkommen.", "Hei."))
            assert (await _next_state(reader))["page"] != before["page"]
            writer.close()
            await writer.wait_closed()

    asyncio.run(listen())


async def _next_state(reader: asyncio.StreamReader) -> dict[str, Any]:
    await asyncio.wait_for(reader.readuntil(b"event: state\ndata: "), PATIENCE)
    state: dict[str, Any] = json.loads(await reader.readline())
    return state


def test_the_clock_goes_on(project: Path) -> None:
    """A build uses the current time, so that an expired page disappears."""
    moment = [AT]
    write(
        project / "content/pages/ny.md",
        "---\ntitle: Ny\nsites: [by]\npublish_at: 2026-11-21 12:00:01\nexpire_at: 2026-11-21 12:30\n---\nNy.\n",
    )

    async def wait() -> None:
        async with running(project, now=lambda: moment[0]) as (server, recorder):
            by, _ = await recorder.begun()
            assert (await fetch(by.url, "/ny/")).startswith("HTTP/1.1 200")
            moment[0] = AT + timedelta(minutes=31)
            server.changes.add("content/pages/ny.md")
            await recorder.next("build")
            await recorder.next("report")
            assert (await fetch(by.url, "/ny/")).startswith("HTTP/1.1 404")

    asyncio.run(wait())


def test_the_clock_alone(project: Path) -> None:
    """Without a changed file, a build follows when a publication date is reached, and not before."""
    builds: list[datetime] = []
    due = AT + timedelta(hours=1)
    moment = [AT]

    def make(options: Options, changed: frozenset[str] | None) -> Report:
        builds.append(options.at)
        return Report(next_change=due if options.at < due else None)

    async def wait(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("drammenworks.serve.build_schedule.IDLE", 0.01)
        monkeypatch.setattr("drammenworks.serve.build_schedule.MAX_WAIT", 0.05)
        async with running(project, FakeBuilder(make), now=lambda: moment[0]) as (_, recorder):
            await recorder.begun()
            await asyncio.sleep(0.2)
            assert recorder.calls.empty()
            moment[0] = due
            await recorder.next("build")
            await recorder.next("report")

    with pytest.MonkeyPatch.context() as monkeypatch:
        asyncio.run(wait(monkeypatch))
    assert builds == [AT, due]


def test_the_last_good_pages_stay(project: Path) -> None:
    """A build with errors leaves the pages unchanged; when the errors are fixed, the new pages appear."""

    async def break_and_mend() -> None:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            page = project / "content/pages/by-hjem.md"
            good = page.read_text(encoding="utf-8")
            write(page, good.replace("Velkommen.", "[Lenke](page:finnes-ikke)"))
            await recorder.next("build")
            report, has_pages = await recorder.report()
            assert report.failed(strict=False)
            assert has_pages
            assert "Velkommen." in await fetch(by.url)
            write(page, good.replace("Velkommen.", "Igjen."))
            await recorder.next("build")
            report, _ = await recorder.report()
            assert not report.failed(strict=False)
            assert "Igjen." in await fetch(by.url)

    asyncio.run(break_and_mend())


def test_a_first_build_with_errors(project: Path) -> None:
    """A preview that starts with errors shows a placeholder, and the pages when the errors are fixed."""

    async def begin_broken() -> None:
        site = project / "content/sites/by.yaml"
        good = site.read_text(encoding="utf-8")
        write(site, good + "ukjent: 1\n")
        async with running(project) as (_, recorder):
            _, has_pages = await recorder.report()
            assert not has_pages
            addresses = await recorder.next("ready")
            assert isinstance(addresses, tuple)
            assert "ikke bygget ennå" in await fetch(addresses[0].url)
            write(site, good)
            await recorder.next("build")
            await recorder.next("report")
            assert "Velkommen." in await fetch(addresses[0].url)

    asyncio.run(begin_broken())


def test_a_missing_folder_is_reported_once(project: Path) -> None:
    """Without content/ there are no builds, which is reported once; when it is back, builds resume."""

    async def take_away() -> None:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            (project / "content").rename(project / "borte")
            server.changes.add("content")
            assert await recorder.next("missing") == ["content"]
            server.changes.add("content")
            await asyncio.sleep(0.1)
            assert recorder.calls.empty()
            assert "Velkommen." in await fetch(by.url)
            (project / "borte").rename(project / "content")
            await recorder.next("build")
            await recorder.next("report")

    asyncio.run(take_away())


def test_a_failed_build_does_not_end_the_preview(project: Path) -> None:
    """A build that fails without a finding is reported, and the next change is built."""
    outcomes: list[Exception | Report] = [Report(), FileNotFoundError("borte"), Report()]

    def make(options: Options, changed: frozenset[str] | None) -> Report:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def fail() -> None:
        async with running(project, FakeBuilder(make)) as (server, recorder):
            await recorder.begun()
            server.changes.add("content/a.md")
            await recorder.next("build")
            assert isinstance(await recorder.next("fault"), FileNotFoundError)
            assert server.preview.overlay.message == "Bygget stanset: borte"
            server.changes.add("content/a.md")
            await recorder.next("build")
            await recorder.next("report")

    asyncio.run(fail())


def test_the_server_does_not_wait_for_its_build(project: Path) -> None:
    """Stopping the preview does not wait for a build, reports that, and shows no more of its progress."""
    begun, let_go, over = (threading.Event() for _ in range(3))
    shown: list[str] = []

    class Slow(FakeBuilder):
        def build(
            self,
            options: Options,
            changed: frozenset[str] | None,
            observer: BuildObserver,
            progress: Progress,
        ) -> Report:
            begun.set()
            # Longer than the test waits for the server to stop.
            assert let_go.wait(2 * PATIENCE)
            progress("lager sider", 1, 1)
            over.set()
            return Report()

    def show(stage: str, done: int, total: int) -> None:
        shown.append(stage)

    async def end() -> bool:
        callbacks = replace(CallbackRecorder().callbacks, progress=lambda: contextlib.nullcontext(show))
        settings = ServeSettings(project, now=lambda: AT, port=0)
        stop = asyncio.Event()
        with contextlib.closing(PreviewServer(settings, callbacks, builder=Slow(_no_build))) as server:
            task = asyncio.create_task(server.run(stop))
            await until(begun.is_set)
            stop.set()
            return await asyncio.wait_for(task, PATIENCE)

    try:
        assert asyncio.run(end())
    finally:
        let_go.set()
    assert over.wait(PATIENCE)
    assert shown == []


def test_the_options_of_a_build(project: Path) -> None:
    """A build has the drafts and the time of the settings and the sites' local URLs, and starts no processes."""
    asked: list[Options] = []

    def make(options: Options, changed: frozenset[str] | None) -> Report:
        asked.append(options)
        return Report()

    async def begin() -> Sequence[SiteAddress]:
        async with running(project, FakeBuilder(make)) as (_, recorder):
            return await recorder.begun()

    addresses = asyncio.run(begin())
    (options,) = asked
    assert options.at == AT
    assert options.drafts
    assert options.jobs == 1
    assert options.base_urls == {address.site: address.url for address in addresses}


def test_no_sites(tmp_path: Path) -> None:
    """A project without sites cannot be previewed, and the message names what is missing."""
    with pytest.raises(UsageError, match="content/sites/"):
        PreviewServer(ServeSettings(tmp_path, now=lambda: AT, port=0), CallbackRecorder().callbacks)


def _no_build(options: Options, changed: frozenset[str] | None) -> Report:
    raise AssertionError


def test_a_build_is_repeated_after_a_full_disk(project: Path) -> None:
    """A build that fails to write is reported, leaves the pages unchanged, and is repeated by itself."""
    room = threading.Event()

    class Full(PreviewSession):
        def build(self, *arguments: Any) -> Report | None:
            if begun and not room.is_set():
                raise OSError(errno.ENOSPC, "No space left on device")
            begun.append(True)
            return super().build(*arguments)

    begun: list[bool] = []

    async def fill_up(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("drammenworks.serve.build_loop.RETRY_AFTER", 0.2)
        async with running(project, Full()) as (server, recorder):
            by, _ = await recorder.begun()
            page = project / "content/pages/by-hjem.md"
            write(page, page.read_text(encoding="utf-8").replace("Velkommen.", "Hei."))
            await recorder.next("build")
            assert isinstance(await recorder.next("fault"), OSError)
            assert "No space left" in server.preview.overlay.message
            assert "Velkommen." in await fetch(by.url)
            room.set()
            await recorder.next("build")
            await recorder.next("report")
            assert server.preview.overlay.is_empty
            assert "Hei." in await fetch(by.url)

    with pytest.MonkeyPatch.context() as monkeypatch:
        asyncio.run(fill_up(monkeypatch))


def test_a_checkout_of_many_files_is_one_build(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """300 files that a checkout writes and moves lead to one build with the right result."""
    monkeypatch.setattr("drammenworks.serve.git_lock.STALE_AFTER", PATIENCE)
    for number in range(300):
        write(project / f"content/pages/side-{number}.md", _page(number, "Før"))
    reported: set[str] = set()
    add = ChangeQueue.add

    def add_and_record(queue: ChangeQueue, path: str) -> None:
        add(queue, path)
        reported.add(path)

    monkeypatch.setattr(ChangeQueue, "add", add_and_record)

    async def check_out() -> None:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            lock = project / ".git/index.lock"
            lock.parent.mkdir()
            lock.touch()
            for number in range(300):
                (project / f"content/pages/side-{number}.md").write_text(_page(number, "Etter"), "utf-8")
                if number % 60 == 0:
                    await asyncio.sleep(0.05)
            (project / "content/pages/side-7.md").rename(project / "content/pages/flyttet.md")
            # The system may report the last files late, which would rightly lead to a second build.
            await until(lambda: "content/pages/flyttet.md" in reported)
            lock.unlink()
            await recorder.next("build")
            report, _ = await recorder.report()
            assert not report.failed(strict=False)
            await asyncio.sleep(0.3)
            assert recorder.calls.empty()
            assert "Etter 299" in await fetch(by.url, "/side-299/")
            assert "Etter 7" in await fetch(by.url, "/flyttet/")
            assert (await fetch(by.url, "/side-7/")).startswith("HTTP/1.1 404")

    asyncio.run(check_out())


def test_a_change_that_the_watcher_misses(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found when the preview is idle."""
    monkeypatch.setattr("drammenworks.serve.build_schedule.IDLE", 0.05)
    monkeypatch.setattr(Watcher, "start", lambda _: None)
    monkeypatch.setattr(Watcher, "rearm", lambda _: [])
    page = project / "content" / "pages" / "by-hjem.md"

    async def miss() -> None:
        async with running(project) as (server, recorder):
            by, _ = await recorder.begun()
            write(page, page.read_text(encoding="utf-8").replace("Velkommen.", "Hei."))
            # It becomes idle after each build, so after one for a file that has not changed, too.
            server.changes.add("content/pages/land-hjem.md")
            while "Hei." not in await fetch(by.url):
                await recorder.next("build")
                await recorder.report()
            await asyncio.sleep(0.3)
            builds = recorder.calls.qsize()
            await asyncio.sleep(0.3)
            assert recorder.calls.qsize() == builds

    asyncio.run(miss())


def _page(number: int, words: str) -> str:
    return f"---\ntitle: Side {number}\nsites: [by]\n---\n{words} {number}.\n"


def test_cached_pages_are_served_first(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing has changed, the pages of the last preview are served before the first build ends."""
    monkeypatch.setattr("drammenworks.serve.build_schedule.IDLE", 0.05)
    let_go = threading.Event()

    class Slow(PreviewSession):
        def build(self, *arguments: Any) -> Report | None:
            assert let_go.wait(PATIENCE)
            return super().build(*arguments)

    async def show_twice() -> None:
        port = free_port()
        async with running(project, port=port) as (server, recorder):
            by, _ = await recorder.begun()
            await until(server.cache_file.exists)
        async with running(project, Slow(), port=port) as (_, recorder):
            assert await recorder.next("ready") == server.addresses
            assert "Velkommen." in await fetch(by.url)
            let_go.set()
            await recorder.next("report")
            assert "Velkommen." in await fetch(by.url)

    asyncio.run(asyncio.wait_for(show_twice(), PATIENCE))


def test_outdated_cached_pages(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file has changed since the last preview, the preview is ready after the first build."""
    monkeypatch.setattr("drammenworks.serve.build_schedule.IDLE", 0.05)

    async def show_twice() -> None:
        port = free_port()
        async with running(project, port=port) as (server, recorder):
            by, _ = await recorder.begun()
            await until(server.cache_file.exists)
        page = project / "content/pages/by-hjem.md"
        write(page, page.read_text(encoding="utf-8").replace("Velkommen.", "Hei."))
        async with running(project, port=port) as (_, recorder):
            await recorder.begun()
            assert "Hei." in await fetch(by.url)

    asyncio.run(asyncio.wait_for(show_twice(), PATIENCE))


@pytest.mark.parametrize("damage", [b"", b"tull", bytes(100)], ids=["empty", "short", "zeros"])
def test_a_damaged_preview_cache(project: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    """A damaged preview cache is ignored."""
    monkeypatch.setattr("drammenworks.serve.build_schedule.IDLE", 0.05)

    async def show_twice() -> None:
        port = free_port()
        async with running(project, port=port) as (server, recorder):
            by, _ = await recorder.begun()
            await until(server.cache_file.exists)
        server.cache_file.write_bytes(damage)
        async with running(project, port=port) as (_, recorder):
            await recorder.begun()
            assert "Velkommen." in await fetch(by.url)

    asyncio.run(asyncio.wait_for(show_twice(), PATIENCE))


def test_a_new_site(project: Path) -> None:
    """A new site gets the next port at once, is built and watched, and the other sites link to it."""

    async def add() -> None:
        async with running(project) as (server, recorder):
            by, land = await recorder.begun()
            text = (project / "content/sites/by.yaml").read_text(encoding="utf-8")
            write(project / "content/sites/vann.yaml", text.replace("by", "vann").replace("Byen", "Vannet"))
            await recorder.next("build")
            vann = await recorder.next("new site")
            assert isinstance(vann, SiteAddress)
            assert (vann.site, vann.name) == ("vann", "Vannet")
            assert vann.port > max(by.port, land.port)
            report, _ = await recorder.report()
            assert report.failed(strict=False)  # It has no front page yet.
            page = project / "content/pages/vann-hjem.md"
            write(page, "---\ntitle: Vannet\ntemplate: home\nsites: [vann]\n---\nVått.\n")
            await recorder.next("build")
            report, _ = await recorder.report()
            assert "vann" in report.sites
            assert "Vått." in await fetch(vann.url)
            state = await state_of(server.preview, "by", "/")
            assert [site["name"] for site in state["sites"]] == ["Byen", "Landet", "Vannet"]
            assert state["sites"][2]["href"] == f"{vann.url}/"
            assert server.addresses == (by, land, vann)

    asyncio.run(add())


def test_no_port_for_a_new_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no port is free, that is reported, and the other sites are built as before."""

    async def add() -> None:
        async with running(project) as (_, recorder):
            by, _ = await recorder.begun()
            monkeypatch.setattr("drammenworks.serve.http_servers.LAST_PORT", 0)
            text = (project / "content/sites/by.yaml").read_text(encoding="utf-8")
            write(project / "content/sites/vann.yaml", text.replace("by", "vann"))
            await recorder.next("build")
            assert "--port" in str(await recorder.next("fault"))
            await recorder.report()
            assert "Velkommen." in await fetch(by.url)

    asyncio.run(add())
