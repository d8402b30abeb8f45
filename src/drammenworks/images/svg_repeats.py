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
        return self._size(_WHOLE, {}, ()) > _MOST

    def _size(self, part: str, known: dict[str, int], way: tuple[str, ...]) -> int:
        if part in way:
            # Browsers show nothing of what shows itself.
            return 0
        if len(way) > _LONGEST:
            return _MOST + 1
        if part not in known:
            inner = (self._size(other, known, (*way, part)) for other in self.shown[part])
            known[part] = min(self.sizes[part] + sum(inner), _MOST + 1)
        return known[part]
