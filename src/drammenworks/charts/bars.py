"""Charts of bars: horizontal, so that labels can be read, with each value at the end of its bar."""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.charts.canvas import LINE_HEIGHT, Canvas, draw_key, share_for, text_width, wrapped
from drammenworks.charts.scales import Range, from_zero
from drammenworks.charts.values import ChartView

_BAR = 20
_THIN_BAR = 17
_GAP = 14
_SHORT = 6
"""Characters of labels that stand beside their bars; longer ones stand above."""


class _Plot:
    """Where bars are across: from `left` to `right`, in shares, with room for values at their ends."""

    def __init__(self, values: Sequence[float | None], texts: Sequence[str], left: float = 0) -> None:
        self.range: Range = from_zero(values)
        room = share_for(texts)
        self.left = left + (room if self.range.low < 0 else 0)
        self.right = 1 - (room if self.range.high > 0 or self.range.low == 0 else 0)

    def at(self, value: float) -> float:
        """Return where a value is."""
        return self.left + self.range.share(value) * (self.right - self.left)

    def bar(self, canvas: Canvas, value: float, top: float, height: float, series: int) -> None:
        """Draw a bar from zero."""
        zero, end = self.at(0), self.at(value)
        canvas.mark(min(zero, end), top, abs(end - zero), height, series)

    def value(self, canvas: Canvas, value: float, baseline: float, text: str) -> None:
        """Write a value at the end of its bar."""
        is_negative = value < 0
        canvas.text(
            self.at(value),
            baseline,
            text,
            "chart__value",
            anchor="end" if is_negative else "start",
            dx=-6 if is_negative else 6,
        )

    def axis(self, canvas: Canvas, bottom: float) -> None:
        """Draw the line at zero."""
        canvas.line((self.at(0), 0), (self.at(0), bottom), "chart__zero")


def draw_bars(chart: ChartView, canvas: Canvas) -> float:
    """Draw one bar for each category, and return the height."""
    cells = chart.series[0].cells
    beside = all(len(label) <= _SHORT for label in chart.categories)
    left = share_for(chart.categories, padding=8) if beside else 0
    plot = _Plot([cell.value for cell in cells], [cell.text for cell in cells], left)
    top = 0.0
    for label, cell in zip(chart.categories, cells, strict=True):
        if not beside:
            top = _label(canvas, label, top)
        else:
            canvas.text(0, top + 15, label)
        if cell.value is not None:
            plot.bar(canvas, cell.value, top, _BAR, 0)
            plot.value(canvas, cell.value, top + 15, cell.text)
        else:
            canvas.text(plot.at(0), top + 15, cell.text, dx=6)
        top += _BAR + (8 if beside else _GAP)
    plot.axis(canvas, top - (8 if beside else _GAP))
    return top - (8 if beside else _GAP) + 2


def draw_groups(chart: ChartView, canvas: Canvas) -> float:
    """Draw bars side by side for each category, one for each series, and return the height."""
    cells = [cell for one in chart.series for cell in one.cells]
    top = draw_key(canvas, [one.label for one in chart.series])
    plot = _Plot([cell.value for cell in cells], [cell.text for cell in cells])
    first = top
    for index, label in enumerate(chart.categories):
        top = _label(canvas, label, top)
        for number, one in enumerate(chart.series):
            cell = one.cells[index]
            if cell.value is not None:
                plot.bar(canvas, cell.value, top, _THIN_BAR, number)
                plot.value(canvas, cell.value, top + 13, cell.text)
            else:
                canvas.text(plot.at(0), top + 13, cell.text, dx=6)
            top += _THIN_BAR + 3
        top += _GAP - 3
    canvas.line((plot.at(0), first), (plot.at(0), top - _GAP), "chart__zero")
    return top - _GAP + 2


def draw_stacks(chart: ChartView, canvas: Canvas) -> float:
    """Draw one bar for each category, in parts, and return the height; what is negative goes to the left."""
    top = draw_key(canvas, [one.label for one in chart.series])
    beside = all(len(label) <= _SHORT for label in chart.categories)
    columns = [
        [one.cells[index].value or 0 for one in chart.series] for index in range(len(chart.categories))
    ]
    ends = [sum(value for value in column if value > 0) for column in columns]
    starts = [sum(value for value in column if value < 0) for column in columns]
    plot = _Plot([*ends, *starts], [], share_for(chart.categories, padding=8) if beside else 0)
    first = top
    for label, column in zip(chart.categories, columns, strict=True):
        if beside:
            canvas.text(0, top + 15, label)
        else:
            top = _label(canvas, label, top)
        above = below = 0.0
        for number, value in enumerate(column):
            start = above if value >= 0 else below
            left, right = sorted((plot.at(start), plot.at(start + value)))
            canvas.mark(left, top, right - left, _BAR, number)
            above, below = (above + value, below) if value >= 0 else (above, below + value)
        top += _BAR + (8 if beside else _GAP)
    canvas.line((plot.at(0), first), (plot.at(0), top - 8), "chart__zero")
    return top - (8 if beside else _GAP) + 2


def draw_shares(chart: ChartView, canvas: Canvas) -> float:
    """Draw one bar in parts, with each part, its value and its share below, and return the height."""
    values = [cell.value or 0 for cell in chart.series[0].cells]
    total = sum(value for value in values if value > 0)
    left = 0.0
    for number, value in enumerate(values):
        width = max(value, 0) / total if total else 0
        canvas.mark(left, 0, width, 34, number)
        left += width
    top = 34.0 + 16
    shares = chart.series[1].cells
    indent = 22 + max((text_width(cell.text) for cell in shares), default=0) + 10
    for number, label in enumerate(chart.categories):
        canvas.swatch(top, number)
        canvas.text(0, top + 12, shares[number].text, "chart__value", dx=22)
        for line in wrapped(f"{label}: {chart.series[0].cells[number].text}", 26):
            canvas.text(0, top + 12, line, dx=indent)
            top += LINE_HEIGHT
        top += 6
    return top


def draw_progress(chart: ChartView, canvas: Canvas) -> float:
    """Draw a bar for each category with a mark at its target, and return the height."""
    values, targets = chart.series
    top = 0.0
    for index, label in enumerate(chart.categories):
        value, target = values.cells[index], targets.cells[index]
        top = _label(canvas, label, top)
        # Each has a scale of its own: they need not count the same.
        plot = _Plot([value.value, target.value], [value.text])
        if target.value is not None:
            left, right = sorted((plot.at(0), plot.at(target.value)))
            canvas.rect(left, top, right - left, _BAR, "chart__track")
        if value.value is not None:
            plot.bar(canvas, value.value, top + 3, _BAR - 6, 0)
        if target.value is not None:
            at = plot.at(target.value)
            canvas.line((at, top - 3), (at, top + _BAR + 3), "chart__target")
            text = f"{targets.label}: {target.text}"
            canvas.text(at, top + _BAR + 17, text, "chart__axis", anchor="end" if at > 0.4 else "start")
        end = max(value.value or 0, target.value or 0)
        canvas.text(plot.at(end), top + 15, value.text, "chart__value", dx=8)
        top += _BAR + 17 + _GAP
    return top - _GAP + 6


def _label(canvas: Canvas, label: str, top: float) -> float:
    """Write a label in lines, and return where they end."""
    for line in wrapped(label):
        canvas.text(0, top + 13, line)
        top += LINE_HEIGHT
    return top + 1
