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
    """Creating, writing, moving and deleting an input file count, also when only one end of a move is one."""
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
    """Reading does not count, nor do temporary files of editors, or files that builds write."""
    assert not changed_paths(event, FOLDER)


def test_a_move_changes_both_ends() -> None:
    """A renamed file counts by both names; a renamed temporary file, by the name of the input file alone."""
    moved = events.FileMovedEvent(NOTE, f"{FOLDER}/news/sak-2.md")
    assert changed_paths(moved, FOLDER) == [Path("news/sak.md"), Path("news/sak-2.md")]
    saved = events.FileMovedEvent(f"{FOLDER}/news/.sak.md.swp", NOTE)
    assert changed_paths(saved, FOLDER) == [Path("news/sak.md")]


class WatchedProject:
    """A watcher, and the changes that it reports."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.paths: queue.Queue[str] = queue.Queue()
        self.reasons: list[str] = []
        self.watcher = Watcher(root, self.paths.put, self.reasons.append)

    def expect(self, name: str) -> None:
        """Wait until a change of ``name`` is reported, or of a folder that contains it."""
        while not PurePath(name).is_relative_to(self.paths.get(timeout=PATIENCE)):
            pass


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[WatchedProject]:
    root = tmp_path.resolve()
    write(root / "content/news/sak.md", "a")
    write(root / "themes/enkel/theme.yaml", "a")
    watched = WatchedProject(root)
    watched.watcher.start()
    yield watched
    watched.watcher.stop()


def test_both_folders_are_watched(watched: WatchedProject) -> None:
    """Changes below content/ and themes/ are reported, also in new folders."""
    (watched.root / "content/news/sak.md").write_text("b")
    watched.expect("content/news/sak.md")
    write(watched.root / "content/reports/ny/index.md", "b")
    watched.expect("content/reports/ny/index.md")
    write(watched.root / "themes/enkel/theme.yaml", "b")
    watched.expect("themes/enkel/theme.yaml")


def test_reading_is_not_reported(watched: WatchedProject) -> None:
    """Reading a file is no change, so that a build does not trigger the next."""
    (watched.root / "content/news/sak.md").read_bytes()
    write(watched.root / ".cache/preview/index.html", "a")
    write(watched.root / "content/news/.sak.md.swp", "a")
    write(watched.root / "content/news/slutt.md", "a")
    assert watched.paths.get(timeout=PATIENCE) == "content/news/slutt.md"


def test_nothing_to_rearm(watched: WatchedProject) -> None:
    """While the folders are the same, there is nothing to report."""
    assert watched.watcher.rearm() == []


@pytest.mark.parametrize("way", ["moved", "deleted"])
def test_a_folder_that_comes_back(watched: WatchedProject, way: str) -> None:
    """The removal and the return of a folder are reported, and then it is watched again."""
    content, away = watched.root / "content", watched.root / "borte"
    content.rename(away)
    if way == "deleted":
        for path in sorted(away.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        away.rmdir()
    assert watched.watcher.rearm() == ["content"]
    assert watched.watcher.rearm() == []
    write(content / "news/sak.md", "b")
    assert watched.watcher.rearm() == ["content"]
    write(content / "news/ny.md", "c")
    watched.expect("content/news/ny.md")


def test_a_replaced_folder(watched: WatchedProject) -> None:
    """A folder that replaces the old one, as after a checkout, is reported and watched."""
    content = watched.root / "content"
    content.rename(watched.root / "gammel")
    write(content / "news/sak.md", "b")
    assert watched.watcher.rearm() == ["content", "content"]
    write(content / "news/ny.md", "c")
    watched.expect("content/news/ny.md")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE])
def test_too_few_watches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """When the system cannot report changes, that is reported, and the folders are polled."""

    class Refusing(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, *_: object, **__: object) -> ObservedWatch:
            raise OSError(code, "inotify watch limit reached")

    monkeypatch.setattr("drammenworks.serve.watcher.Observer", Refusing)
    monkeypatch.setattr("drammenworks.serve.watcher.POLL_INTERVAL", 0.05)
    root = tmp_path.resolve()
    write(root / "content/news/sak.md", "a")
    watched = WatchedProject(root)
    watched.watcher.start()
    try:
        assert watched.reasons == ["inotify watch limit reached"]
        write(root / "content/news/sak.md", "lengre enn før")
        watched.expect("content/news/sak.md")
    finally:
        watched.watcher.stop()


def test_other_errors_do_not_lead_to_polling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of a different kind is raised: polling would not help."""

    class Failing(Observer):  # type: ignore[misc, valid-type]
        def schedule(self, *_: object, **__: object) -> ObservedWatch:
            raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("drammenworks.serve.watcher.Observer", Failing)
    write(tmp_path / "content/news/sak.md", "a")
    with pytest.raises(PermissionError):
        WatchedProject(tmp_path).watcher.start()
