"""Charts as SVG: what is drawn, where, and how it is named."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from drammenworks.charts.scales import from_zero, ticks
from drammenworks.charts.svg import chart_svg
from drammenworks.charts.values import MISSING, Cell, ChartKind, ChartView, DataTable, Series

SVG = "{http://www.w3.org/2000/svg}"
TABLE = DataTable("t", "T", (), ())


def _cell(value: float | None) -> Cell:
    return Cell(MISSING) if value is None else Cell(str(value), value)


def _chart(kind: str, categories: tuple[str, ...], *series: tuple[float | None, ...]) -> ChartView:
    made = tuple(
        Series(f"Rekke {index}", tuple(map(_cell, values))) for index, values in enumerate(series, 1)
    )
    return ChartView("c", ChartKind(kind), "Det <øker> & øker", "2025", categories, made, TABLE)


def _drawn(chart: ChartView, width: float | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(chart, lang="nb", prefix="p", width=width))


def _texts(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


YEARS = ("2023", "2024", "2025")
CHARTS = {
    "bar": _chart("bar", YEARS, (1, 2, 3)),
    "grouped": _chart("grouped", YEARS, (1, 2, 3), (3, 2, 1)),
    "stacked": _chart("stacked", YEARS, (1, 2, 3), (3, 2, 1)),
    "line": _chart("line", YEARS, (1, 2, 3), (3, 2, 1)),
    "share": _chart("share", YEARS, (1, 2, 3), (16.7, 33.3, 50)),
    "progress": _chart("progress", YEARS, (1, 2, 3), (3, 3, 3)),
    "multiples": _chart("multiples", YEARS, (1, 2, 3), (3, 2, 1)),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_is_an_image_whose_first_child_is_its_message(kind: str) -> None:
    """So that assistive technology names it by what it says; markup in the message is text."""
    root = _drawn(CHARTS[kind])
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Det <øker> & øker"


@pytest.mark.parametrize("kind", CHARTS)
def test_the_width_of_a_chart_is_that_of_its_place(kind: str) -> None:
    """Positions across are in per cent, so that text keeps its size; nothing has a style of its own."""
    root = _drawn(CHARTS[kind])
    assert (root.get("width"), root.get("viewBox")) == ("100%", None)
    assert all(element.get("style") is None for element in root.iter())
    shares = [
        float(value[:-1])
        for element in root.iter()
        for name in ("x", "x1", "x2", "width")
        if (value := element.get(name, "")).endswith("%") and element is not root
    ]
    assert shares
    assert all(0 <= share <= 100 for share in shares)


@pytest.mark.parametrize("kind", CHARTS)
def test_on_paper_a_chart_has_numbers_only(kind: str) -> None:
    """Programs that draw it there need not know how wide it is; its style sheet comes along."""
    text = chart_svg(CHARTS[kind], lang="nb", prefix="p", width=400, style=".chart__label{fill:#000}")
    assert "%" not in re.sub("<title>.*?</title>", "", text)
    assert 'viewBox="0 0 400 ' in text
    assert "<style>.chart__label{fill:#000}</style>" in text


@pytest.mark.parametrize("kind", ["bar", "grouped", "share", "progress"])
def test_every_value_is_written_at_what_is_drawn(kind: str) -> None:
    """Direct labels, so that nobody has to measure."""
    texts = " ".join(_texts(_drawn(CHARTS[kind])))
    for one in CHARTS[kind].series:
        for cell in one.cells:
            assert cell.text in texts


@pytest.mark.parametrize("kind", ["grouped", "stacked", "share"])
def test_series_are_told_apart_by_patterns_beside_colours(kind: str) -> None:
    """Each after the first has its own; ids begin as they are told, for there may be several charts."""
    root = _drawn(CHARTS[kind])
    patterns = [element.get("id") for element in root.iter(f"{SVG}pattern")]
    assert patterns[0] == "p-1"
    fills = {element.get("fill") for element in root.iter(f"{SVG}rect")}
    assert {f"url(#{name})" for name in patterns} <= fills


def test_lines_are_told_apart_by_markers_and_names_at_their_ends() -> None:
    """A key is made where the names have no room."""
    root = _drawn(CHARTS["line"])
    assert len({element.get("d") for element in root.iter(f"{SVG}path")}) == 2
    assert {"Rekke 1", "Rekke 2", "3", "1"} <= set(_texts(root))
    many = _chart("line", YEARS, *[(index, index, index) for index in range(9)])
    assert "Rekke 9" in _texts(_drawn(many))


def test_bars_below_zero_go_to_the_left() -> None:
    """On one scale with those above, from a line at zero."""
    root = _drawn(_chart("bar", ("Over", "Under"), (100, -50)))
    over, under = (
        (float(rect.get("x", "")[:-1]), float(rect.get("width", "")[:-1])) for rect in root.iter(f"{SVG}rect")
    )
    assert over[1] == pytest.approx(under[1] * 2, abs=0.1)
    assert under[0] + under[1] == pytest.approx(over[0], abs=0.1)


def test_a_value_that_is_not_known_is_a_gap() -> None:
    """Never a zero: a dash beside bars, and nothing between points of a line."""
    assert MISSING in _texts(_drawn(_chart("bar", YEARS, (1, None, 3))))
    lines = [
        line
        for line in _drawn(_chart("line", YEARS, (1, None, 3))).iter(f"{SVG}line")
        if "chart__line" in line.get("class", "")
    ]
    assert lines == []


@pytest.mark.parametrize("kind", [kind.value for kind in ChartKind])
@pytest.mark.parametrize(
    "values",
    [(5,), (None,), (0, 0, 0), (-1, -2, -3), (1e15, 1, 0.000001), tuple(range(500)), (7, 7, 7)],
    ids=["one", "none", "zeros", "negative", "far apart", "many", "the same"],
)
def test_whatever_the_values_a_chart_is_drawn(kind: str, values: tuple[float | None, ...]) -> None:
    """Findings tell of what nobody can read; a drawing never fails."""
    categories = tuple(f"År {index}" for index in range(len(values)))
    if values == (None,) and kind == "line":
        pytest.skip("a chart without any value is none")
    _drawn(_chart(kind, categories, values, values))


def test_small_lines_with_long_words_stand_below_each_other() -> None:
    """Where two in a row would have to break a word; short ones stand in rows of two."""
    short, long = (
        replace(
            CHARTS["multiples"],
            series=tuple(one._replace(label=label) for one in CHARTS["multiples"].series),
        )
        for label in ("Medlemmer i alt", "Arbeidsmarkedstiltak")
    )
    assert "Arbeidsmarkedstiltak" in _texts(_drawn(long))
    lefts = [
        {
            element.get("x")
            for element in _drawn(chart).iter(f"{SVG}text")
            if element.text == chart.series[0].label
        }
        for chart in (short, long)
    ]
    assert [len(found) for found in lefts] == [2, 1]


def test_a_word_that_no_line_has_room_for_is_hyphenated() -> None:
    """Nothing is lost, and readers see that it goes on."""
    word = "Samfunnsøkonomisklønnsomhetsberegningsmodell"
    lines = [
        text for text in _texts(_drawn(_chart("bar", (word,), (5,)))) if text[0] in "Ss" or "modell" in text
    ]
    assert lines[0].endswith("-")
    assert "".join(line.removesuffix("-") for line in lines) == word


def test_a_long_name_takes_several_lines() -> None:
    """Of so many characters as a phone has room for."""
    name = "Medlemmer i næringsforeningen som har betalt kontingent for hele året " * 2
    texts = _texts(_drawn(_chart("bar", (name,), (5,))))
    assert max(map(len, texts)) <= 34
    assert "".join(texts[:-1]).replace(" ", "") == name.replace(" ", "")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1349, 1729), [1300, 1400, 1500, 1600, 1700, 1800]),
        ((0, 10), [0, 5, 10]),
        ((3, 9), [0, 5, 10]),
        ((-3, 9), [-5, 0, 5, 10]),
        ((5, 5), [4, 4.5, 5, 5.5, 6]),
        ((0, 0), [0, 0.5, 1]),
        ((0.1, 0.35), [0, 0.1, 0.2, 0.3, 0.4]),
    ],
)
def test_axes_name_round_numbers(values: tuple[float, ...], expected: list[float]) -> None:
    """From below the lowest value to above the highest; zero is among them unless that costs half the height."""
    assert ticks(values) == pytest.approx(expected)


def test_bars_begin_at_zero() -> None:
    """Whatever the values, for their lengths are compared."""
    assert from_zero((950, 951)) == (0, 951)
    assert from_zero((-5, None)) == (-5, 0)
