"""A lease on a target: one publication at a time, wherever it runs.

A target knows of no processes, so a lock there could outlive its holder. A lease ends by itself, and who
holds it renews it. A run that was killed delays the next one by the rest of its lease, and no more.
"""

from __future__ import annotations

import json
import secrets
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Final

from drammenworks.errors import Phrase
from drammenworks.publish.errors import PublishError, StoreError
from drammenworks.publish.options import OnWait
from drammenworks.publish.store import TargetStore

FILE: Final = "lease.json"
LENGTH: Final = timedelta(minutes=5)
_RENEW_AFTER: Final = timedelta(minutes=1)
_PATIENCE: Final = 2 * LENGTH + timedelta(minutes=1)
"""What a killed run has left of its lease always ends within it."""
_SKEW: Final = LENGTH
"""How much two clocks may differ."""
_ASK_EVERY: Final = 5.0
"""Seconds."""
_SETTLE: Final = 2.0
"""Seconds."""
_MAX_BYTES: Final = 4096


class TargetInUseError(PublishError):
    """Somebody else is publishing to the target."""


@dataclass(frozen=True, slots=True)
class _Holder:
    token: str
    who: str
    until: datetime


class Lease:
    """A lease on a target, held from ``with`` to its end."""

    def __init__(
        self,
        records: TargetStore,
        *,
        target: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
        on_wait: OnWait | None = None,
    ) -> None:
        """Take the store in which the lease is written; nothing is done yet.

        :param target: what is leased, for messages.
        """
        self._records = records
        self._target = target or records.name
        self._clock = clock
        self._sleep = sleep
        self._on_wait = on_wait
        self._token = secrets.token_hex(8)
        self._until = clock()
        self._renewing = threading.Lock()

    def __enter__(self) -> Lease:
        """Get the lease.

        :raises TargetInUseError: if somebody else keeps it.
        """
        deadline = self._clock() + _PATIENCE
        has_told = False
        while not self._try():
            holder = self._holder()
            if self._clock() >= deadline:
                raise TargetInUseError(
                    Phrase(
                        "Noen andre publiserer til {target} nå, fra «{who}», og ingenting er gjort. Prøv "
                        "igjen når de er ferdige.",
                        target=self._target,
                        who=_who(holder),
                    )
                )
            if not has_told and self._on_wait is not None:
                self._on_wait(
                    Phrase(
                        "Venter til «{who}» er ferdig med å publisere til {target}. Er den stanset, tar det "
                        "fem minutter …",
                        target=self._target,
                        who=_who(holder),
                    )
                )
            has_told = True
            self._sleep(_ASK_EVERY)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Give the lease back, if the target can be reached; it ends by itself otherwise."""
        with suppress(StoreError):
            if self._is_ours(self._holder()):
                self._records.remove(FILE)

    def keep(self) -> None:
        """Renew the lease when some of it has passed.

        :raises TargetInUseError: if it has ended, and somebody else has it.
        """
        with self._renewing:
            now = self._clock()
            if now < self._until - LENGTH + _RENEW_AFTER:
                return
            holder = self._holder()
            if not self._is_ours(holder):
                raise TargetInUseError(
                    Phrase(
                        "Publiseringen til {target} stod stille så lenge at «{who}» overtok, og er stanset. "
                        "Kjør den på nytt når de er ferdige.",
                        target=self._target,
                        who=_who(holder),
                    )
                )
            self._until = now + LENGTH
            self._records.write(FILE, self._stored())

    def _try(self) -> bool:
        self._until = self._clock() + LENGTH
        if self._records.create(FILE, self._stored()):
            # Not every store can write on condition. Of two that both wrote, the later one has it.
            return self._is_ours(self._holder())
        holder = self._holder()
        if holder is None:
            # It may be half written.
            self._sleep(_SETTLE)
            holder = self._holder()
        if holder is None or holder.until <= self._clock():
            self._records.remove(FILE)
            if self._records.create(FILE, self._stored()):
                # Somebody who saw the same lease end may have removed ours for it, and written their own.
                self._sleep(_SETTLE)
                return self._is_ours(self._holder())
        return False

    def _holder(self) -> _Holder | None:
        """Return who has the lease; None when nobody has, or nobody can tell."""
        data = self._records.read(FILE, limit=_MAX_BYTES)
        try:
            stored = json.loads(data or b"")
            until = datetime.fromisoformat(stored["until"])
            # One that ends tomorrow was written by a clock that is wrong, or by somebody who means harm.
            is_credible = until <= self._clock() + LENGTH + _SKEW
            return _Holder(str(stored["token"]), str(stored["who"]), until) if is_credible else None
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def _is_ours(self, holder: _Holder | None) -> bool:
        return holder is not None and holder.token == self._token

    def _stored(self) -> bytes:
        return json.dumps(
            {"token": self._token, "who": socket.gethostname(), "until": self._until.isoformat()}
        ).encode()


def _who(holder: _Holder | None) -> str:
    return holder.who if holder is not None else "?"
