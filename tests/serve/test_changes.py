"""Batches of changed paths."""

from __future__ import annotations

import asyncio

import pytest

from drammenworks.serve.changes import DEBOUNCE, ChangeQueue, Debounce, complete_or_none
from tests.waiting import PATIENCE


def test_nothing_to_wait_for() -> None:
    """Without changes there is no build to wait for."""
    assert Debounce(0.03).remaining(now=5.0) is None


def test_quiet_is_waited_for() -> None:
    """A build comes when there has been quiet since the last change, not since the first."""
    debounce = Debounce(0.5)
    debounce.add("a", now=1.0)
    debounce.add("b", now=1.25)
    assert debounce.remaining(now=1.5) == 0.25
    assert debounce.remaining(now=1.75) == 0
    assert debounce.remaining(now=9.0) == 0


def test_changes_are_taken_once() -> None:
    """A build takes what has changed; what comes after is for the next."""
    debounce = Debounce(0.5)
    debounce.add("a", now=1.0)
    assert debounce.drain() == {"a"}
    assert debounce.remaining(now=2.0) is None
    debounce.add("b", now=2.0)
    assert debounce.drain() == {"b"}


def test_one_save_is_one_change() -> None:
    """The many events of a save are handed over together."""

    async def save() -> frozenset[str]:
        now = 0.0
        changes = ChangeQueue(clock=lambda: now)
        waiting = asyncio.create_task(changes.next_batch())
        for name in ("a", "b", "a"):
            # However long it really takes.
            await asyncio.sleep(2 * DEBOUNCE)
            now += DEBOUNCE / 2
            changes.add(name)
        now += DEBOUNCE
        return await waiting

    assert asyncio.run(save()) == {"a", "b"}


def test_a_change_waits_for_who_is_busy() -> None:
    """What changes while nobody waits, because a build is running, is handed over afterwards."""

    async def build_meanwhile() -> frozenset[str]:
        changes = ChangeQueue()
        changes.add("a")
        await changes.next_batch()
        changes.add("b")
        return await asyncio.wait_for(changes.next_batch(), PATIENCE)

    assert asyncio.run(build_meanwhile()) == {"b"}


def test_giving_up_loses_nothing() -> None:
    """Who stops waiting for changes gets those that come afterwards the next time."""

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


def test_a_checkout_is_one_change() -> None:
    """While Git is at work nothing is handed over, however long it pauses between two files."""

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


def test_many_changes_are_not_named() -> None:
    """When very much has changed, there may be more than was told, and all is looked at."""
    assert complete_or_none({"a", "b"}) == {"a", "b"}
    assert complete_or_none({str(number) for number in range(300)}) is None
