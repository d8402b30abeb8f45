"""Figures as templates show them: changes, columns and lengths of bars."""

from __future__ import annotations

from typing import Any

import pytest

from drammenworks.content.models.common import KeyFigure
from drammenworks.content.models.report import FinanceTable
from drammenworks.render.charts import (
    KeyFiguresView,
    accounts_view,
    bars,
    key_figures_view,
    zero_of,
)
from tests.project import Project

REPORT = "content/reports/rapport/index.md"
TEMPLATE = "themes/base/templates/report.html"
UNSHOWN = "{% for table in doc.unshown_tables %}[{{ table.title }}]{% endfor %}"


def _figure(**fields: Any) -> KeyFigure:
    written = {"id": "a", "label": "A", **{name: str(value) for name, value in fields.items()}}
    return KeyFigure.model_validate(written, context={"lang": "nb"})


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"value": 12, "previous": 10}, 20),
        ({"value": 9, "previous": 12}, -25),
        ({"value": 10, "previous": 3}, 233.3),
        ({"value": 10, "previous": 10}, 0),
        ({"value": 44, "previous": 40, "unit": "%"}, 4),
        ({"value": 44.5, "previous": 40, "unit": "prosent"}, 4.5),
        ({"value": 10, "previous": 0}, None),
        ({"value": 0, "previous": 5}, -100),
        ({"value": -5, "previous": -10}, 50),
        ({"value": -10, "previous": -5}, -100),
        ({"value": 5, "previous": -10}, 150),
        ({"value": -5, "previous": 10}, -150),
        ({"value": 0, "previous": 0}, None),
        ({"value": 0.1, "previous": 0.3}, -66.7),
        ({"value": -2, "previous": -5, "unit": "%"}, 3),
        ({"value": 10}, None),
        ({"value": 2025, "previous": 2024, "is_year": "true"}, None),
    ],
)
def test_a_change_is_computed(fields: dict[str, Any], change: float | None) -> None:
    """In per cent, or in points for what is a percentage; none where there is nothing to compare with."""
    [figure] = key_figures_view([_figure(**fields)]).figures
    assert figure.change == change


def test_a_whole_change_is_a_whole_number() -> None:
    """So that no language shows a decimal that says nothing."""
    [figure] = key_figures_view([_figure(value=12, previous=10)]).figures
    assert isinstance(figure.change, int)


def test_key_figures_say_what_a_table_of_them_needs() -> None:
    """Each source once, in the order in which they are named."""
    figures = [_figure(value=1, source="SSB"), _figure(value=2, source="NHO"), _figure(value=3, source="SSB")]
    view = key_figures_view(figures)
    assert (view.sources, view.has_previous, view.has_target) == (("SSB", "NHO"), False, False)
    assert key_figures_view([_figure(value=1, previous=2)]).has_previous
    assert key_figures_view([_figure(value=1, target=2)]).has_target
    assert key_figures_view([]) == KeyFiguresView()


def test_accounts_leave_out_columns_that_nobody_filled_in() -> None:
    """A column with a single value, even 0, stays."""
    rows = [{"label": "Inntekter", "result": "10"}, {"label": "Renter", "result": "1", "previous": "0"}]
    written = {"id": "drift", "title": "Drift", "rows": rows}
    part = accounts_view(FinanceTable.model_validate(written, context={"lang": "nb"}))
    assert part.columns == ("result", "previous")


@pytest.mark.parametrize(
    ("values", "expected", "zero"),
    [
        ((5, 10, None, 3.3333), [(0, 50, False), (0, 100, False), None, (0, 33.3, False)], None),
        ((-50, 100, 0), [(0, 33.3, True), (33.3, 66.7, False), (33.3, 0, False)], 33.3),
        ((-10, -5), [(0, 100, True), (50, 50, True)], 100),
        ((-10, 10), [(0, 50, True), (50, 50, False)], 50),
        ((0, 10), [(0, 0, False), (0, 100, False)], None),
    ],
)
def test_bars_go_from_zero(
    values: tuple[float | None, ...], expected: list[tuple[float, float, bool] | None], zero: float | None
) -> None:
    """To the left when they are negative, all on one scale; a row without a number has no bar."""
    assert list(bars(values)) == expected
    assert zero_of(values) == zero


def test_there_is_nothing_to_measure_zeros_by() -> None:
    """A table of zeros has no bars, as a table of words has none."""
    assert bars((0, 0)) == (None, None)
    assert bars((None,)) == (None,)
    assert bars(()) == ()
    assert zero_of(()) is None


@pytest.mark.parametrize(
    ("text", "unshown"),
    [
        ("Ingenting her.", "[Medlemmer]"),
        ("::: figures medlemmer\n:::", ""),
        ("::: chart vekst\n:::", ""),
        ("::: details Tall\n::: figures medlemmer\n:::\n:::", ""),
        ('Her står `id="table-medlemmer"`.', "[Medlemmer]"),
    ],
)
def test_a_report_knows_the_tables_that_its_text_does_not_show(
    project: Project, text: str, unshown: str
) -> None:
    """By the boxes of the text, also within boxes, as a table or as a chart; its words are no boxes."""
    front_matter = project.read(REPORT).rpartition("---\n")[0]
    project.write(REPORT, f"{front_matter}---\n{text}\n")
    project.write(TEMPLATE, f"«{UNSHOWN}»")
    project.build()
    assert project.output("a/rapporter/rapport/index.html").strip() == f"«{unshown}»"


def test_a_changed_text_may_show_different_tables(published: Project) -> None:
    """A page that asks which tables are shown depends on the text."""
    published.write(TEMPLATE, f"«{UNSHOWN}»")
    published.build()
    assert "«»" in published.output("a/rapporter/rapport/index.html")
    front_matter = published.read(REPORT).rpartition("---\n")[0]
    published.write(REPORT, f"{front_matter}---\nUten tabell.\n")
    published.build()
    assert "«[Medlemmer]»" in published.output("a/rapporter/rapport/index.html")
