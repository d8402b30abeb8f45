"""The real command, killed: what is published is always complete, and the next build mends it."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from drammenworks.engine.checksummed import pack, unpack
from drammenworks.engine.folder_scan import TreeSnapshot
from drammenworks.engine.journal import is_interrupted, is_unfinished, recover
from drammenworks.engine.output_filesystem import FileSystem
from drammenworks.engine.publish import Published
from tests.engine.faults import flat, published, put
from tests.engine.versions import ENTRY, WRITE, clean_build
from tests.project import Project
from tests.trees import Tree, assert_one_of, assert_same

KILLS = 50
ALL = 1_000_000
"""More changes than there are."""
PUBLISH = """
import sys
from pathlib import Path
from tests.engine.faults import DeadlyFileSystem, put, resume
from tests.engine.test_killed import load_snapshots, many_files
output, new, old, changes, snapshots = sys.argv[1:]
filesystem = DeadlyFileSystem(int(changes))
arguments = (many_files(old), load_snapshots(Path(snapshots))) if snapshots else None
print("ready", flush=True)
if arguments is None:
    put(Path(output), many_files(new), filesystem=filesystem)
else:
    resume(Path(output), many_files(new), *arguments, filesystem=filesystem)
print(filesystem.made)
"""


def many_files(version: str) -> dict[str, dict[str, bytes]]:
    """Return two trees in which two versions differ in most files, and each has some of its own."""
    texts = {f"page-{number}/index.html": f"{version} {number}".encode() for number in range(400)}
    own = {f"{version}/{number}.html": b"own" for number in range(100)}
    swap = {"swap": b"file"} if version == "one" else {"swap/index.html": b"folder"}
    return {"a": {**texts, **own, **swap, "same": b"same"}, "b": {"index.html": version.encode()}}


def save_snapshots(outcome: Mapping[str, Published], file: Path) -> None:
    """Store how the trees look."""
    file.write_bytes(pack({name: tuple(tree.snapshot or ()) for name, tree in outcome.items()}))


def load_snapshots(file: Path) -> dict[str, TreeSnapshot]:
    """Return the stored snapshots."""
    snapshots: Any = unpack(file.read_bytes())
    return {name: TreeSnapshot(*snapshot) for name, snapshot in snapshots.items()}


def assert_complete(output: Path, old: Tree, new: Tree, spare: Path, kill: int) -> None:
    """Check that what a reader sees is one of two builds, or becomes the new one by its journal alone."""
    if not is_interrupted(output):
        assert_one_of(published(output), {"old": old, "new": new}, f"Kill {kill}")
        return
    shutil.copytree(output, spare)
    recover(spare, FileSystem())
    assert_same(published(spare), new, f"Kill {kill}, recovered")
    shutil.rmtree(spare)


@pytest.mark.slow
@pytest.mark.parametrize("resumed", [False, True], ids=["restated", "resumed"])
def test_a_publication_killed_at_random_moments_is_complete_or_completed(
    tmp_path: Path, resumed: bool
) -> None:
    """Hundreds of files, so that many kills fall between the first rename and the last."""
    snapshots = tmp_path / "snapshots"
    chance = random.Random(1)
    output = tmp_path / "output"
    contents = {version: flat(many_files(version)) for version in ("one", "two")}
    save_snapshots(put(output, many_files("one")), snapshots)
    now, other = "one", "two"
    duration, changes = 0.0, 0
    interrupted = 0
    for kill in range(KILLS + 1):
        # Half of the kills come from outside, at a moment of the clock; half come between two changes.
        # Most changes are the renames, which are over in an instant.
        last = ALL if kill % 2 or not changes else chance.randrange(changes)
        with subprocess.Popen(
            [
                *(sys.executable, "-c", PUBLISH, str(output), other, now, str(last)),
                str(snapshots) if resumed else "",
            ],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            started = time.monotonic()
            if kill % 2:
                time.sleep(chance.uniform(0, duration))
                process.kill()
            process.wait()
            # The first is let be, to learn how long it takes, and how much it does.
            duration = duration or time.monotonic() - started
            changes = changes or int(process.stdout.read())
        interrupted += is_interrupted(output)
        assert_complete(output, contents[now], contents[other], tmp_path / "spare", kill)
        save_snapshots(put(output, many_files(other)), snapshots)
        assert_same(published(output), contents[other], f"After kill {kill}")
        assert not is_unfinished(output), kill
        now, other = other, now
    assert interrupted >= KILLS // 10


@pytest.mark.slow
def test_a_build_killed_at_random_moments_is_complete_or_completed(project: Project) -> None:
    """The command, alone or with its workers, at any time of its life; the next build equals a clean one."""
    chance = random.Random(2)
    output = project.root / "output"
    contents = {version: clean_build(project, version) for version in WRITE}
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
        assert_complete(output, contents[now], contents[other], project.root / "spare", kill)
        project.build()
        assert_same(published(output), contents[other], f"After kill {kill}")
        assert not is_unfinished(output), kill
        now, other = other, now
