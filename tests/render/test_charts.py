"""Figures as templates show them: changes, columns and lengths of bars."""

from __future__ import annotations

from typing import Any

import pytest

from drammenworks.content.models.common import KeyFigure
from drammenworks.content.models.report import FinanceTable
from drammenworks.render.charts import (
    KeyFiguresView,
    accounts_view,
    bar_lengths,
    key_figures_view,
    number_columns,
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


def test_bars_are_measured_by_the_longest() -> None:
    """By the last cell, whatever its sign; a row without a number has no bar."""
    rows = (("a", 5), ("b", -10), ("c", ""), ("d", 3.3333))
    assert bar_lengths(rows) == (50.0, 100.0, None, 33.3)


def test_there_is_nothing_to_measure_zeros_by() -> None:
    """A table of zeros has no bars, as a table of words has none."""
    assert bar_lengths((("a", 0), ("b", 0))) == (None, None)
    assert bar_lengths((("a", "x"),)) == (None,)
    assert bar_lengths(()) == ()


def test_the_first_column_is_no_column_of_numbers() -> None:
    """Years in it name the rows."""
    assert number_columns(((2024, "x", 3), (2025, 4, "")), 3) == (False, True, True)


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
