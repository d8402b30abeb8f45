"""Drawings of charts from pages, made ready for paper: with a width of their own, and with their colours."""

from __future__ import annotations

import re

from drammenworks.charts.canvas import number

CLASS = "chart__drawing"
"""The class by which drawings of charts are known."""

_SHARE = re.compile(r'(?<= )(?P<name>x|x1|x2|width)="(?P<share>[0-9.]+)%"')
_MARKER = re.compile(r'<svg x="(?P<x>[0-9.]+)" y="(?P<y>[0-9.]+)" overflow="visible">(?P<shape>.*?)</svg>')
_ROOT = re.compile(r"<svg [^>]*>")
_HEIGHT = re.compile(r' height="(?P<height>[0-9.]+)"')

_COLOURS = ("#14506b", "#b8421f", "#8a5300", "#4f6974", "#7c2316", "#1f6a64")
"""Of series, as the style sheet for print has them."""
_STYLE = (
    "text{font-size:14px;fill:#000}"
    ".chart__axis{font-size:13px;fill:#333}"
    ".chart__value,.chart__name{font-weight:700}"
    ".chart__mark{stroke:#fff;stroke-width:1px}"
    ".chart__marker{stroke:#fff;stroke-width:1.5px}"
    ".chart__hatch{fill:none;stroke:#fff;stroke-width:2px}"
    ".chart__dot{fill:#fff}"
    ".chart__line{fill:none;stroke-width:2.5px}"
    ".chart__grid{stroke:#ccc}"
    ".chart__zero{stroke:#666;stroke-width:1.5px}"
    ".chart__track{fill:#fff;stroke:#666}"
    ".chart__target{stroke:#000;stroke-width:3px}"
    + "".join(
        f".chart__mark--{index}{{fill:{colour}}}.chart__line--{index}{{stroke:{colour}}}"
        for index, colour in enumerate(_COLOURS, start=1)
    )
)


def on_paper(markup: str, *, width: float = 560, font: str = "") -> str:
    """Return the drawing of a chart from a page with numbers instead of shares, and with a style sheet.

    :param font: the family of its texts.
    """
    root = _ROOT.search(markup)
    height = _HEIGHT.search(root[0]) if root is not None else None
    if root is None or height is None:
        return markup
    opening = _SHARE.sub("", root[0]).removesuffix(">")
    size = f' width="{number(width)}" viewBox="0 0 {number(width)} {height["height"]}">'
    inside = _SHARE.sub(
        lambda share: f'{share["name"]}="{number(float(share["share"]) / 100 * width)}"', markup[root.end() :]
    )
    inside = _MARKER.sub(r'<g transform="translate(\g<x> \g<y>)">\g<shape></g>', inside)
    family = f'text{{font-family:"{font}"}}' if font else ""
    title, end, rest = inside.partition("</title>")
    return f"{opening}{size}{title}{end}<style>{family}{_STYLE}</style>{rest}"
