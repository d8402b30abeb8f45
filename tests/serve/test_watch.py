"""What counts as a change, and when to build because of it."""

from __future__ import annotations

import asyncio
import errno
import os
import queue
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
from watchdog import events
from watchdog.events import FileSystemEvent
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from drammenworks.serve.watch import QUIET, Changes, Debounce, GitLock, Watcher, changed_paths, named
from tests.serve.conftest import write
from tests.waiting import PATIENCE

# As in serve/watch.py: pytest has filters of its own.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")

FOLDER = Path("/hjem/.arbeid/prosjekt/content")
NOTE = f"{FOLDER}/news/sak.md"


@pytest.mark.parametrize(
    "event",
    [
        events.FileCreatedEvent(NOTE),
        events.FileModifiedEvent(NOTE),
        events.FileDeletedEvent(NOTE),
        events.FileModifiedEvent(NOTE.encode()),
        events.FileMovedEvent(NOTE, f"{FOLDER}/news/sak-2.md"),
        events.FileMovedEvent(NOTE, "/tmp/bort.md"),
        events.FileMovedEvent("/tmp/inn.md", NOTE),
        events.FileMovedEvent(f"{FOLDER}/news/.sak.md.swp", NOTE),
        events.FileMovedEvent(NOTE, f"{NOTE}~"),
        events.DirCreatedEvent(f"{FOLDER}/reports"),
        events.DirMovedEvent(f"{FOLDER}/reports", f"{FOLDER}/projects"),
        events.DirDeletedEvent(str(FOLDER)),
    ],
)
def test_changes(event: FileSystemEvent) -> None:
    """Whatever is written, made, moved or removed counts, also when one end of a move is none of ours."""
    assert changed_paths(event, FOLDER)


@pytest.mark.parametrize(
    "event",
    [
        events.FileOpenedEvent(NOTE),
        events.FileClosedNoWriteEvent(NOTE),
        events.FileClosedEvent(NOTE),
        events.FileAttribEvent(NOTE),
        events.DirAttribEvent(str(FOLDER)),
        events.DirModifiedEvent(str(FOLDER)),
        events.FileModifiedEvent(f"{FOLDER}/news/.sak.md.swp"),
        events.FileModifiedEvent(f"{FOLDER}/news/sak.md~"),
        events.FileCreatedEvent(f"{FOLDER}/news/#sak.md#"),
        events.FileCreatedEvent(f"{FOLDER}/news/.#sak.md"),
        events.FileCreatedEvent(f"{FOLDER}/media/foto.jpg.part"),
        events.FileCreatedEvent(f"{FOLDER}/.DS_Store"),
        events.FileModifiedEvent(f"{FOLDER}/.git/index"),
        events.FileMovedEvent(f"{FOLDER}/news/.sak.tmp", f"{FOLDER}/news/.sak.bak"),
        events.FileModifiedEvent("/hjem/.arbeid/prosjekt/.cache/preview/8000/by/index.html"),
    ],
)
def test_no_changes(event: FileSystemEvent) -> None:
    """Reading counts for nothing, nor do editors' own files, or what builds write."""
    assert not changed_paths(event, FOLDER)


def test_a_move_changes_both_ends() -> None:
    """Of a file that was renamed both names are told, and of an editor's own file the one that is ours."""
    moved = events.FileMovedEvent(NOTE, f"{FOLDER}/news/sak-2.md")
    assert changed_paths(moved, FOLDER) == [Path("news/sak.md"), Path("news/sak-2.md")]
    saved = events.FileMovedEvent(f"{FOLDER}/news/.sak.md.swp", NOTE)
    assert changed_paths(saved, FOLDER) == [Path("news/sak.md")]


def test_nothing_to_wait_for() -> None:
    """Without changes there is no build to wait for."""
    assert Debounce(0.03).left(now=5.0) is None


def test_quiet_is_waited_for() -> None:
    """A build comes when there has been quiet since the last change, not since the first."""
    debounce = Debounce(0.5)
    debounce.note("a", now=1.0)
    debounce.note("b", now=1.25)
    assert debounce.left(now=1.5) == 0.25
    assert debounce.left(now=1.75) == 0
    assert debounce.left(now=9.0) == 0


def test_changes_are_taken_once() -> None:
    """A build takes what has changed; what comes after is for the next."""
    debounce = Debounce(0.5)
    debounce.note("a", now=1.0)
    assert debounce.take() == {"a"}
    assert debounce.left(now=2.0) is None
    debounce.note("b", now=2.0)
    assert debounce.take() == {"b"}


def test_one_save_is_one_change() -> None:
    """The many events of a save are handed over together."""

    async def save() -> frozenset[str]:
        now = 0.0
        changes = Changes(clock=lambda: now)
        waiting = asyncio.create_task(changes.settled())
        for name in ("a", "b", "a"):
            # However long it really takes.
            await asyncio.sleep(2 * QUIET)
            now += QUIET / 2
            changes.note(name)
        now += QUIET
        return await waiting

    assert asyncio.run(save()) == {"a", "b"}


def test_a_change_waits_for_who_is_busy() -> None:
    """What changes while nobody waits, because a build is running, is handed over afterwards."""

    async def build_meanwhile() -> frozenset[str]:
        changes = Changes()
        changes.note("a")
        await changes.settled()
        changes.note("b")
        return await asyncio.wait_for(changes.settled(), PATIENCE)

    assert asyncio.run(build_meanwhile()) == {"b"}


def test_giving_up_loses_nothing() -> None:
    """Who stops waiting for changes gets those that come afterwards the next time."""

    async def wait_twice() -> frozenset[str]:
        now = 0.0
        changes = Changes(clock=lambda: now)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(changes.settled(), 0.01)
        changes.note("a")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(changes.settled(), 2 * QUIET)
        now += QUIET
        return await asyncio.wait_for(changes.settled(), PATIENCE)

    assert asyncio.run(wait_twice()) == {"a"}


def test_a_checkout_is_one_change() -> None:
    """While Git is at work nothing is handed over, however long it pauses between two files."""

    async def check_out() -> frozenset[str]:
        busy = True
        changes = Changes(is_git_busy=lambda: busy)
        changes.note("a")
        waiting = asyncio.create_task(changes.settled())
        await asyncio.sleep(0.15)
        assert not waiting.done()
        changes.note("b")
        busy = False
        return await asyncio.wait_for(waiting, PATIENCE)

    assert asyncio.run(check_out()) == {"a", "b"}


@pytest.mark.parametrize("kind", ["repository", "worktree", "none"])
def test_where_git_has_its_lock(tmp_path: Path, kind: str) -> None:
    """The lock is found in a repository above the project and in the folder of a worktree; an old one is none."""
    root = tmp_path / "arbeid" / "prosjekt"
    root.mkdir(parents=True)
    git = tmp_path / "arbeid" / ".git"
    if kind == "repository":
        git.mkdir()
    elif kind == "worktree":
        git.write_text("gitdir: ../lager/worktrees/arbeid\n", encoding="utf-8")
        git = tmp_path / "lager/worktrees/arbeid"
        git.mkdir(parents=True)
    is_busy = GitLock(root)
    assert not is_busy()
    if kind != "none":
        (git / "index.lock").touch()
        assert is_busy()
        os.utime(git / "index.lock", (0, 0))
        assert not is_busy()


def test_many_changes_are_not_named() -> None:
    """When very much has changed, there may be more than was told, and all is looked at."""
    assert named({"a", "b"}) == {"a", "b"}
    assert named({str(number) for number in range(300)}) is None


class Seen:
    """The changes that a watcher tells."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths: queue.Queue[str] = queue.Queue()
        self.reasons: list[str] = []
        self.watcher = Watcher(root, self.paths.put, self.reasons.append)

    def expect(self, name: str) -> None:
        """Wait until a change of ``name`` is told, or of a folder that it is in, in which then all is looked at."""
        while not PurePath(name).is_relative_to(self.paths.get(timeout=PATIENCE)):
            pass


@pytest.fixture
def seen(tmp_path: Path) -> Iterator[Seen]:
    root = tmp_path.resolve()
    write(root / "content/news/sak.md", "a")
    write(root / "themes/enkel/theme.yaml", "a")
    seen = Seen(root)
    seen.watcher.start()
    yield seen
    seen.watcher.stop()


def test_both_folders_are_watched(seen: Seen) -> None:
    """Changes below content/ and themes/ are told, also in folders that are new."""
    (seen.root / "content/news/sak.md").write_text("b")
    seen.expect("content/news/sak.md")
    write(seen.root / "content/reports/ny/index.md", "b")
    seen.expect("content/reports/ny/index.md")
    write(seen.root / "themes/enkel/theme.yaml", "b")
    seen.expect("themes/enkel/theme.yaml")


def test_reading_is_not_told(seen: Seen) -> None:
    """A build reads everything, and does not set off the next by it."""
    (seen.root / "content/news/sak.md").read_bytes()
    write(seen.root / ".cache/preview/index.html", "a")
    write(seen.root / "content/news/.sak.md.swp", "a")
    write(seen.root / "content/news/slutt.md", "a")
    assert seen.paths.get(timeout=PATIENCE) == "content/news/slutt.md"


def test_nothing_to_rearm(seen: Seen) -> None:
    """As long as the folders stay, looking after them is no change."""
    assert seen.watcher.rearm() == []


@pytest.mark.parametrize("way", ["moved", "deleted"])
def test_a_folder_that_comes_back(seen: Seen, way: str) -> None:
    """A folder that goes away is told, so is its return, and then it is watched again."""
    content, away = seen.root / "content", seen.root / "borte"
    content.rename(away)
    if way == "deleted":
        for path in sorted(away.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        away.rmdir()
    assert seen.watcher.rearm() == ["content"]
    assert seen.watcher.rearm() == []
    write(content / "news/sak.md", "b")
    assert seen.watcher.rearm() == ["content"]
    write(content / "news/ny.md", "c")
    seen.expect("content/news/ny.md")


def test_a_folder_that_is_exchanged(seen: Seen) -> None:
    """Another folder in the place of the old, as after a checkout, is a change and is watched."""
    content = seen.root / "content"
    content.rename(seen.root / "gammel")
    write(content / "news/sak.md", "b")
    assert seen.watcher.rearm() == ["content", "content"]
    write(content / "news/ny.md", "c")
    seen.expect("content/news/ny.md")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE])
def test_too_few_watches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Where the system will not tell of changes, that is said, and they are found all the same."""

    class Refusing(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, *_: object, **__: object) -> ObservedWatch:
            raise OSError(code, "inotify watch limit reached")

    monkeypatch.setattr("drammenworks.serve.watch.Observer", Refusing)
    monkeypatch.setattr("drammenworks.serve.watch._POLL_EVERY", 0.05)
    root = tmp_path.resolve()
    write(root / "content/news/sak.md", "a")
    seen = Seen(root)
    seen.watcher.start()
    try:
        assert seen.reasons == ["inotify watch limit reached"]
        write(root / "content/news/sak.md", "lengre enn før")
        seen.expect("content/news/sak.md")
    finally:
        seen.watcher.stop()


def test_another_error_is_no_reason_to_poll(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with a folder is not mended by looking at it every second."""

    class Failing(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, *_: object, **__: object) -> ObservedWatch:
            raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("drammenworks.serve.watch.Observer", Failing)
    write(tmp_path / "content/news/sak.md", "a")
    with pytest.raises(PermissionError):
        Seen(tmp_path).watcher.start()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"gitdir: a\x00b"])
def test_a_git_file_that_makes_no_sense(tmp_path: Path, data: bytes) -> None:
    """A file where Git's folder would be, that no Git has written, keeps nobody from watching."""
    (tmp_path / ".git").write_bytes(data)
    assert GitLock(tmp_path)() is False
