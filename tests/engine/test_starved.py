"""The real command without room, without permission, and with sources that come and go."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from drammenworks.engine.publish import Artifact, OutputUnwritableError, Publication
from drammenworks.pipeline.build import build
from tests.engine.bench import Bench
from tests.engine.faults import flat, published, put
from tests.engine.versions import BUILD, WRITE, clean_build, write_two
from tests.project import Project, times, tree
from tests.trees import assert_one_of, assert_same


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
    arguments = [*BUILD, "--output", str(output)]
    contents = {version: clean_build(project, version) for version in WRITE}
    WRITE["one"](project)
    assert project.run(*arguments).code == 0
    _fill(small_disk, leave=0)
    before = tree(output), times(output)
    WRITE["two"](project)
    outcome = project.run(*arguments)
    assert outcome.code == 1
    assert outcome.stderr == (
        f"Kan ikke skrive til {output}: det er ikke mer plass på disken. Frigjør plass, og prøv igjen. "
        "Det som er publisert, er som før.\n"
    )
    assert (tree(output), times(output)) == before
    (small_disk / "full").unlink()
    assert project.run(*arguments).code == 0
    assert published(output) == contents["two"]


def test_a_full_disk_costs_no_page_that_was_made(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once there is room, the next build makes the others alone."""
    options = replace(bench.options, output=bench.root / "annen", cache=bench.root / "ny")
    add, room = Publication.add, 5

    def add_while_there_is_room(self: Publication, name: str, artifact: Artifact) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise OutputUnwritableError("fullt")
        add(self, name, artifact)

    with monkeypatch.context() as patched:
        patched.setattr(Publication, "add", add_while_there_is_room)
        with pytest.raises(OutputUnwritableError):
            build(options)
    assert build(options).reused >= 5


def test_a_read_only_output_is_told_of_and_stays(project: Project, small_disk: Path) -> None:
    """Exit code 1, a message for people, and once it may be written the build goes through."""
    output = small_disk / "output"
    arguments = [*BUILD, "--output", str(output)]
    contents = {version: clean_build(project, version) for version in WRITE}
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
    write_two(project)
    (project.root / "output").chmod(0o555)
    (project.root / "output/.drammenworks").chmod(0o555)
    try:
        outcome = project.run(*BUILD)
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
    outcome = project.run(*BUILD, "--cache", str(small_disk / "cache"))
    assert outcome.code == 1, outcome.stderr
    assert "det er ikke mer plass på disken" in outcome.stderr
    assert project.published() == set()


@pytest.mark.slow
def test_a_source_that_comes_and_goes_leaves_the_output_complete(project: Project) -> None:
    """A file is removed while it is being read: the build has it, or has it not, or tells what is wrong."""
    source = project.root / "content/pages/bare-to.md"
    write_two(project)
    hidden = project.root / "away.md"
    contents = {"with it": clean_build(project, "two")}
    source.rename(hidden)
    outcome = project.run(*BUILD, "--output", "without", "--cache", "without-cache")
    assert outcome.code == 0
    contents["without it"] = published(project.root / "without")
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
            outcome = project.run(*BUILD, "--jobs", "1")
            codes.add(outcome.code)
            assert outcome.code in (0, 1), outcome.stderr
            assert_one_of(published(project.root / "output"), {"nothing": {}, **contents}, outcome)
    finally:
        done.set()
        thread.join()
    assert 0 in codes
    project.build()
    assert_same(published(project.root / "output"), contents["without it"])
