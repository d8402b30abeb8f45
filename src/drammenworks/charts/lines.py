"""Charts of lines over years: each line has its name and its last value at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from drammenworks.charts.canvas import LINE_HEIGHT, Canvas, draw_key, share_for, text_width, wrapped
from drammenworks.charts.scales import Range, ticks
from drammenworks.charts.values import Cell, ChartView, Series

_HEIGHT = 220
_PANEL = 70
_PANEL_NAME = 17
"""Characters across that the name of a panel may take where two stand in a row."""
_NAME = 15
"""Characters across that the name of a line may take at its end."""
_MOST_LABELS = 6
"""Names of years along the bottom, beside which a phone has no room for more."""
_MOST_MARKERS = 8
_LINE = 16

Format = Callable[[float], str]


def draw_lines(chart: ChartView, canvas: Canvas, format_tick: Format) -> float:
    """Draw a line for each series over the categories, and return the height."""
    names, has_key = _names(chart.series)
    room = share_for([line for name in names for line in name], padding=16, most=0.48)
    marks = ticks(value for one in chart.series for value in one.values)
    texts = [format_tick(mark) for mark in marks]
    across = _Across(len(chart.categories), share_for(texts, padding=10, most=0.25), 1 - room)
    scale = Range(marks[0], marks[-1])
    top = draw_key(canvas, [one.label for one in chart.series], canvas.key_marker) if has_key else 0.0
    top += 18

    def down(value: float) -> float:
        return top + (1 - scale.share(value)) * _HEIGHT

    for mark, text in zip(marks, texts, strict=True):
        canvas.line((0, down(mark)), (1 - room, down(mark)), "chart__zero" if mark == 0 else "chart__grid")
        canvas.text(0, down(mark) - 4, text, "chart__axis")
    for number, one in enumerate(chart.series):
        _draw(canvas, one, number, across, down)
    ends = [
        _End(down(_last(one).value or 0), len(name)) for one, name in zip(chart.series, names, strict=True)
    ]
    places = _apart(ends, top)
    for number, (place, name) in enumerate(zip(places, names, strict=True)):
        for index, line in enumerate(name):
            css = "chart__value" if index == len(name) - 1 else f"chart__name chart__name--{number % 6 + 1}"
            canvas.text(1 - room, place + index * _LINE, line, css, dx=12)
    _years(canvas, chart.categories, across, top + _HEIGHT + 18)
    lowest = max((place + _LINE * end.lines for place, end in zip(places, ends, strict=True)), default=0)
    return max(top + _HEIGHT + 26, lowest)


def _names(series: Sequence[Series]) -> tuple[list[list[str]], bool]:
    """Return what stands at the end of each line, and whether a key above has to say which is which.

    Lines are named at their ends as long as all names fit; a single one is named by the subtitle.
    """
    values = [_last(one).text for one in series]
    names = [wrapped(one.label, _NAME) for one in series]
    is_too_long = any(len(word) > _NAME for one in series for word in one.label.split())
    lines = sum(len(name) + 1 for name in names)
    has_key = len(series) > 1 and (is_too_long or lines * _LINE + 4 * len(series) > _HEIGHT)
    if len(series) == 1 or has_key:
        return [[value] for value in values], has_key
    return [[*name, value] for name, value in zip(names, values, strict=True)], False


def draw_multiples(chart: ChartView, canvas: Canvas) -> float:
    """Draw a small line for each series in a panel with its own scale, and return the height.

    Two panels stand in a row, unless a name has a word that is too long for that.
    """
    longest = max((len(word) for one in chart.series for word in one.label.split(" ")), default=0)
    columns, width, letters = (2, 0.47, _PANEL_NAME) if longest <= _PANEL_NAME else (1, 1.0, 34)
    top = 0.0
    for start in range(0, len(chart.series), columns):
        row = chart.series[start : start + columns]
        names = [wrapped(one.label, letters) for one in row]
        lines = max(map(len, names))
        for column, (one, name) in enumerate(zip(row, names, strict=True)):
            left = column * (1 - width)
            for index, line in enumerate(name):
                canvas.text(left, top + 13 + index * LINE_HEIGHT, line)
            _panel(canvas, chart.categories, one, left, width, top + lines * LINE_HEIGHT + 16)
        top += lines * LINE_HEIGHT + _PANEL + 50
    return top - 6


def _panel(
    canvas: Canvas, categories: Sequence[str], one: Series, left: float, width: float, top: float
) -> None:
    known = [value for value in one.values if value is not None]
    if not known:
        return
    room = share_for([_last(one).text], padding=14, most=width * 0.65)
    right = left + width
    across = _Across(len(categories), left + 0.02, right - room)
    low, high = min(known), max(known)
    scale = Range(low, high) if high > low else Range(low - 1, high + 1)

    def down(value: float) -> float:
        return top + (1 - scale.share(value)) * _PANEL

    canvas.line((left, top + _PANEL + 8), (right, top + _PANEL + 8), "chart__grid")
    _draw(canvas, one, 0, across, down, markers=1)
    canvas.text(right - room, down(_last(one).value or 0) + 5, _last(one).text, "chart__value", dx=10)
    canvas.text(left, top + _PANEL + 23, categories[0], "chart__axis")
    canvas.text(right, top + _PANEL + 23, categories[-1], "chart__axis", anchor="end")


class _Across:
    """Where the categories are across."""

    def __init__(self, count: int, left: float, right: float) -> None:
        self.count = count
        self.left = left
        self.right = right

    def at(self, index: int) -> float:
        """Return where a category is; the only one is at the end."""
        if self.count == 1:
            return self.right
        return self.left + index / (self.count - 1) * (self.right - self.left)


def _draw(
    canvas: Canvas,
    one: Series,
    number: int,
    across: _Across,
    down: Callable[[float], float],
    markers: int = _MOST_MARKERS,
) -> None:
    """Draw a line, with a gap where a value is not known."""
    points = [
        (across.at(index), down(value)) if value is not None else None
        for index, value in enumerate(one.values)
    ]
    for start, end in pairwise(points):
        if start is not None and end is not None:
            canvas.line(start, end, f"chart__line chart__line--{number % 6 + 1}")
    every = max(1, -(-len(points) // markers))
    last = max((index for index, point in enumerate(points) if point is not None), default=0)
    for index, point in enumerate(points):
        is_alone = point is not None and not any(
            points[max(index - 1, 0) : index] + points[index + 1 : index + 2]
        )
        if point is not None and (is_alone or (last - index) % every == 0):
            canvas.marker(point[0], point[1], number)


def _last(one: Series) -> Cell:
    """Return the last value that is known."""
    return next((cell for cell in reversed(one.cells) if cell.value is not None), Cell(""))


class _End(NamedTuple):
    """Where a line ends, and how many lines of text belong there."""

    middle: float
    lines: int


def _apart(ends: Sequence[_End], top: float) -> list[float]:
    """Return the baseline of the first line of each text, so that none lies over another."""
    order = sorted(range(len(ends)), key=lambda index: ends[index].middle)
    places = [0.0] * len(ends)
    free = top - 6
    for index in order:
        end = ends[index]
        places[index] = max(free, end.middle + 5 - _LINE / 2 * (end.lines - 1))
        free = places[index] + _LINE * end.lines + 2
    # What was pushed below the end goes up again, the last first.
    limit = top + _HEIGHT + 4
    for index in reversed(order):
        places[index] = min(places[index], limit - _LINE * (ends[index].lines - 1))
        limit = places[index] - _LINE - 2
    return places


def _years(canvas: Canvas, categories: Sequence[str], across: _Across, baseline: float) -> None:
    """Name categories along the bottom: the last, and as many before it as have room."""
    longest = max(map(text_width, categories), default=0) + 10
    room = max(2, int((across.right - across.left) * 280 // longest))
    every = max(1, -(-len(categories) // min(_MOST_LABELS, room)))
    last = len(categories) - 1
    for index, label in enumerate(categories):
        if (last - index) % every == 0:
            canvas.text(across.at(index), baseline, label, "chart__axis", anchor="middle")
