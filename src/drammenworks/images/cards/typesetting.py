"""Set a title in a box: as large as it gets, in lines of even length, and with no word lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from drammenworks.fonts.face import Face
from drammenworks.images.cards.breaks import Pains, take_apart

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_BEFORE_ELLIPSIS = " ,.:;–-\N{NO-BREAK SPACE}"
"""What does not stand before an ellipsis."""
_STEP = 2
"""Pixels between the sizes of type that are tried."""
_WORTH_A_HYPHEN = 1.25
"""How much larger the type must get before a word is divided for it."""

_WORTH_EVEN_LINES = 0.75
"""How much smaller the type may get for the sake of even lines."""
_WITH_A_HYPHEN = 0.85
"""What each divided word takes from the worth of large type."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room for a text. Lengths are in pixels."""

    width: float
    height: float
    largest: int
    """Size of type to begin with."""
    smallest: int
    """Size of type to stop at; what does not fit is then cut off."""
    lines: int
    """At most so many."""
    leading: float
    """From one base line to the next, in ems."""
    tracking: float = 0.0
    """Added between letters, in ems."""

    def room(self, size: int) -> int:
        """Return how many lines of type of a size there is room for."""
        return min(self.lines, max(1, int(self.height / (size * self.leading))))


@dataclass(frozen=True, slots=True)
class Setting:
    """A text in lines."""

    size: int
    """Of the type, in pixels."""
    lines: tuple[str, ...]
    cut: bool = False
    """Whether an ellipsis stands for the rest."""


def set_in_lines(text: str, face: Face, box: Box, *, lang: str) -> Setting:
    """Return a text set in a box.

    It is set as large as it fits without dividing a word; larger with divided words where that gains much;
    then with overlong words cut anywhere; and at last with an ellipsis for what there is no room for.
    """
    fitting: list[tuple[int, _Lines]] = []
    for pains in Pains:
        if pains is Pains.CHARACTERS and fitting:
            break
        lines = _Lines(text, face, box, lang, pains)
        size = lines.largest()
        if size is not None:
            fitting.append((size, lines))
    if not fitting:
        return lines.cut()
    size, lines = fitting[0]
    if fitting[-1][0] >= size * _WORTH_A_HYPHEN:
        size, lines = fitting[-1]
    return lines.best(size)


class _Lines:
    """The lines that a text can be made of, with their widths."""

    def __init__(self, text: str, face: Face, box: Box, lang: str, pains: Pains) -> None:
        self._face = face
        self._box = box
        limit = box.width / box.smallest
        self._text, self._breaks = take_apart(text, lang, pains, lambda word: self._width(word) > limit)
        self._starts = (0, *(place.start for place in self._breaks))

    def largest(self) -> int | None:
        """Return the largest size of type in which the text fits, or None when there is none."""
        for size in range(self._box.largest, self._box.smallest - 1, -_STEP):
            count = self._fewest(size)
            if count is not None and count <= self._box.room(size):
                return size
        return None

    def best(self, largest: int) -> Setting:
        """Return the text in the size that looks best: large, in even lines, with few words divided.

        Somewhat smaller type may do without a line of a single small word.
        """
        least = max(self._box.smallest, round(largest * _WORTH_EVEN_LINES))
        settings = [Setting(size, self.balanced(size)) for size in range(largest, least - 1, -_STEP)]
        return max(settings, key=self._looks)

    def _looks(self, setting: Setting) -> float:
        divided = sum(line.endswith("-") for line in setting.lines[:-1])
        return setting.size * (1 + self._evenness(setting.lines)) * _WITH_A_HYPHEN**divided

    def _evenness(self, lines: tuple[str, ...]) -> float:
        """Return 1 for lines of one length, and less the shorter they are: on average, and the shortest."""
        widths = [self._width(line) for line in lines]
        if not widths:
            return 1.0
        return (sum(widths) / len(widths) + min(widths)) / (2 * max(widths))

    def balanced(self, size: int) -> tuple[str, ...]:
        """Return the text in as few lines as it takes, as even as they get.

        The sum of the squares of what is left of each line is least when all are equally long (Knuth and
        Plass, Breaking Paragraphs into Lines, 1981); dividing a word counts as much as a third of a line.
        """
        count = self._fewest(size) or 0
        limit = self._box.width / size
        # best[j]: cost and lines of the text up to break j - 1, in the number of lines made so far.
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for _ in range(count):
            further: dict[int, tuple[float, tuple[str, ...]]] = {}
            for first, (cost, lines) in best.items():
                for last, line, width in self._from(first, limit):
                    slack = (limit - width) / limit
                    total = cost + slack * slack + self._breaks[last].cost
                    if total < further.get(last + 1, (inf,))[0]:
                        further[last + 1] = (total, (*lines, line))
            best = further
        return best[len(self._breaks)][1] if self._breaks else ()

    def cut(self) -> Setting:
        """Return the text in the smallest type, in all the lines there is room for, and an ellipsis."""
        size = self._box.smallest
        limit = self._box.width / size
        lines: list[str] = []
        first = 0
        room = self._box.room(size)
        while len(lines) < room - 1:
            last, line, _ = max(self._from(first, limit), key=lambda item: item[0])
            lines.append(line)
            first = last + 1
        rest = self._text[self._starts[first] :]
        ends = [place.end - self._starts[first] for place in self._breaks[first:] if not place.sign]
        for end in reversed(ends):
            line = rest[:end].rstrip(_BEFORE_ELLIPSIS) + _ELLIPSIS
            if self._width(line) <= limit:
                return Setting(size, (*lines, line), cut=True)
        return Setting(size, (*lines, _ELLIPSIS), cut=True)

    def _fewest(self, size: int) -> int | None:
        """Return how many lines the text takes at least, or None when a word is too wide."""
        limit = self._box.width / size
        count = first = 0
        while first < len(self._breaks):
            lasts = [last for last, _, _ in self._from(first, limit)]
            if not lasts:
                return None
            first = lasts[-1] + 1
            count += 1
            if count > self._box.lines:
                return None
        return count

    def _from(self, first: int, limit: float) -> Iterator[tuple[int, str, float]]:
        """Yield the lines of up to ``limit`` ems that begin after a break: the last break, text and width."""
        start = self._starts[first]
        for last in range(first, len(self._breaks)):
            place = self._breaks[last]
            bare = self._width(self._text[start : place.end])
            if bare > limit:
                return
            line = self._text[start : place.end] + place.sign
            width = self._width(line) if place.sign else bare
            if width <= limit:
                yield last, line, width

    def _width(self, line: str) -> float:
        return self._face.run(line, tracking=self._box.tracking).width
