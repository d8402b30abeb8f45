"""Which file system events count as changes, and which folders are watched."""

from __future__ import annotations

import errno
import queue
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest
from watchdog import events
from watchdog.events import FileSystemEvent
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from drammenworks.serve.watcher import Watcher, changed_paths
from tests.serve.conftest import write
from tests.waiting import PATIENCE

# As in serve/watcher.py: pytest has filters of its own.
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

    monkeypatch.setattr("drammenworks.serve.watcher.Observer", Refusing)
    monkeypatch.setattr("drammenworks.serve.watcher._POLL_INTERVAL", 0.05)
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

    monkeypatch.setattr("drammenworks.serve.watcher.Observer", Failing)
    write(tmp_path / "content/news/sak.md", "a")
    with pytest.raises(PermissionError):
        Seen(tmp_path).watcher.start()
