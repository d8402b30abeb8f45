"""The loop: build, serve, watch, and build again."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from drammenworks.errors import UsageError
from drammenworks.pipeline.build import build
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.report import Report, SiteReport
from drammenworks.serve.options import Address, Callbacks, Settings
from drammenworks.serve.session import Session
from tests.serve.conftest import write

# As in serve/watch.py: pytest has filters of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

AT = datetime.fromisoformat("2026-11-21T12:00:00+01:00")
Build = Callable[[Options, Progress], Report]


class Listener:
    """Remembers what a session tells, in order."""

    def __init__(self) -> None:
        self.told: asyncio.Queue[tuple[str, object]] = asyncio.Queue()
        self.callbacks = Callbacks(
            progress=lambda: contextlib.nullcontext(_ignore),
            on_build=lambda: self._tell("build", None),
            on_report=lambda report, has_pages: self._tell("report", (report, has_pages)),
            on_ready=lambda addresses: self._tell("ready", addresses),
            on_missing=lambda folders: self._tell("missing", list(folders)),
            on_fault=lambda error: self._tell("fault", error),
        )

    def _tell(self, what: str, value: object) -> None:
        self.told.put_nowait((what, value))

    async def next(self, what: str) -> object:
        """Return what is told next, which must be ``what``."""
        told, value = await asyncio.wait_for(self.told.get(), 30)
        assert told == what, (told, value)
        return value

    async def report(self) -> tuple[Report, bool]:
        """Return the report that is told next, and whether there were pages."""
        value = await self.next("report")
        assert isinstance(value, tuple)
        return value

    async def begun(self) -> Sequence[Address]:
        """Wait for the first build to end."""
        await self.next("report")
        addresses = await self.next("ready")
        assert isinstance(addresses, tuple)
        return addresses


def _ignore(stage: str, done: int, total: int) -> None:
    """Show nothing."""


@contextlib.asynccontextmanager
async def running(project: Path, make: Build = build) -> AsyncIterator[tuple[Session, Listener]]:
    listener = Listener()
    settings = Settings(project, clock=lambda: AT, port=0)
    stop = asyncio.Event()
    with contextlib.closing(Session(settings, listener.callbacks, build=make)) as session:
        task = asyncio.create_task(session.run(stop))
        try:
            yield session, listener
        finally:
            stop.set()
            await task


async def fetch(address: str) -> str:
    """Return the body of a page."""
    port = int(address.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer.decode()


def published(written: int) -> Report:
    return Report(sites={"by": SiteReport(2, 2, written, 0), "land": SiteReport(2, 2, 0, 0)})


def test_both_sites_are_built_and_served(project: Path) -> None:
    """Each site is served at a port of its own, with addresses that lead there."""

    async def visit() -> None:
        async with running(project) as (_, listener):
            by, land = await listener.begun()
            assert (by.name, land.name) == ("Byen", "Landet")
            assert "<title>Byen</title>" in await fetch(by.url)
            assert "<title>Landet</title>" in await fetch(land.url)

    asyncio.run(visit())


def test_the_script_is_not_on_disk(project: Path) -> None:
    """Pages carry the script when they are served; the files of the build do not, and output/ is let be."""

    async def visit() -> None:
        async with running(project) as (session, listener):
            by, _ = await listener.begun()
            assert "/__drammenworks/reload.js" in await fetch(by.url)
            files = [file for file in session.output.rglob("*") if file.is_file()]
            assert files
            assert not [file for file in files if b"__drammenworks" in file.read_bytes()]
            assert session.output.is_relative_to(project / ".cache" / "preview")
            assert not (project / "output").exists()

    asyncio.run(visit())


def test_a_build_sets_off_no_other(project: Path) -> None:
    """What a build reads and writes is no change, so that the loop comes to rest."""

    async def rest() -> None:
        async with running(project) as (_, listener):
            await listener.begun()
            write(project / "content/pages/ny.md", "---\ntitle: Ny\nsites: [by]\n---\nNy.\n")
            await listener.next("build")
            await listener.next("report")
            await asyncio.sleep(0.2)
            assert listener.told.empty()

    asyncio.run(rest())


def test_a_change_during_a_build_leads_to_one_more(project: Path) -> None:
    """What changes while a build runs is built afterwards, in one build however much it was."""
    let_go = threading.Semaphore(0)
    begun = threading.Semaphore(0)

    def slow(options: Options, progress: Progress) -> Report:
        begun.release()
        assert let_go.acquire(timeout=10)
        return published(1)

    async def change() -> None:
        async with running(project, slow) as (session, listener):
            let_go.release()
            await listener.begun()
            assert begun.acquire(timeout=0)
            session.changes.note(project / "content/a.md")
            await listener.next("build")
            assert await asyncio.to_thread(begun.acquire, timeout=10)
            for name in ("b", "c", "d"):
                session.changes.note(project / f"content/{name}.md")
                await asyncio.sleep(0.04)
            let_go.release()
            await listener.next("report")
            await listener.next("build")
            let_go.release()
            await listener.next("report")
            await asyncio.sleep(0.1)
            assert listener.told.empty()

    asyncio.run(change())


def test_pages_are_told_when_their_site_was_published(project: Path) -> None:
    """After a build only the sites of which it wrote something get a new id."""
    written = iter([0, 1, 0])

    def make(options: Options, progress: Progress) -> Report:
        count = next(written)
        if count:
            write(options.output / "by" / "index.html", "ny")
        return published(count)

    async def follow() -> None:
        async with running(project, make) as (session, listener):
            await listener.begun()
            ids = [(session.channels["by"].build, session.channels["land"].build)]
            for _ in range(2):
                session.changes.note(project / "content/a.md")
                await listener.next("build")
                await listener.next("report")
                await asyncio.sleep(0)
                ids.append((session.channels["by"].build, session.channels["land"].build))
            assert ids[0][0] != ids[1][0]
            assert ids[1][0] == ids[2][0]
            assert len({land for _, land in ids}) == 1

    asyncio.run(follow())


def test_an_open_page_hears_of_a_build(project: Path) -> None:
    """A server-sent event with the new id reaches who listens, after a change of the content."""

    async def listen() -> None:
        async with running(project) as (_, listener):
            by, _ = await listener.begun()
            reader, writer = await asyncio.open_connection("127.0.0.1", by.port)
            writer.write(b"GET /__drammenworks/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            before = await _next_id(reader)
            write(project / "content/pages/ny.md", "---\ntitle: Ny\nsites: [by]\n---\nNy.\n")
            assert await _next_id(reader) != before
            writer.close()
            await writer.wait_closed()

    asyncio.run(listen())


async def _next_id(reader: asyncio.StreamReader) -> str:
    await asyncio.wait_for(reader.readuntil(b"event: build\ndata: "), 10)
    return (await reader.readline()).decode().strip()


def test_the_last_good_pages_stay(project: Path) -> None:
    """A build with errors leaves the pages as they were; when they are mended, the new ones come."""

    async def break_and_mend() -> None:
        async with running(project) as (_, listener):
            by, _ = await listener.begun()
            page = project / "content/pages/by-hjem.md"
            good = page.read_text(encoding="utf-8")
            write(page, good.replace("Velkommen.", "[Lenke](page:finnes-ikke)"))
            await listener.next("build")
            report, has_pages = await listener.report()
            assert report.failed(strict=False)
            assert has_pages
            assert "Velkommen." in await fetch(by.url)
            write(page, good.replace("Velkommen.", "Igjen."))
            await listener.next("build")
            report, _ = await listener.report()
            assert not report.failed(strict=False)
            assert "Igjen." in await fetch(by.url)

    asyncio.run(break_and_mend())


def test_a_first_build_with_errors(project: Path) -> None:
    """A preview that begins with errors has no pages yet, says so, and shows them when mended."""

    async def begin_broken() -> None:
        site = project / "content/sites/by.yaml"
        good = site.read_text(encoding="utf-8")
        write(site, good + "ukjent: 1\n")
        async with running(project) as (_, listener):
            _, has_pages = await listener.report()
            assert not has_pages
            addresses = await listener.next("ready")
            assert isinstance(addresses, tuple)
            assert "ikke bygget ennå" in await fetch(addresses[0].url)
            write(site, good)
            await listener.next("build")
            await listener.next("report")
            assert "Velkommen." in await fetch(addresses[0].url)

    asyncio.run(begin_broken())


def test_a_missing_folder_is_told_once(project: Path) -> None:
    """Without content/ nothing is built, which is told once; when it is back, building goes on."""

    async def take_away() -> None:
        async with running(project) as (session, listener):
            by, _ = await listener.begun()
            (project / "content").rename(project / "borte")
            session.changes.note(project / "content")
            assert await listener.next("missing") == ["content"]
            session.changes.note(project / "content")
            await asyncio.sleep(0.1)
            assert listener.told.empty()
            assert "Velkommen." in await fetch(by.url)
            (project / "borte").rename(project / "content")
            await listener.next("build")
            await listener.next("report")

    asyncio.run(take_away())


def test_a_fault_ends_nothing(project: Path) -> None:
    """A build that fails without a finding is told, and the next change is built."""
    outcomes: list[Exception | Report] = [published(0), FileNotFoundError("borte"), published(0)]

    def make(options: Options, progress: Progress) -> Report:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def fail() -> None:
        async with running(project, make) as (session, listener):
            await listener.begun()
            session.changes.note(project / "content/a.md")
            await listener.next("build")
            assert isinstance(await listener.next("fault"), FileNotFoundError)
            session.changes.note(project / "content/a.md")
            await listener.next("build")
            await listener.next("report")

    asyncio.run(fail())


def test_a_session_does_not_wait_for_its_build(project: Path) -> None:
    """Ending the preview cuts a build short instead of waiting for it, says so, and shows no more of it."""
    let_go, over = threading.Event(), threading.Event()
    shown: list[str] = []

    def slow(options: Options, progress: Progress) -> Report:
        assert let_go.wait(timeout=10)
        progress("lager sider", 1, 1)
        over.set()
        return published(1)

    def show(stage: str, done: int, total: int) -> None:
        shown.append(stage)

    async def end() -> bool:
        callbacks = replace(Listener().callbacks, progress=lambda: contextlib.nullcontext(show))
        settings = Settings(project, clock=lambda: AT, port=0)
        stop = asyncio.Event()
        with contextlib.closing(Session(settings, callbacks, build=slow)) as session:
            task = asyncio.create_task(session.run(stop))
            await asyncio.sleep(0.05)
            stop.set()
            return await asyncio.wait_for(task, 5)

    try:
        assert asyncio.run(end())
    finally:
        let_go.set()
    assert over.wait(timeout=10)
    assert shown == []


def test_a_build_is_asked_for_as_the_settings_say(project: Path) -> None:
    """Builds show the drafts and the time asked for, at the sites' addresses here, and start no processes."""
    asked: list[Options] = []

    def make(options: Options, progress: Progress) -> Report:
        asked.append(options)
        return published(0)

    async def begin() -> Sequence[Address]:
        async with running(project, make) as (_, listener):
            return await listener.begun()

    addresses = asyncio.run(begin())
    (options,) = asked
    assert options.at == AT
    assert options.drafts
    assert options.jobs == 1
    assert options.base_urls == {address.site: address.url for address in addresses}


def test_no_sites(tmp_path: Path) -> None:
    """A project without sites cannot be previewed, and the message says what is missing."""
    with pytest.raises(UsageError, match="content/sites/"):
        Session(Settings(tmp_path, clock=lambda: AT, port=0), Listener().callbacks)
