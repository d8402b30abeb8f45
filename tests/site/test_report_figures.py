"""Figures of reports: stated once, compared over the years, and formatted in each language."""

from __future__ import annotations

from typing import Any

import pytest

from drammenworks.base.text.figures import change_of, format_change, format_figure
from drammenworks.content.models.common import KeyFigure
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.report import FinanceTable
from drammenworks.site.reports.accounts import accounts_tables
from drammenworks.site.reports.figures import FigureValue, project_figures


def _key_figures(*written: dict[str, Any], lang: str = "nb") -> tuple[FigureValue, ...]:
    figures = [
        KeyFigure.model_validate(
            {"id": f"a{index}", "label": "A", **{name: str(value) for name, value in fields.items()}},
            context={"lang": "nb"},
        )
        for index, fields in enumerate(written)
    ]
    return project_figures(ProjectMeta.model_construct(key_figures=tuple(figures)), lang)


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        ({"value": 12, "previous": 10}, "+20\xa0%"),
        ({"value": 9, "previous": 12}, "−25\xa0%"),
        ({"value": 10, "previous": 3}, "+233,3\xa0%"),
        ({"value": 10, "previous": 10}, "0\xa0%"),
        ({"value": 44, "previous": 40, "unit": "%"}, "+4\xa0prosentpoeng"),
        ({"value": 44.5, "previous": 40, "unit": "prosent"}, "+4,5\xa0prosentpoeng"),
        ({"value": 44, "previous": 40, "unit": "Prosent"}, "+4\xa0prosentpoeng"),
        ({"value": 44, "previous": 40, "unit": "per\xa0cent"}, "+4\xa0prosentpoeng"),
        ({"value": 44, "previous": 40, "unit": "pst."}, "+4\xa0prosentpoeng"),
        ({"value": 4, "previous": 2, "unit": "prosentpoeng"}, "+2\xa0prosentpoeng"),
        ({"value": 44, "previous": 40, "unit": "prosjekter"}, "+10\xa0%"),
        ({"value": 10, "previous": 0}, "–"),
        ({"value": 0, "previous": 5}, "−100\xa0%"),
        ({"value": -5, "previous": -10}, "+50\xa0%"),
        ({"value": 5, "previous": -10}, "+150\xa0%"),
        ({"value": 0, "previous": 0}, "–"),
        ({"value": 0.1, "previous": 0.3}, "−66,7\xa0%"),
        ({"value": -2, "previous": -5, "unit": "%"}, "+3\xa0prosentpoeng"),
        ({"value": 10}, "–"),
        ({"value": 2025, "previous": 2024, "is_year": "true"}, "–"),
    ],
)
def test_a_change_is_computed(fields: dict[str, Any], change: str) -> None:
    """In per cent, or in points for what is a percentage; a dash where there is nothing to compare with."""
    [figure] = _key_figures(fields)
    assert figure.change_text == change


def test_a_whole_change_is_a_whole_number() -> None:
    """So that no language shows a decimal that says nothing."""
    assert isinstance(change_of(12, 10, by_points=False), int)


@pytest.mark.parametrize(
    ("arguments", "nb", "en"),
    [
        ({"value": 1000}, "1\xa0000", "1,000"),
        ({"value": 12.5, "unit": "%"}, "12,5\xa0%", "12.5%"),
        ({"value": 2.4, "unit": "mill. kr"}, "2,4\xa0mill. kr", "2.4\xa0mill. kr"),
        ({"value": 1847, "is_year": True}, "1847", "1847"),
        ({"value": 70, "qualifier": "om lag"}, "om lag 70", "om lag 70"),
        ({"value": 3, "decimals": 1}, "3,0", "3.0"),
        ({"value": -1234.5}, "−1\xa0234,5", "−1,234.5"),
        ({"value": 0, "unit": "kr"}, "0\xa0kr", "0\xa0kr"),
    ],
)
def test_a_figure_is_written_as_its_language_writes_it(arguments: dict[str, Any], nb: str, en: str) -> None:
    """With its unit and qualifier; years are not grouped."""
    assert format_figure(**arguments, lang="nb") == nb
    assert format_figure(**arguments, lang="en") == en


def test_changes_are_written_in_each_language() -> None:
    """With a sign, and with points told from per cent."""
    assert format_change(2, lang="en", by_points=True) == "+2\xa0percentage points"
    assert format_change(-0.1, lang="en", by_points=False) == "−0.1%"


def test_accounts_leave_out_columns_that_nobody_filled_in() -> None:
    """A column with a single value, even 0, stays."""
    rows = [{"label": "Inntekter", "result": "10"}, {"label": "Renter", "result": "1", "previous": "0"}]
    written = {"id": "drift", "title": "Drift", "rows": rows}
    table, _ = accounts_tables(FinanceTable.model_validate(written, context={"lang": "nb"}), "nb")
    assert [column.label for column in table.columns] == ["Post", "Resultat", "Året før"]


def test_accounts_compute_what_the_result_is_beyond_the_budget() -> None:
    """Where a line has both; totals are told from the rest."""
    rows = [
        {"label": "Inntekter", "result": "900", "budget": "1000", "note": "1"},
        {"label": "Sum", "result": "900", "total": "true"},
    ]
    written = {"id": "drift", "title": "Drift", "rows": rows}
    table, totals = accounts_tables(FinanceTable.model_validate(written, context={"lang": "nb"}), "nb")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Inntekter", "1", "900", "1\xa0000", "−100"],
        ["Sum", "", "900", "–", "–"],
    ]
    assert totals == {1}
