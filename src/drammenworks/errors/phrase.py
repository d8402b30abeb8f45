"""Text for people that can be said in another language when it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

Translate = Callable[[str], str]
"""Says a text in the reader's language. ``str`` is one: it says everything in bokmål."""

MAX_PARAMETER = 400
"""Characters of a parameter that are told: enough for a list of choices, and never a whole file."""

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
"""What could steer a terminal, begin a line that GitHub takes for a command, or turn text around."""


class PhraseSource(NamedTuple):
    """How a phrase was put together."""

    one: str
    """In bokmål, with ``{placeholders}``: what catalogues of translations are keyed by."""
    many: str | None
    """The same for any other number than one, when there is a number in it."""
    number: int
    params: tuple[tuple[str, str], ...]
    """What fills the placeholders; phrases among them are said in the same language."""


class Phrase(str):
    """Text in bokmål that remembers its wording.

    Wherever text is wanted it is the bokmål text. Only the one who prints it needs to know of languages.

    :raises KeyError: if a placeholder has no parameter.
    """

    __slots__ = ("wording",)

    wording: PhraseSource

    def __new__(cls, wording: str, /, **params: object) -> Phrase:
        """Return the phrase of a wording in bokmål, with its placeholders filled."""
        return cls._make(PhraseSource(wording, None, 1, _sorted_texts(params)))

    @classmethod
    def _make(cls, wording: PhraseSource) -> Phrase:
        made = super().__new__(cls, fill(_form(wording), wording.params))
        made.wording = wording
        return made

    def __reduce__(self) -> tuple[Callable[[PhraseSource], Phrase], tuple[PhraseSource]]:
        return Phrase._make, (self.wording,)


def plural(one: str, many: str, number: int, /, **params: object) -> Phrase:
    """Return the phrase for ``number`` of something, which is also the placeholder ``{number}``."""
    return Phrase._make(PhraseSource(one, many, number, _sorted_texts({**params, "number": number})))


def format_list(items: Sequence[str]) -> str:
    """``["a", "b", "c"]`` → «a, b og c»."""
    if len(items) < 2:
        return items[0] if items else ""
    *others, last = items
    return Phrase("{others} og {last}", others=reduce(_next, others), last=last)


def _next(listed: str, item: str) -> str:
    return Phrase("{listed}, {item}", listed=listed, item=item)


def format_decimal(value: float, places: int) -> Phrase:
    """Return a number with a decimal sign, which differs between languages."""
    whole, _, fraction = f"{value:.{places}f}".partition(".")
    return Phrase("{whole},{fraction}", whole=whole, fraction=fraction)


def fill(wording: str, params: Sequence[tuple[str, str]], say: Translate = str) -> str:
    """Return a wording with its placeholders filled; what looks like one in a parameter is only text."""
    return wording.format(**{name: say(value) for name, value in params})


def _form(wording: PhraseSource) -> str:
    return wording.one if wording.many is None or wording.number == 1 else wording.many


def _sorted_texts(params: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _text(params[name])) for name in sorted(params))


def _text(value: object) -> str:
    if isinstance(value, Phrase):
        return value
    text = CONTROL.sub(" ", str(value))
    return text if len(text) <= MAX_PARAMETER else f"{text[: MAX_PARAMETER - 1]}…"
