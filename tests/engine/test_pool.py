"""Workers: the same results however many there are, and what becomes of jobs whose worker dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from drammenworks.engine.pool import Pool, ProcessPool, SerialPool, WorkerLostError

METHODS = sorted({"fork", "spawn"} & set(multiprocessing.get_all_start_methods()))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a process cannot kill itself there")


@dataclass(frozen=True)
class Doubler:
    """Doubles its job, but dies over some of them."""

    folder: Path
    dies_once: frozenset[int] = frozenset()
    dies_always: frozenset[int] = frozenset()
    fails: frozenset[int] = frozenset()

    def __call__(self, job: int) -> int:
        seen = self.folder / str(job)
        first = not seen.exists()
        with seen.open("a", encoding="utf-8") as log:
            log.write(".")
        if job in self.dies_always or (job in self.dies_once and first):
            os.kill(os.getpid(), signal.SIGKILL)
        if job in self.fails:
            raise ValueError(f"not {job}")
        return 2 * job

    def times(self, job: int) -> int:
        """Return how often a job was begun."""
        return len((self.folder / str(job)).read_text(encoding="utf-8"))


def results(pool: Pool, function: Doubler, jobs: Sequence[int], *, chunk: int) -> dict[int, int]:
    """Return the results by position, each of which must come once."""
    found: dict[int, int] = {}
    for part in pool.map(function, jobs, chunk=chunk):
        for position, result in part:
            assert position not in found
            found[position] = result
    return found


@pytest.mark.parametrize("pool", [SerialPool(), *(ProcessPool(3, method) for method in METHODS)])
@pytest.mark.parametrize("chunk", [1, 4, 100])
def test_every_job_is_done_once(tmp_path: Path, pool: Pool, chunk: int) -> None:
    """Whoever does it, and however many at a time."""
    doubler = Doubler(tmp_path)
    jobs = list(range(10, 30))
    assert results(pool, doubler, jobs, chunk=chunk) == {at: 2 * job for at, job in enumerate(jobs)}
    assert {doubler.times(job) for job in jobs} == {1}


@pytest.mark.parametrize("method", METHODS)
def test_the_work_of_a_killed_worker_is_done_again(tmp_path: Path, method: str) -> None:
    """As when the system is short of memory for a moment."""
    doubler = Doubler(tmp_path, dies_once=frozenset({3, 11}))
    assert results(ProcessPool(2, method), doubler, range(16), chunk=4) == {job: 2 * job for job in range(16)}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("chunk", [1, 8])
def test_the_job_that_kills_its_worker_twice_is_named(tmp_path: Path, method: str, chunk: int) -> None:
    """Its neighbours are innocent: they are done one by one, and none of them is named."""
    doubler = Doubler(tmp_path, dies_always=frozenset({5}))
    with pytest.raises(WorkerLostError, match=r"\A5\Z"):
        results(ProcessPool(2, method), doubler, range(16), chunk=chunk)
    # Once with its neighbours, if it had any, and twice alone.
    assert doubler.times(5) == (2 if chunk == 1 else 3)


def test_neighbours_of_a_deadly_job_are_done(tmp_path: Path) -> None:
    """A worker that died once over several jobs does not make them suspect."""
    doubler = Doubler(tmp_path, dies_once=frozenset({2, 5, 7}))
    assert results(ProcessPool(1, "fork"), doubler, range(8), chunk=8) == {job: 2 * job for job in range(8)}


@pytest.mark.parametrize("method", METHODS)
def test_an_error_in_a_worker_is_raised_here(tmp_path: Path, method: str) -> None:
    """With where it happened, which its traceback here cannot tell."""
    doubler = Doubler(tmp_path, fails=frozenset({6}))
    with pytest.raises(ValueError, match="not 6") as caught:
        results(ProcessPool(2, method), doubler, range(16), chunk=4)
    assert any("__call__" in note for note in caught.value.__notes__)
