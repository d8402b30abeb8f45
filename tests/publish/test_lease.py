"""One publication at a time."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from drammenworks.publish.folder_store import FolderStore
from drammenworks.publish.lease import FILE, LENGTH, Lease, TargetInUseError
from tests.publish.small_site import NOW


class Clock:
    """The time, which passes while somebody sleeps."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def records(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def lease(records: FolderStore, clock: Clock, told: list[str] | None = None) -> Lease:
    return Lease(records, clock=clock, sleep=clock.sleep, on_wait=told.append if told is not None else None)


def test_a_lease_is_given_back(records: FolderStore) -> None:
    clock = Clock()
    with lease(records, clock):
        assert records.exists(FILE)
    assert not records.exists(FILE)


def test_the_second_waits_for_a_lease_that_ends(records: FolderStore) -> None:
    clock = Clock()
    told: list[str] = []
    lease(records, clock).__enter__()
    with lease(records, clock, told):
        assert LENGTH <= clock.now - NOW <= LENGTH + timedelta(seconds=15)
    assert len(told) == 1
    assert "Venter til" in told[0]


def test_the_second_gives_up_while_the_first_renews(records: FolderStore) -> None:
    clock = Clock()
    first = lease(records, clock)

    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        first.keep()

    with first, pytest.raises(TargetInUseError, match="Noen andre publiserer"):
        Lease(records, clock=clock, sleep=sleep).__enter__()
    assert not records.exists(FILE)


def test_who_stood_still_too_long_stops(records: FolderStore) -> None:
    clock = Clock()
    first = lease(records, clock)
    first.__enter__()
    clock.now += LENGTH
    with lease(records, clock):
        with pytest.raises(TargetInUseError, match="overtok"):
            first.keep()
        first.__exit__(None, None, None)
        # The lease of the second stays.
        assert records.exists(FILE)


def test_a_lease_that_is_renewed_in_time_is_written_rarely(records: FolderStore) -> None:
    clock = Clock()
    with lease(records, clock) as held:
        before = records.read(FILE)
        for _ in range(50):
            clock.sleep(1)
            held.keep()
        assert records.read(FILE) == before
        clock.sleep(11)
        held.keep()
        assert records.read(FILE) != before


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"until": 7}',
        json.dumps({"token": "x", "who": "y", "until": "i dag"}).encode(),
        json.dumps({"token": "x", "who": "y", "until": "2026-11-30T12:00:00"}).encode(),
        b"[" * 100_000,
    ],
)
def test_a_lease_that_nobody_can_read_is_taken_over(records: FolderStore, data: bytes) -> None:
    records.write(FILE, data)
    clock = Clock()
    with lease(records, clock):
        pass
    assert clock.now - NOW < LENGTH


def test_a_lease_until_next_year_is_none(records: FolderStore) -> None:
    """Written by a clock that is wrong, or to keep us from publishing."""
    until = (NOW + timedelta(days=400)).isoformat()
    records.write(FILE, json.dumps({"token": "x", "who": "y", "until": until}).encode())
    clock = Clock()
    with lease(records, clock):
        pass
    assert clock.now - NOW < LENGTH


def test_clocks_may_differ_by_minutes(records: FolderStore) -> None:
    ahead, behind = Clock(), Clock()
    ahead.now += timedelta(minutes=4)
    first = lease(records, ahead)
    first.__enter__()
    with lease(records, behind):
        assert behind.now >= NOW + timedelta(minutes=9)
