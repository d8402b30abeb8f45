"""What rendering one page asked, passed explicitly to whatever may ask."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import datetime
from typing import Any

Question = tuple[Any, ...]


class UnforeseenError(Exception):
    """Something was asked that what is known has no answer to; all must be found out anew."""


class Recorder:
    """Collects what a job asked, what it wants made for it, and until when its result holds."""

    __slots__ = ("_wanted", "asked", "holds_until")

    def __init__(self) -> None:
        self.asked: dict[Question, Any] = {}
        """What was asked, each once, in the order of asking, and the answers."""
        self._wanted: dict[Hashable, None] = {}
        self.holds_until: datetime | None = None
        """The next instant at which the result may be another; None when the clock has no part in it."""

    @property
    def wanted(self) -> tuple[Hashable, ...]:
        """What was wanted, each once, in the order of asking."""
        return tuple(self._wanted)

    def note(self, question: Question, answer: Any) -> None:
        """Note that the result depends on the answer to a question."""
        self.asked[question] = answer

    def want(self, item: Hashable) -> None:
        """Ask for something to be made in a later wave, such as a size of a picture."""
        self._wanted[item] = None

    def hold_until(self, moment: datetime | None) -> None:
        """Note that something read holds until ``moment`` only."""
        if moment is not None and (self.holds_until is None or moment < self.holds_until):
            self.holds_until = moment
