"""Typeset a title in a box: in large type, in balanced lines, with as little truncation as possible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from drammenworks.fonts.face import Face
from drammenworks.images.cards.break_opportunities import BreakLevel, find_breaks

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_BEFORE_ELLIPSIS = " ,.:;–-\N{NO-BREAK SPACE}"
"""Characters that are removed before an ellipsis."""
_KERNING = 1.0
"""More ems than a line can become narrower by another character."""
_STEP = 2
"""Pixels between the font sizes that are tried."""
_HYPHENATION_GAIN = 1.25
"""How many times larger the type must become for hyphenation to be worthwhile."""
_BALANCE_LOSS = 0.75
"""The smallest font size to try for balanced lines, relative to the largest that fits."""
_HYPHEN_PENALTY = 0.85
"""Each hyphenated line multiplies the score of a layout by this."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """The box and the type of a text. Lengths are in pixels."""

    width: float
    height: float
    largest: int
    """The font size to start with."""
    smallest: int
    """The smallest font size; text that does not fit in it is truncated."""
    lines: int
    """The maximum number of lines."""
    leading: float
    """The distance between baselines, in ems."""
    tracking: float = 0.0
    """The space added between letters, in ems."""

    def max_lines(self, size: int) -> int:
        """Return how many lines of a font size fit in the box."""
        return min(self.lines, max(1, int(self.height / (size * self.leading))))


@dataclass(frozen=True, slots=True)
class TextLayout:
    """A text in lines."""

    size: int
    """The font size in pixels."""
    lines: tuple[str, ...]
    is_truncated: bool = False
    """Whether it ends with an ellipsis for the rest."""


def fit_text(text: str, face: Face, box: TextBox, *, lang: str) -> TextLayout:
    """Return the layout of a text in a box.

    The type is as large as fits without hyphenation, or with hyphenation where that makes it much larger.
    Otherwise words that are wider than a line are broken anywhere, and at last the text is truncated with an
    ellipsis.
    """
    fitting: list[tuple[int, _LineBreaker]] = []
    for level in BreakLevel:
        if level is BreakLevel.CHARACTERS and fitting:
            break
        breaker = _LineBreaker(text, face, box, lang, level)
        size = breaker.largest_size()
        if size is not None:
            fitting.append((size, breaker))
    if not fitting:
        return breaker.truncated()
    size, breaker = fitting[0]
    if fitting[-1][0] >= size * _HYPHENATION_GAIN:
        size, breaker = fitting[-1]
    return breaker.best(size)


class _LineBreaker:
    """Breaks a text into lines at one break level."""

    def __init__(self, text: str, face: Face, box: TextBox, lang: str, level: BreakLevel) -> None:
        self._face = face
        self._box = box
        limit = box.width / box.smallest
        self._text, self._breaks = find_breaks(text, lang, level, lambda word: self._width(word) > limit)
        self._starts = (0, *(break_.start for break_ in self._breaks))

    def largest_size(self) -> int | None:
        """Return the largest font size in which the text fits, or None when there is none."""
        for size in range(self._box.largest, self._box.smallest - 1, -_STEP):
            count = self._min_lines(size)
            if count is not None and count <= self._box.max_lines(size):
                return size
        return None

    def best(self, largest: int) -> TextLayout:
        """Return the layout with the best score: large type, balanced lines and few hyphens.

        Somewhat smaller type may avoid a line with a single short word.
        """
        minimum = max(self._box.smallest, round(largest * _BALANCE_LOSS))
        layouts = [TextLayout(size, self.balanced(size)) for size in range(largest, minimum - 1, -_STEP)]
        return max(layouts, key=self._score)

    def _score(self, layout: TextLayout) -> float:
        hyphens = sum(line.endswith("-") for line in layout.lines[:-1])
        return layout.size * (1 + self._balance(layout.lines)) * _HYPHEN_PENALTY**hyphens

    def _balance(self, lines: tuple[str, ...]) -> float:
        """Return 1 for lines of equal width, and less the shorter the mean and the shortest line are."""
        widths = [self._width(line) for line in lines]
        if not widths:
            return 1.0
        return (sum(widths) / len(widths) + min(widths)) / (2 * max(widths))

    def balanced(self, size: int) -> tuple[str, ...]:
        """Return the text in the fewest lines, with widths as equal as possible.

        The sum of the squares of each line's slack is least when all are equally wide (Knuth and Plass,
        Breaking Paragraphs into Lines, 1981), plus the cost of each break.
        """
        count = self._min_lines(size) or 0
        limit = self._box.width / size
        # best[j] has the least cost, and the lines, of the text up to break j - 1 in the current number of
        # lines.
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for _ in range(count):
            next_best: dict[int, tuple[float, tuple[str, ...]]] = {}
            for first, (cost, lines) in best.items():
                for last, line, width in self._lines_from(first, limit):
                    slack = (limit - width) / limit
                    total = cost + slack * slack + self._breaks[last].cost
                    if total < next_best.get(last + 1, (inf,))[0]:
                        next_best[last + 1] = (total, (*lines, line))
            best = next_best
        return best[len(self._breaks)][1] if self._breaks else ()

    def truncated(self) -> TextLayout:
        """Return the text in the smallest type, in all lines of the box, with an ellipsis."""
        size = self._box.smallest
        limit = self._box.width / size
        lines: list[str] = []
        first = 0
        max_lines = self._box.max_lines(size)
        while len(lines) < max_lines - 1:
            last, line, _ = max(self._lines_from(first, limit), key=lambda item: item[0])
            lines.append(line)
            first = last + 1
        rest = self._text[self._starts[first] :]
        longest = _ELLIPSIS
        for break_ in self._breaks[first:]:
            if break_.hyphen:
                continue
            bare = rest[: break_.end - self._starts[first]].rstrip(_BEFORE_ELLIPSIS)
            width = self._width(bare + _ELLIPSIS)
            if width <= limit:
                longest = bare + _ELLIPSIS
            elif width > limit + _KERNING:
                break  # No longer line can fit, and a text may have thousands of words.
        return TextLayout(size, (*lines, longest), is_truncated=True)

    def _min_lines(self, size: int) -> int | None:
        """Return the fewest lines of the text, or None when a word is too wide or they exceed the maximum."""
        limit = self._box.width / size
        count = first = 0
        while first < len(self._breaks):
            lasts = [last for last, _, _ in self._lines_from(first, limit)]
            if not lasts:
                return None
            first = lasts[-1] + 1
            count += 1
            if count > self._box.lines:
                return None
        return count

    def _lines_from(self, first: int, limit: float) -> Iterator[tuple[int, str, float]]:
        """Yield the lines of up to ``limit`` ems from a start: the index of the break, text and width."""
        start = self._starts[first]
        for last in range(first, len(self._breaks)):
            break_ = self._breaks[last]
            bare = self._width(self._text[start : break_.end])
            if bare > limit:
                return
            line = self._text[start : break_.end] + break_.hyphen
            width = self._width(line) if break_.hyphen else bare
            if width <= limit:
                yield last, line, width

    def _width(self, line: str) -> float:
        return self._face.shape(line, tracking=self._box.tracking).width
