"""A cache that machines share, behind the one on this machine.

What is read is checked twice: the entry of an action by its signature, the bytes by their digest. All that
goes wrong (no answer, a slow one, garbage) means that a thing is not there, and is made here. A store that
fails a few times is left alone for the rest of the run: a build waits for it some seconds at the most.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from drammenworks.engine.sharing.bounded import run_bounded
from drammenworks.engine.sharing.entries import (
    LONGEST,
    CacheEntry,
    entry_of,
    holds,
    read_entry,
    write_entry,
)
from drammenworks.engine.sharing.keys import Keys
from drammenworks.engine.sharing.stores import RemoteStore
from drammenworks.errors import DrammenworksError, Phrase

PATIENCE = 3.0
"""Seconds that a build may lose to a store that does not answer."""

_J = TypeVar("_J")
_R = TypeVar("_R")

_THREADS = 16
_FAILURES = 3
"""After so many the store is left alone."""
_SECONDS_PER_OFFER, _BYTES_PER_SECOND = 0.05, 1_000_000
"""How long storing may take: the machine that does so works for all others."""
_LONGEST_REASON = 80
"""Characters of what a library says."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run had of the shared cache."""

    fetched: int
    stored: int
    rejected: int
    """What was refused: not signed by a trusted key, or other bytes than were signed."""


@dataclass(frozen=True, slots=True)
class _Offer:
    actions: tuple[str, ...]
    content: bytes | Path

    def size(self) -> int:
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size


class SharedCache:
    """The shared cache of a run. Only in the process that opened it: a worker has none."""

    def __init__(self, store: RemoteStore, keys: Keys, *, is_read: bool = True) -> None:
        """Ask nothing yet.

        :param keys: with a private one, what is made here is stored for others.
        :param is_read: whether anything is taken from it.
        """
        self.is_graph_taken = False
        """A graph was looked for in it: one that turns out to be damaged is not taken once more."""
        self._store = store
        self._keys = keys
        self._is_read = is_read and bool(keys.trusted)
        self._lock = threading.Lock()
        self._offers: list[_Offer] = []
        self._fetched = self._stored = self._rejected = self._failures = 0
        self._reason: str = ""
        """Why it is left alone; empty while it is not."""

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        return (_none, ())

    @property
    def is_read(self) -> bool:
        """Whether anything may be taken from it."""
        return self._is_read and not self._reason

    @property
    def is_filled(self) -> bool:
        """Whether what is made here is stored for others."""
        return self._keys.private is not None and not self._reason

    @property
    def counts(self) -> Counts:
        """What this run had of it until now."""
        return Counts(self._fetched, self._stored, self._rejected)

    def remarks(self) -> list[str]:
        """Return what whoever builds should know."""
        remarks: list[str] = []
        if self._rejected:
            remarks.append(
                Phrase(
                    "Avvist fra det delte lageret: {count}. De er ikke hele, eller ikke signert med en "
                    "nøkkel i cache-keys.txt, og ble laget her i stedet.",
                    count=self._rejected,
                )
            )
        if self._reason:
            remarks.append(
                Phrase(
                    "Det delte lageret svikter ({reason}) og brukes ikke mer denne gangen. Resultatet "
                    "er det samme.",
                    reason=self._reason,
                )
            )
        return remarks

    # --- reading ----------------------------------------------------------------------------------

    def fetch(self, actions: Sequence[str], *, limit: int, seconds: float) -> Iterator[tuple[int, bytes]]:
        """Yield the bytes of those actions that somebody has stored, by position, in any order.

        :param limit: bytes of the largest; what is larger is not taken.
        :param seconds: for all of them; what has not come by then will be made here.
        """
        if not self.is_read or not actions:
            return
        missing = len(actions)
        for position, data in self._run(lambda action: self._read(action, limit), actions, seconds):
            missing -= 1
            if data is not None:
                self._fetched += 1
                yield position, data
        if missing:
            self._leave_alone(Phrase("det er for tregt"))

    def has(self, action: str) -> bool:
        """Tell whether somebody has stored the bytes of an action; also when nothing is taken from it."""
        found = self._run(self._find, [action], PATIENCE)
        return any(entry is not None for _, entry in found)

    def _read(self, action: str, limit: int) -> bytes | None:
        entry = self._find(action)
        if entry is None or entry.size > limit:
            return None
        data = self._guarded(lambda: self._store.get(f"cas/{entry.digest}", entry.size))
        if data is None:
            return None
        if not holds(entry, data):
            self._reject()
            return None
        return data

    def _find(self, action: str) -> CacheEntry | None:
        stored = self._guarded(lambda: self._store.get(f"ac/{action}", LONGEST))
        if stored is None:
            return None
        entry = read_entry(action, stored, self._keys)
        if entry is None:
            self._reject()
        return entry

    # --- storing ----------------------------------------------------------------------------------

    def offer(self, content: bytes | Path, *actions: str) -> None:
        """Store what was made here for others, when the build is over.

        :param content: the bytes, or a file that has them then.
        """
        if self.is_filled:
            self._offers.append(_Offer(actions, content))

    def finish(self) -> None:
        """Store what was offered. Processes side by side store the same bytes under the same names."""
        offers, self._offers = self._offers, []
        if not offers or not self.is_filled:
            return
        size = 0
        for offer in offers:
            size += self._guarded(offer.size) or 0
        seconds = PATIENCE + _SECONDS_PER_OFFER * len(offers) + size / _BYTES_PER_SECOND
        finished = [is_stored for _, is_stored in self._run(self._put, offers, seconds)]
        self._stored += sum(finished)
        if len(finished) < len(offers):
            self._leave_alone(Phrase("det er for tregt"))

    def _put(self, offer: _Offer) -> bool:
        def put() -> bool:
            data = offer.content if isinstance(offer.content, bytes) else offer.content.read_bytes()
            entry = entry_of(data)
            # The entry last: whoever finds it finds the bytes.
            self._store.put(f"cas/{entry.digest}", data)
            for action in offer.actions:
                self._store.put(f"ac/{action}", write_entry(action, entry, self._keys))
            return True

        return self._guarded(put) or False

    def _run(self, work: Callable[[_J], _R], jobs: Sequence[_J], seconds: float) -> Iterator[tuple[int, _R]]:
        try:
            yield from run_bounded(work, jobs, threads=_THREADS, seconds=seconds)
        finally:
            # No connection is open while workers are forked.
            self._store.close()

    # --- what goes wrong --------------------------------------------------------------------------

    def _guarded(self, ask: Callable[[], _R]) -> _R | None:
        """Return what the store answers; None when it fails, or is left alone."""
        if self._reason:
            return None
        try:
            return ask()
        except Exception as error:
            # Whatever a library raises, the build goes on without.
            with self._lock:
                self._failures += 1
                # Who does not answer once would be waited for again and again.
                is_enough = self._failures >= _FAILURES or isinstance(error, TimeoutError)
            if is_enough:
                self._leave_alone(_reason_of(error))
            return None

    def _reject(self) -> None:
        with self._lock:
            self._rejected += 1

    def _leave_alone(self, reason: str) -> None:
        with self._lock:
            self._reason = self._reason or reason


def _none() -> None:
    """Return what a worker has in place of a shared cache."""


def _reason_of(error: Exception) -> str:
    """Return why, without anything that a URL may contain: there are passwords in some."""
    if isinstance(error, DrammenworksError):
        return error.message
    if isinstance(error, TimeoutError):
        return Phrase("det svarer ikke")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:_LONGEST_REASON]
    return type(error).__name__
