"""Count what a drawing shows when all that it shows again is written out.

``<use>``, patterns, markers and masks show another part of the drawing. A dozen groups that each show the
next one ten times are a few hundred bytes, and a billion shapes for whoever looks at them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

_MOST = 200_000
"""Elements; the largest maps have some tens of thousands."""
_LONGEST = 100
"""Parts that show each other in a row."""
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)")
_WHOLE = ""
"""Stands for the drawing itself; no id is empty."""


@dataclass(slots=True)
class Repeats:
    """What each named part of a drawing holds, and what it shows of others."""

    open: list[str | None] = field(default_factory=lambda: [_WHOLE])
    """The ids of the elements that are open; None for one without."""
    sizes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    shown: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def start(self, attributes: Mapping[str, str]) -> None:
        """Note the start of an element, with what is left of its attributes."""
        self.open.append(attributes.get("id"))
        references = [part for value in attributes.values() for part in _REFERENCE.findall(value)]
        if "href" in attributes and attributes["href"].startswith("#"):
            references.append(attributes["href"][1:])
        for part in self.open:
            if part is not None:
                self.sizes[part] += 1
                self.shown[part] += references

    def end(self) -> None:
        """Note the end of the element that was begun last."""
        self.open.pop()

    @property
    def are_too_many(self) -> bool:
        """Tell whether nobody could look at the drawing."""
        return _Count(self).of(_WHOLE) > _MOST


class _Count:
    """Counts elements, each part once as far as possible."""

    def __init__(self, repeats: Repeats) -> None:
        self._repeats = repeats
        self._known: dict[str, int] = {}
        self._way: list[str] = []
        """The parts that show each other, from the whole to the one that is counted."""
        self._patience = _MOST
        """How many parts may still be counted: those of rings are counted again and again."""

    def of(self, part: str) -> int:
        """Return how many elements a part shows; about ``_MOST`` when they are more than that."""
        return self._count(part)[0]

    def _count(self, part: str) -> tuple[int, int]:
        """Return the number, and the place on the way of the first part that was left out for a ring."""
        if part in self._known:
            return self._known[part], len(self._way)
        if part in self._way:
            # Browsers show nothing of what shows itself.
            return 0, self._way.index(part)
        self._patience -= 1
        if len(self._way) > _LONGEST or self._patience < 0:
            return _MOST + 1, 0
        place, ring = len(self._way), len(self._way)
        self._way.append(part)
        total = self._repeats.sizes[part]
        for other in self._repeats.shown[part]:
            size, first = self._count(other)
            total, ring = min(total + size, _MOST + 1), min(ring, first)
        self._way.pop()
        # What is left out for a ring above is shown when the part is come to in another way.
        if ring >= place or total > _MOST:
            self._known[part] = total
        return total, ring
