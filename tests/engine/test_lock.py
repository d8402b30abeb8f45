"""One build at a time in a folder, whatever becomes of the one that holds it."""

from __future__ import annotations

import os
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.engine.lock import Lock, OutputInUseError
from drammenworks.engine.publish import Artifact, Publication, publish
from tests.engine.faults import published
from tests.project import AT, Project
from tests.trees import assert_same
from tests.waiting import PATIENCE

HOLD = """
import sys, time
from pathlib import Path
from drammenworks.engine.lock import Lock
with Lock(Path("there"), Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""
FORK = """
import os, sys, time
from pathlib import Path
from drammenworks.engine.lock import Lock
with Lock(Path("there"), Path(sys.argv[1])):
    child = os.fork()
    if child == 0:
        time.sleep(60)
    print(child, flush=True)
    time.sleep(60)
"""


def _lock(file: Path, patience: float = 0.0) -> Lock:
    return Lock(Path("there"), file, patience=patience)


def _start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield a process that holds the lock until it is asked to end."""
    with _start(HOLD, str(tmp_path / "lock")) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_another_process_is_kept_out(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """And gets a message for people that names the folder."""
    with pytest.raises(OutputInUseError) as caught, _lock(tmp_path / "lock"):
        pass
    assert str(caught.value) == (
        "En annen bygging holder på i there. Vent til den er ferdig, og prøv på nytt."
    )


def test_a_process_that_ends_lets_go(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """And whoever has patience gets the lock, and a report that there was a wait."""
    waits = []
    assert holder.stdin is not None
    stdin = holder.stdin

    def let_go() -> None:
        waits.append(1)
        stdin.close()

    with Lock(Path("there"), tmp_path / "lock", patience=PATIENCE, on_wait=let_go):
        assert waits == [1]


def test_a_process_that_is_killed_lets_go(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    """The file that it leaves keeps nobody out: there are no stale locks."""
    holder.kill()
    holder.wait()
    assert (tmp_path / "lock").exists()
    with _lock(tmp_path / "lock"):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_worker_that_outlives_its_killed_parent_does_not_keep_the_lock(tmp_path: Path) -> None:
    """A fork inherits what is open, and so it closes the lock that is not its own."""
    with _start(FORK, str(tmp_path / "lock")) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        try:
            with pytest.raises(OutputInUseError), _lock(tmp_path / "lock"):
                pass
            process.kill()
            process.wait()
            # The child may not have come to it yet.
            with _lock(tmp_path / "lock", patience=PATIENCE):
                os.kill(child, 0)
        finally:
            os.kill(child, signal.SIGKILL)


def test_another_thread_of_this_process_is_kept_out(tmp_path: Path) -> None:
    """The preview builds in a thread."""
    with _lock(tmp_path / "lock"), pytest.raises(OutputInUseError), _lock(tmp_path / "lock"):
        pass


def test_no_file_is_left_behind(tmp_path: Path) -> None:
    """The output folder has nothing in it that says when it was built, or by whom."""
    with _lock(tmp_path / "lock"):
        assert (tmp_path / "lock").exists()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_never_held_twice_however_many_come_and_go(tmp_path: Path) -> None:
    """Also when one opens the file just before a different one removes it."""
    holders: list[int] = []
    most = 0

    def come_and_go(number: int) -> None:
        nonlocal most
        for _ in range(200):
            with _lock(tmp_path / "lock", patience=PATIENCE):
                holders.append(number)
                most = max(most, len(holders))
                time.sleep(0)
                holders.remove(number)

    threads = [threading.Thread(target=come_and_go, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_lock_may_be_had_again(tmp_path: Path) -> None:
    """A fault inside lets go of it as well."""
    with pytest.raises(RuntimeError), _lock(tmp_path / "lock"):
        raise RuntimeError
    with _lock(tmp_path / "lock"):
        pass


def test_two_publications_do_not_meet_in_one_folder(tmp_path: Path) -> None:
    """The second fails at once, and the first finishes undisturbed."""
    with Publication(tmp_path) as publication:
        publication.add("a", Artifact("x", b"1"))
        with pytest.raises(OutputInUseError, match=re.escape(str(tmp_path))):
            publish(tmp_path, {"a": [Artifact("x", b"2")]})
        publication.commit()
    assert published(tmp_path) == {"a/x": b"1"}


@pytest.mark.parametrize("folder", ["output", ".cache"])
def test_the_command_says_that_another_build_is_at_work(
    project: Project, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It exits with 1, without a traceback, and publishes nothing."""
    monkeypatch.setattr("drammenworks.cli.build.LOCK_TIMEOUT", 0.1)
    place = project.root / folder
    with Lock(place, place / {"output": ".drammenworks/lock", ".cache": "lock"}[folder]):
        outcome = project.run("build", "--at", AT)
    assert outcome.code == 1
    assert outcome.stderr == (
        f"En annen bygging holder på i {place}. Vent til den er ferdig, og prøv på nytt.\n"
    )
    assert project.published() == set()


def test_two_builds_at_once_both_end_well(project: Project) -> None:
    """The second waits for the first, and then has nothing left to do but look."""
    project.run("build", "--at", AT, "--output", "clean")
    builds = [
        subprocess.Popen(
            [sys.executable, "-m", "drammenworks", "build", "--at", AT, *more],
            cwd=project.root,
            stderr=subprocess.PIPE,
            text=True,
        )
        for more in ((), (), ("--clean",))
    ]
    for build in builds:
        _, errors = build.communicate(timeout=PATIENCE)
        assert build.returncode == 0 or "En annen bygging holder på" in errors
    assert any(build.returncode == 0 for build in builds)
    assert_same(published(project.root / "output"), published(project.root / "clean"))


def test_the_error_survives_pickling() -> None:
    """It may cross processes."""
    error = pickle.loads(pickle.dumps(OutputInUseError(Path("there"))))
    assert error.folder == Path("there")
    assert "there" in str(error)
