"""Frozen values that travel between processes and into the cache."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar


class FastPickle:
    """A base for frozen dataclasses with slots: pickled as the arguments of their constructors.

    What dataclasses do by themselves looks up the fields of each value anew, and takes ten times as long.
    """

    __slots__: tuple[str, ...] = ()

    _values: ClassVar[Callable[[Any], tuple[Any, ...]]]
    """Returns the values of all fields."""

    def __init_subclass__(cls) -> None:
        names = cls.__slots__
        # The getter gives a tuple for several names alone; there are few classes with fewer.
        get = (
            attrgetter(*names)
            if len(names) > 1
            else lambda self: tuple(getattr(self, name) for name in names)
        )
        cls._values = staticmethod(get)

    def __reduce__(self) -> tuple[type[FastPickle], tuple[Any, ...]]:
        cls = self.__class__
        return cls, cls._values(self)
