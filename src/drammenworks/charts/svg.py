"""Draw a chart as SVG.

Stable: :func:`chart_svg`. On a page, a drawing is as wide as its place and takes its colours from classes;
elsewhere it has a width and brings its own style sheet.
"""

from __future__ import annotations

from html import escape

from drammenworks.base.text.numbers import format_number
from drammenworks.charts.bars import draw_bars, draw_groups, draw_progress, draw_shares, draw_stacks
from drammenworks.charts.canvas import Canvas, number
from drammenworks.charts.lines import draw_lines, draw_multiples
from drammenworks.charts.values import ChartKind, ChartView

_PATTERNS = {
    1: '<path class="chart__hatch" d="M-2 2L2 -2M0 8L8 0M6 10L10 6"/>',
    2: '<circle class="chart__dot" cx="4" cy="4" r="1.7"/>',
    3: '<path class="chart__hatch" d="M-2 6L2 10M0 0L8 8M6 -2L10 2"/>',
    4: '<path class="chart__hatch" d="M0 4H8"/>',
    5: '<path class="chart__hatch" d="M0 0L8 8M0 8L8 0"/>',
}
"""By series, from 1: the first one is plain."""


def chart_svg(
    chart: ChartView, *, lang: str, prefix: str, width: float | None = None, style: str = ""
) -> str:
    """Return the drawing of a chart as an SVG element.

    :param prefix: what the ids in it begin with; no other drawing of the page has it.
    :param width: in pixels, for places that do not know how wide they are.
    :param style: CSS of the classes ``chart__…``, for places that have no style sheet.
    """
    canvas = Canvas(width, prefix)
    height = _draw(chart, canvas, lang)
    size = 'width="100%"'
    if width is not None:
        size = f'width="{number(width)}" viewBox="0 0 {number(width)} {number(height)}"'
    patterns = "".join(_pattern(f"{prefix}-{index}", index) for index in sorted(canvas.patterns))
    return (
        f'<svg class="chart__drawing" xmlns="http://www.w3.org/2000/svg" role="img" {size}'
        f' height="{number(height)}"><title>{escape(chart.message)}</title>'
        + (f"<style>{style}</style>" if style else "")
        + (f"<defs>{patterns}</defs>" if patterns else "")
        + "".join(canvas.parts)
        + "</svg>"
    )


def _pattern(id_: str, index: int) -> str:
    size = 'width="8" height="8" patternUnits="userSpaceOnUse"'
    return f'<pattern id="{id_}" {size}>{_PATTERNS[index]}</pattern>'


def _draw(chart: ChartView, canvas: Canvas, lang: str) -> float:
    match chart.kind:
        case ChartKind.BAR:
            return draw_bars(chart, canvas)
        case ChartKind.GROUPED:
            return draw_groups(chart, canvas)
        case ChartKind.STACKED:
            return draw_stacks(chart, canvas)
        case ChartKind.SHARE:
            return draw_shares(chart, canvas)
        case ChartKind.PROGRESS:
            return draw_progress(chart, canvas)
        case ChartKind.MULTIPLES:
            return draw_multiples(chart, canvas)
        case ChartKind.LINE:
            return draw_lines(chart, canvas, lambda value: format_number(value, lang=lang))
