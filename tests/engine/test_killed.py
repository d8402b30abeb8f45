"""The real command, killed and starved: what is published is always complete, and the next build mends it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from drammenworks.engine.disk import Disk
from drammenworks.engine.journal import is_interrupted, is_unfinished, recover
from drammenworks.engine.publish import OutputUnwritableError
from tests.engine.faults import flat, published, put
from tests.project import AT, Project, times, tree

KILLS = 50
ENTRY = [sys.executable, "-m", "drammenworks", "build", "--at", AT]

PUBLISH = """
import sys
from pathlib import Path
from tests.engine.faults import put
from tests.engine.test_killed import many_files
trees = many_files(sys.argv[2])
print("ready", flush=True)
put(Path(sys.argv[1]), trees)
"""


def many_files(version: str) -> dict[str, dict[str, bytes]]:
    """Return two trees in which two versions differ in most files, and each has some of its own."""
    texts = {f"page-{number}/index.html": f"{version} {number}".encode() for number in range(400)}
    own = {f"{version}/{number}.html": b"own" for number in range(100)}
    swap = {"swap": b"file"} if version == "one" else {"swap/index.html": b"folder"}
    return {"a": {**texts, **own, **swap, "same": b"same"}, "b": {"index.html": version.encode()}}


def is_complete(output: Path, old: Mapping[str, bytes], new: Mapping[str, bytes], spare: Path) -> bool:
    """Tell whether what a reader sees is one of two builds, or becomes the new one by its journal alone."""
    if not is_interrupted(output):
        return published(output) in (old, new)
    shutil.copytree(output, spare)
    try:
        recover(spare, Disk())
        return published(spare) == new
    finally:
        shutil.rmtree(spare)


@pytest.mark.slow
def test_a_publication_killed_at_random_moments_is_complete_or_completed(tmp_path: Path) -> None:
    """Hundreds of files, so that many kills fall between the first rename and the last."""
    chance = random.Random(1)
    output = tmp_path / "output"
    contents = {version: flat(many_files(version)) for version in ("one", "two")}
    put(output, many_files("one"))
    now, other = "one", "two"
    duration = 0.0
    interrupted = 0
    for kill in range(KILLS + 1):
        with subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(output), other], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            started = time.monotonic()
            if duration:
                time.sleep(chance.uniform(0, duration))
                process.kill()
            process.wait()
        # The first is let be, to learn how long it takes.
        duration = duration or time.monotonic() - started
        interrupted += is_interrupted(output)
        assert is_complete(output, contents[now], contents[other], tmp_path / "spare"), kill
        put(output, many_files(other))
        assert published(output) == contents[other], kill
        assert not is_unfinished(output), kill
        now, other = other, now
    assert interrupted > 0


def _write_one(project: Project) -> None:
    project.write("content/pages/om.md", "---\ntitle: Om oss\nsites: [a, b]\n---\nFørste utgave.\n")
    project.write("content/news/bare-en.md", "---\ntitle: Bare i en\ndate: 2026-11-01\n---\nEn.\n")
    (project.root / "content/pages/bare-to.md").unlink(missing_ok=True)


def _write_two(project: Project) -> None:
    project.write("content/pages/om.md", "---\ntitle: Om oss to\nsites: [a, b]\n---\nAndre utgave.\n")
    project.write("content/pages/bare-to.md", "---\ntitle: Bare i to\nsites: [a]\n---\nTo.\n")
    (project.root / "content/news/bare-en.md").unlink(missing_ok=True)


WRITE: Mapping[str, Callable[[Project], None]] = {"one": _write_one, "two": _write_two}


def _clean(project: Project, version: str) -> dict[str, bytes]:
    """Return what a version of the content gives from nothing."""
    WRITE[version](project)
    folder = project.root / f"clean-{version}"
    outcome = project.run(*ENTRY[3:], "--output", str(folder), "--cache", str(folder / "cache"))
    assert outcome.code == 0, outcome.stderr
    shutil.rmtree(folder / "cache")
    return published(folder)


@pytest.mark.slow
def test_a_build_killed_at_random_moments_is_complete_or_completed(project: Project) -> None:
    """The command, alone or with its workers, at any time of its life; the next build equals a clean one."""
    chance = random.Random(2)
    output = project.root / "output"
    contents = {version: _clean(project, version) for version in WRITE}
    assert contents["one"].keys() != contents["two"].keys()
    WRITE["one"](project)
    project.build()
    now, other = "one", "two"
    duration = 0.0
    for kill in range(KILLS + 1):
        WRITE[other](project)
        with subprocess.Popen(ENTRY, cwd=project.root, start_new_session=True) as process:
            started = time.monotonic()
            if duration:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(chance.uniform(0, duration))
                if kill % 2:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGKILL)
                process.kill()
            process.wait()
        duration = duration or time.monotonic() - started
        assert is_complete(output, contents[now], contents[other], project.root / "spare"), kill
        project.build()
        assert published(output) == contents[other], kill
        assert not is_unfinished(output), kill
        now, other = other, now


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a file system of its own, of half a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextlib.contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)


def _fill(folder: Path, *, leave: int) -> None:
    """Leave so many bytes free."""
    status = os.statvfs(folder)
    (folder / "full").write_bytes(bytes(status.f_bavail * status.f_frsize - leave))


def test_a_disk_with_any_room_left_gives_the_old_build_or_the_new(small_disk: Path) -> None:
    """From no room at all up to enough, a page of memory at a time."""
    old = {"a": {f"{number}/index.html": b"old" * 1000 for number in range(12)}}
    new = {"a": {f"{number}/index.html": b"new" * 1000 for number in range(6, 18)}}
    output = small_disk / "output"
    outcomes = []
    for pages in range(40):
        put(output, old)
        _fill(small_disk, leave=pages * 4096)
        message = ""
        try:
            put(output, new)
        except OutputUnwritableError as error:
            message = str(error)
        assert published(output) == flat(old if message else new)
        assert ("Det som er publisert, er som før." in message) == bool(message)
        outcomes.append(not message)
        (small_disk / "full").unlink()
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {False, True}


def test_a_full_disk_is_told_of_and_the_old_build_stays(project: Project, small_disk: Path) -> None:
    """Exit code 1, a message for people, and once there is room the build goes through."""
    output = small_disk / "output"
    arguments = [*ENTRY[3:], "--output", str(output)]
    contents = {version: _clean(project, version) for version in WRITE}
    WRITE["one"](project)
    assert project.run(*arguments).code == 0
    _fill(small_disk, leave=0)
    before = tree(output), times(output)
    WRITE["two"](project)
    outcome = project.run(*arguments)
    assert outcome.code == 1
    assert outcome.stderr == (
        f"Kan ikke skrive til {output}: det er ikke mer plass på disken. Frigjør plass, og bygg på nytt. "
        "Det som er publisert, er som før.\n"
    )
    assert (tree(output), times(output)) == before
    (small_disk / "full").unlink()
    assert project.run(*arguments).code == 0
    assert published(output) == contents["two"]


def test_a_read_only_output_is_told_of_and_stays(project: Project, small_disk: Path) -> None:
    """Exit code 1, a message for people, and once it may be written the build goes through."""
    output = small_disk / "output"
    arguments = [*ENTRY[3:], "--output", str(output)]
    contents = {version: _clean(project, version) for version in WRITE}
    WRITE["one"](project)
    assert project.run(*arguments).code == 0
    before = tree(output), times(output)
    WRITE["two"](project)
    with _read_only(small_disk):
        outcome = project.run(*arguments)
    assert outcome.code == 1
    assert f"Kan ikke skrive til {output}: den er skrivebeskyttet. " in outcome.stderr
    assert "Det som er publisert, er som før." in outcome.stderr
    assert (tree(output), times(output)) == before
    assert project.run(*arguments).code == 0
    assert published(output) == contents["two"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind root")
def test_an_output_that_belongs_to_somebody_else_is_told_of(project: Project) -> None:
    """Exit code 1, a message for people, and what is published stays."""
    project.build()
    before = published(project.root / "output")
    _write_two(project)
    (project.root / "output").chmod(0o555)
    (project.root / "output/.drammenworks").chmod(0o555)
    try:
        outcome = project.run(*ENTRY[3:])
    finally:
        (project.root / "output").chmod(0o755)
        (project.root / "output/.drammenworks").chmod(0o755)
    assert outcome.code == 1
    assert "du har ikke tilgang" in outcome.stderr
    assert published(project.root / "output") == before


def test_another_disk_inside_the_output_is_told_of(small_disk: Path, tmp_path: Path) -> None:
    """A rename cannot get there, and that is found out before the first one."""
    output = tmp_path / "output"
    put(output, {"a": {"x/y": b"1", "z": b"1"}})
    subprocess.run(["mount", "--bind", small_disk, output / "a/x"], check=True)
    try:
        (small_disk / "y").write_bytes(b"1")
        before = tree(output)
        with pytest.raises(OutputUnwritableError, match="på en annen disk"):
            put(output, {"a": {"x/y": b"2", "z": b"2"}})
        assert tree(output) == before
    finally:
        subprocess.run(["umount", output / "a/x"], check=True)


def test_a_full_cache_is_told_of_and_nothing_is_published(project: Project, small_disk: Path) -> None:
    """Exit code 1 and a message for people; the output is not the half of something."""
    _fill(small_disk, leave=0)
    outcome = project.run(*ENTRY[3:], "--cache", str(small_disk / "cache"))
    assert outcome.code == 1, outcome.stderr
    assert "det er ikke mer plass på disken" in outcome.stderr
    assert project.published() == set()


@pytest.mark.slow
def test_a_source_that_comes_and_goes_leaves_the_output_complete(project: Project) -> None:
    """A file is removed while it is being read: the build has it, or has it not, or tells what is wrong."""
    source = project.root / "content/pages/bare-to.md"
    _write_two(project)
    hidden = source.with_suffix(".away")
    contents = [_clean(project, "two")]
    source.rename(project.root / "away.md")
    outcome = project.run(*ENTRY[3:], "--output", "without", "--cache", "without-cache")
    assert outcome.code == 0
    contents.append(published(project.root / "without"))
    hidden = project.root / "away.md"
    done = threading.Event()

    def come_and_go() -> None:
        chance = random.Random(3)
        while not done.is_set():
            hidden.rename(source)
            time.sleep(chance.uniform(0, 0.01))
            source.rename(hidden)
            time.sleep(chance.uniform(0, 0.01))

    thread = threading.Thread(target=come_and_go)
    thread.start()
    codes = set()
    try:
        for _ in range(40):
            outcome = project.run(*ENTRY[3:], "--jobs", "1")
            codes.add(outcome.code)
            assert outcome.code in (0, 1), outcome.stderr
            assert published(project.root / "output") in ({}, *contents), outcome
    finally:
        done.set()
        thread.join()
    assert 0 in codes
    project.build()
    assert published(project.root / "output") == contents[1]
