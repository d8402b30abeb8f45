"""Ctrl-C in the shell: the build ends at once, with all its workers, and nothing has happened."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.engine.versions import ENTRY
from tests.project import Project, tree
from tests.trees import assert_same
from tests.waiting import PATIENCE

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/task").exists(), reason="nothing else tells who a process's children are"
)

_LONG = "En *lang* tekst med [en lenke](https://example.com/) og `kode`, og så videre.\n\n" * 1_000
_FILES = 96
"""Several times as many as a worker gets at a time; parsing them all takes some seconds."""


def children(process: int) -> list[int]:
    """Return the processes that a process has started, and that still are."""
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def _heed_interrupts() -> None:
    """A process in the background of a shell, as the tests may be, ignores them, and so do those it starts."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _worked() -> float:
    """Return the seconds of a processor that processes started here have used, those that are over."""
    import resource  # Windows has none.

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def is_there(process: int) -> bool:
    """Tell whether a process is still there."""
    return Path(f"/proc/{process}").exists()


def test_an_interrupted_build_ends_at_once(project: Project) -> None:
    """No worker outlives it, the output is as it was, and the next build knows nothing of it."""
    project.build()
    before = tree(project.root / "output")
    written = [
        project.write(f"content/news/lang-{number}.md", f"---\ntitle: Lang\ndate: 2026-01-01\n---\n{_LONG}")
        for number in range(_FILES)
    ]
    before_it = _worked()
    with subprocess.Popen(
        [*ENTRY, "--jobs", "2"],
        cwd=project.root,
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509
    ) as process:
        deadline = time.monotonic() + PATIENCE
        while len(workers := children(process.pid)) < 2:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not any(is_there(worker) for worker in workers)
    # Parsing the rest would take ten times as much work as was done; the clock on the wall says nothing of that.
    assert _worked() - before_it < 5
    assert_same(tree(project.root / "output"), before)
    for file in written:
        file.unlink()
    assert project.build()["rendered"] == 0
    assert_same(tree(project.root / "output"), before)
