"""Which characters of a text nobody sees, or takes for an ordinary space."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Unicode has them as letters and symbols, but they are shown as nothing."""
_EMOJI_PARTS = frozenset("\u200d\ufe0e\ufe0f")
"""What joins and styles the symbols of an emoji."""


def is_plain(text: str) -> bool:
    """Tell quickly whether a text has neither invisible characters nor unusual spaces."""
    return text.isprintable() and _BLANK_LETTERS.isdisjoint(text)


def is_invisible(char: str) -> bool:
    """Tell whether a character is shown as nothing, such as a mark of direction."""
    return unicodedata.category(char) == "Cf" or char in _BLANK_LETTERS


def is_unusual_space(char: str) -> bool:
    """Tell whether a character looks like a space and is none that a keyboard gives."""
    return char != " " and unicodedata.category(char) == "Zs"


def without_invisible(text: str) -> str:
    """Return ``text`` without its invisible characters; spaces stay."""
    return text if is_plain(text) else "".join(char for char in text if not is_invisible(char))


def invisible_positions(text: str, *, spaces: bool) -> Iterator[int]:
    """Yield the indexes of what a reader of ``text`` does not see; what belongs to an emoji apart.

    :param spaces: also those of unusual spaces.
    """
    if is_plain(text):
        return
    for at, char in enumerate(text):
        if (is_invisible(char) and not _is_within_emoji(text, at)) or (spaces and is_unusual_space(char)):
            yield at


def _is_within_emoji(text: str, at: int) -> bool:
    """Tell whether a character belongs to the symbol before it, such as the joiners of a family."""
    if not at or (text[at] not in _EMOJI_PARTS and not _is_tag(text[at])):
        return False
    before = text[at - 1]
    return before in _EMOJI_PARTS or _is_tag(before) or unicodedata.category(before) in ("So", "Sk")


def _is_tag(char: str) -> bool:
    """Tell whether a character spells out the flag before it."""
    return "\U000e0020" <= char <= "\U000e007f"
