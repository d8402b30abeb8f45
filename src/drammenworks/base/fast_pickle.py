"""Fast pickling of frozen values, for other processes and for the cache."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar


class FastPickle:
    """A base of frozen dataclasses with slots, which are pickled as the arguments of their constructors.

    The default of dataclasses looks up the fields for each value, which takes ten times as long.
    """

    __slots__: tuple[str, ...] = ()

    _values: ClassVar[Callable[[Any], tuple[Any, ...]]]
    """Returns the values of all fields."""

    def __init_subclass__(cls) -> None:
        names = cls.__slots__
        # attrgetter returns a tuple only for two names or more.
        get = (
            attrgetter(*names)
            if len(names) > 1
            else lambda self: tuple(getattr(self, name) for name in names)
        )
        cls._values = staticmethod(get)

    def __reduce__(self) -> tuple[type[FastPickle], tuple[Any, ...]]:
        cls = self.__class__
        return cls, cls._values(self)
