"""Typography of quotation marks and apostrophes.

The neighbours of a mark decide its direction, as in CommonMark's emphasis, together with the marks that
are open. Typographic marks take part like straight ones but never change, so typesetting is idempotent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.base.text.character_classes import CharacterClass, character_class
from drammenworks.base.text.edits import Edit

_GLYPHS = {
    "nb": {'"': ("«", "»"), "'": ("‘", "’")},
    "nn": {'"': ("«", "»"), "'": ("‘", "’")},
    "en": {'"': ("“", "”"), "'": ("‘", "’")},
}
"""The opening and closing marks that replace straight ones."""

_APOSTROPHE = "’"

_STRAIGHT = dict.fromkeys('"«»“”„‟', '"') | dict.fromkeys("'‘’‚‛‹›", "'")
"""Every mark → its straight equivalent."""

_MARKS = re.compile(f"[{''.join(_STRAIGHT)}]+")

# ’68, ’90-tallet, ’em: an apostrophe. Other elisions ('kke) look like the start of a quotation.
_ELISION = re.compile(
    r"[0-9]{2}(?![0-9'’])|n\b|(?:em|cause|til|tis|twas|bout|round)\b(?!['’])", re.IGNORECASE
)

_BRACKETS = frozenset("([{")
_STOPS = frozenset(")]}.,;:!?…")


def quotes(text: str, lang: str) -> Iterator[Edit]:
    """Find straight marks with a clear direction: «…» (nb, nn) or “…” (en), ‘…’, and ’ in words.

    Not changed: feet and inches (6"), a mark with a space on both sides, and an opening '
    without a closing one.
    """
    glyphs = _GLYPHS[lang]
    chosen: dict[int, str] = {}
    open_marks = _OpenMarks()
    for match in _MARKS.finditer(text):
        start, end = match.span()
        # Adjacent marks ("'Hei'") share their neighbours, so that a change of one mark does not affect
        # the next.
        before, after = text[start - 1 : start], text[end : end + 1]
        can_open, can_close = _directions(before, after)
        for position in range(start, end):
            mark = _STRAIGHT[text[position]]
            opening, closing = glyphs[mark]
            if mark == "'" and _is_apostrophe(text, position, start, end):
                if not (before.isdigit() and after.isdigit()):  # 5'10 is feet and inches.
                    chosen[position] = _APOSTROPHE
            elif can_close and (opener := open_marks.close(mark)) is not None:
                chosen[opener] = opening
                chosen[position] = closing
            elif can_open:
                open_marks.open(mark, position)
                if mark == '"' and not can_close:
                    # Clear even without a closing mark, which may be in the next paragraph.
                    chosen[position] = opening
            elif can_close and not before.isdigit():
                chosen[position] = closing
    for position, glyph in chosen.items():
        if text[position] in glyphs:
            yield position, position + 1, glyph


def _directions(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a mark between two characters can open, and whether it can close (CommonMark 6.2)."""
    left, right = character_class(before), character_class(after)
    if left is not right:
        # The side nearer to a word is the inside; a space is farther than punctuation.
        return left < right, right < left
    if left is CharacterClass.SPACE:
        return False, False
    if before in _BRACKETS:
        return True, False
    if after in _STOPS or before.isdigit():
        return False, True
    return True, True


def _is_apostrophe(text: str, position: int, start: int, end: int) -> bool:
    """Tell whether a single mark, of those from ``start`` to ``end``, is an apostrophe.

    An apostrophe is inside a word, or before a known elision.
    """
    if character_class(text[start - 1 : start]) is CharacterClass.WORD:
        return end - start == 1 and character_class(text[end : end + 1]) is CharacterClass.WORD
    return position == end - 1 and _ELISION.match(text, end) is not None


class _OpenMarks:
    """The marks that are open, the innermost last."""

    def __init__(self) -> None:
        self._marks: list[tuple[str, int]] = []
        # Counted, because a search for each unmatched mark takes quadratic time.
        self._count = {'"': 0, "'": 0}

    def open(self, mark: str, position: int) -> None:
        """Record an opening mark."""
        self._marks.append((mark, position))
        self._count[mark] += 1

    def close(self, mark: str) -> int | None:
        """Return the position of the innermost open mark of this kind; remove it and all inside it."""
        if not self._count[mark]:
            return None
        while True:
            opened, position = self._marks.pop()
            self._count[opened] -= 1
            if opened == mark:
                return position
