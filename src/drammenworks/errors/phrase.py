"""Translatable text: in bokmål, translated when it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple

from drammenworks.errors.invisible_characters import invisible_positions, is_unusual_space, without_invisible

Translate = Callable[[str], str]
"""Translates a text to the reader's language. ``str`` leaves everything in bokmål."""

MAX_PARAMETER = 400
"""The longest parameter, in characters: enough for a list of choices, but not for a whole file."""

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")
"""Characters that control a terminal, begin a line (a possible GitHub command), or reverse text."""

_MAX_NAMED = 5
"""Invisible characters that are named in one value; one alone explains the message."""


class PhraseSource(NamedTuple):
    """The message ids and parameters of a phrase."""

    msgid: str
    """In bokmål, with ``{placeholders}``: the key in translation catalogues."""
    msgid_plural: str | None
    """The plural form, for a phrase with a number."""
    number: int
    params: tuple[tuple[str, str], ...]
    """The values of the placeholders; phrases among them are translated as well."""


class Phrase(str):
    """Text in bokmål that carries its source for translation.

    It is a string with the bokmål text; only the code that prints it needs to know of languages.

    :raises KeyError: if a placeholder has no parameter.
    """

    __slots__ = ("source",)

    source: PhraseSource

    def __new__(cls, msgid: str, /, **params: object) -> Phrase:
        """Return the phrase of a message id in bokmål, with its placeholders filled."""
        return cls._from_source(PhraseSource(msgid, None, 1, _sorted_texts(params)))

    @classmethod
    def _from_source(cls, source: PhraseSource) -> Phrase:
        phrase = super().__new__(cls, fill(_message(source), source.params))
        phrase.source = source
        return phrase

    def __reduce__(self) -> tuple[Callable[[PhraseSource], Phrase], tuple[PhraseSource]]:
        return Phrase._from_source, (self.source,)


def plural(msgid: str, msgid_plural: str, number: int, /, **params: object) -> Phrase:
    """Return the singular or plural phrase for ``number``, which is also the placeholder ``{number}``."""
    params = {**params, "number": number}
    return Phrase._from_source(PhraseSource(msgid, msgid_plural, number, _sorted_texts(params)))


def format_list(items: Sequence[str]) -> str:
    """Return a list in running text: ``["a", "b", "c"]`` → «a, b og c»."""
    if len(items) < 2:
        return items[0] if items else ""
    *others, last = items
    return Phrase("{others} og {last}", others=reduce(_next, others), last=last)


def _next(listed: str, item: str) -> str:
    return Phrase("{listed}, {item}", listed=listed, item=item)


def format_decimal(value: float, places: int) -> Phrase:
    """Return a number with the decimal sign of the language."""
    whole, _, fraction = f"{value:.{places}f}".partition(".")
    return Phrase("{whole},{fraction}", whole=whole, fraction=fraction)


def fill(message: str, params: Sequence[tuple[str, str]], translate: Translate = str) -> str:
    """Return a message with its placeholders filled; braces in parameters have no effect."""
    return message.format(**{name: translate(value) for name, value in params})


def _message(source: PhraseSource) -> str:
    return source.msgid if source.msgid_plural is None or source.number == 1 else source.msgid_plural


def _sorted_texts(params: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _text(params[name])) for name in sorted(params))


def _text(value: object) -> str:
    if isinstance(value, Phrase):
        return value
    text = str(value)
    if len(text) > MAX_PARAMETER:
        text = f"{text[: MAX_PARAMETER - 1]}…"
    return quoted(text)


def quoted(text: str, *, spaces: bool = False, limit: int = _MAX_NAMED) -> str:
    """Return a text as messages quote it: on one line, with the name of each character that nobody sees.

    A message that quoted ``2026-11-20`` with an invisible mark before it would seem to contradict itself.

    :param spaces: also name the spaces that only look ordinary: right in prose, and wrong in most fields.
    :param limit: how many to name; further ones are left out.
    """
    at = next(invisible_positions(text, spaces=spaces), None)
    if at is None:
        return CONTROL.sub(" ", text)
    if not limit:
        return CONTROL.sub(" ", without_invisible(text))
    char = text[at]
    return Phrase(
        "{before}[{name} U+{code}]{after}",
        before=text[:at],
        name=_name_of(char),
        code=f"{ord(char):04X}",
        after=quoted(text[at + 1 :].lstrip(char), spaces=spaces, limit=limit - 1),
    )


def _name_of(char: str) -> Phrase:
    match char:
        case "\u00ad":
            return Phrase("myk bindestrek")
        case "\u200b" | "\u180e":
            return Phrase("usynlig mellomrom")
        case "\u200c":
            return Phrase("usynlig skilletegn")
        case "\u200d" | "\u2060":
            return Phrase("usynlig bindetegn")
        case "\ufeff":
            return Phrase("usynlig filmerke")
        case "\xa0":
            return Phrase("hardt mellomrom")
        case "\u202f":
            return Phrase("smalt hardt mellomrom")
        case "\u061c" | "\u200e" | "\u200f":
            return Phrase("usynlig retningsmerke")
    if "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
        return Phrase("usynlig retningsmerke")
    return Phrase("uvanlig mellomrom") if is_unusual_space(char) else Phrase("usynlig tegn")
