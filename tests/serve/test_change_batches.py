"""Batches of changed paths."""

from __future__ import annotations

import asyncio

import pytest

from drammenworks.serve.change_batches import DEBOUNCE, ChangeQueue, Debounce, complete_or_none
from tests.waiting import PATIENCE


def test_no_changes_are_pending() -> None:
    """Without changes no time remains to wait for."""
    assert Debounce(0.03).remaining(now=5.0) is None


def test_each_change_restarts_the_delay() -> None:
    """Changes are due when the delay has passed since the last one, not since the first."""
    debounce = Debounce(0.5)
    debounce.add("a", now=1.0)
    debounce.add("b", now=1.25)
    assert debounce.remaining(now=1.5) == 0.25
    assert debounce.remaining(now=1.75) == 0
    assert debounce.remaining(now=9.0) == 0


def test_changes_are_drained_once() -> None:
    """A batch contains the changes so far; later ones are in the next batch."""
    debounce = Debounce(0.5)
    debounce.add("a", now=1.0)
    assert debounce.drain() == {"a"}
    assert debounce.remaining(now=2.0) is None
    debounce.add("b", now=2.0)
    assert debounce.drain() == {"b"}


def test_one_save_is_one_change() -> None:
    """The events of one save are in one batch."""

    async def save() -> frozenset[str]:
        now = 0.0
        changes = ChangeQueue(clock=lambda: now)
        waiting = asyncio.create_task(changes.next_batch())
        for name in ("a", "b", "a"):
            # The real time is irrelevant, because the clock is a fake.
            await asyncio.sleep(2 * DEBOUNCE)
            now += DEBOUNCE / 2
            changes.add(name)
        now += DEBOUNCE
        return await waiting

    assert asyncio.run(save()) == {"a", "b"}


def test_changes_during_a_build_are_queued() -> None:
    """A change during a build is in the batch after it."""

    async def build_meanwhile() -> frozenset[str]:
        changes = ChangeQueue()
        changes.add("a")
        await changes.next_batch()
        changes.add("b")
        return await asyncio.wait_for(changes.next_batch(), PATIENCE)

    assert asyncio.run(build_meanwhile()) == {"b"}


def test_a_timeout_loses_no_changes() -> None:
    """Changes after a wait that timed out are in the next batch."""

    async def wait_twice() -> frozenset[str]:
        now = 0.0
        changes = ChangeQueue(clock=lambda: now)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(changes.next_batch(), 0.01)
        changes.add("a")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(changes.next_batch(), 2 * DEBOUNCE)
        now += DEBOUNCE
        return await asyncio.wait_for(changes.next_batch(), PATIENCE)

    assert asyncio.run(wait_twice()) == {"a"}


def test_a_checkout_is_one_batch() -> None:
    """While Git holds its lock there is no batch, however long it pauses between two files."""

    async def check_out() -> frozenset[str]:
        busy = True
        changes = ChangeQueue(is_git_busy=lambda: busy)
        changes.add("a")
        waiting = asyncio.create_task(changes.next_batch())
        await asyncio.sleep(0.15)
        assert not waiting.done()
        changes.add("b")
        busy = False
        return await asyncio.wait_for(waiting, PATIENCE)

    assert asyncio.run(check_out()) == {"a", "b"}


def test_very_many_changes_may_be_incomplete() -> None:
    """A batch with very many files may be incomplete, so it stands for unknown changes."""
    assert complete_or_none({"a", "b"}) == {"a", "b"}
    assert complete_or_none({str(number) for number in range(300)}) is None
