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

import pytest

from drammenworks.engine.disk import Disk
from drammenworks.engine.journal import is_interrupted, is_unfinished, recover
from tests.engine.faults import flat, published, put
from tests.engine.versions import ENTRY, WRITE, clean_build
from tests.project import Project

KILLS = 50
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
            [sys.executable, "-c", PUBLISH, str(output), other],
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
            elif kill:
                # The renames are over soon; half of the moments are among them.
                while process.poll() is None and not is_interrupted(output):
                    pass
                time.sleep(chance.uniform(0, 0.02))
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
        assert is_complete(output, contents[now], contents[other], project.root / "spare"), kill
        project.build()
        assert published(output) == contents[other], kill
        assert not is_unfinished(output), kill
        now, other = other, now
