"""Frozen values that travel between processes and into the cache."""

from __future__ import annotations

from typing import Any


class Packed:
    """A base for frozen dataclasses with slots: pickled as the arguments of their constructors.

    What dataclasses do by themselves looks up the fields of each value anew, and takes five times as long.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Packed], tuple[Any, ...]]:
        return self.__class__, tuple([getattr(self, name) for name in self.__slots__])
