"""Every figure of a large report is the same in HTML, charts, tables, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from drammenworks.base.text.numbers import format_number
from tests.large_report import (
    AREAS,
    CHARTS,
    MEASURES,
    TABLES,
    TOTALS,
    YEARS,
    figure_id,
    value,
    write_large_report,
)
from tests.project import VALID, Project
from tests.workers import made_once

ROOT = Path(__file__).parents[2]
YEAR = YEARS[-1]
FOLDER = f"a/rapporter/arsrapport-{YEAR}"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a published project with the large report of a year."""

    def build(root: Path) -> None:
        shutil.copytree(VALID, root)
        shutil.rmtree(root / "themes/base")
        shutil.copytree(ROOT / "themes/base", root / "themes/base")
        project = Project(root)
        write_large_report(project)
        project.build()

    return Project(made_once(tmp_path_factory, "large-report", build)[1])


def _page(report: Project) -> LexborHTMLParser:
    return LexborHTMLParser(report.output(f"{FOLDER}/index.html"))


def _csv(report: Project, name: str) -> list[dict[str, str]]:
    data = (report.root / "output" / FOLDER / name).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def _json(report: Project) -> Any:
    return json.loads(report.output(f"{FOLDER}/figures.json"))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _stated() -> dict[str, float]:
    found = {
        figure_id(measure, area): value(number, index, YEAR)
        for number, (measure, *_) in enumerate(MEASURES)
        for index, (area, *_) in enumerate(AREAS)
    }
    for total in TOTALS:
        found[total] = sum(found[figure_id(total, area)] for area, *_ in AREAS)
    return found


def test_the_report_is_as_large_as_real_ones(report: Project) -> None:
    """Ten years, sixty figures, twenty-five charts, forty tables, a result and a balance."""
    found = _json(report)
    sizes = [len(found[name]) for name in ("figures", "charts", "tables", "accounts")]
    assert sizes == [60, 25, 40, 2]
    assert all(len(figure["series"]) == 10 for figure in found["figures"])


def test_every_figure_is_the_same_in_all_forms(report: Project) -> None:
    """As it is stated: in JSON, in CSV, and in the table of all figures on the page."""
    stated = _stated()
    from_json = {figure["id"]: figure["value"] for figure in _json(report)["figures"]}
    rows = [row for row in _csv(report, "figures.csv") if row["År"] == str(YEAR)]
    from_csv = {row["id"]: _number(row["Verdi"]) for row in rows}
    labels = {row["Tall"]: row["id"] for row in rows}
    shown = {}
    for row in _page(report).css("#part\\:data tbody tr"):
        name, cell = row.css_first("th"), row.css_first("td")
        assert name is not None
        assert cell is not None
        shown[labels[name.text()]] = cell.text().removeprefix("om lag ").partition("\xa0mill")[0]
    assert from_json == stated
    assert from_csv == stated
    assert {figure: text.removesuffix("\xa0%") for figure, text in shown.items()} == {
        figure: format_number(number, lang="nb") for figure, number in stated.items()
    }


def test_values_of_other_years_are_the_same_in_all_forms(report: Project) -> None:
    """The series in JSON and in CSV."""
    series = {
        (figure["id"], year): number
        for figure in _json(report)["figures"]
        for year, number in figure["series"].items()
    }
    assert {(row["id"], row["År"]): _number(row["Verdi"]) for row in _csv(report, "figures.csv")} == series
    for number, (measure, *_rest) in enumerate(MEASURES):
        for index, (area, *_names) in enumerate(AREAS):
            for year in YEARS:
                assert series[figure_id(measure, area), str(year)] == value(number, index, year)


@pytest.mark.parametrize("chart", [name for name, *_ in CHARTS])
def test_a_chart_draws_what_its_table_and_its_file_say(report: Project, chart: str) -> None:
    """The values at its marks, those of the table under it, of its CSV, and of the JSON."""
    figure = _page(report).css_first(f"#chart\\:{chart}")
    assert figure is not None
    drawing, table = figure.css_first("svg"), figure.css_first("table")
    assert drawing is not None
    assert table is not None
    shown = [[cell.text() for cell in row.css("th, td")] for row in table.css("tr")]
    (in_json,) = (one for one in _json(report)["charts"] if one["id"] == chart)
    rows = [list(row.values()) for row in _csv(report, f"chart-{chart}.csv")]
    for written, row, stated in zip(shown[1:], rows, in_json["rows"], strict=True):
        assert written[0] == row[0] == stated[0]
        for text, in_file, number in zip(written[1:], row[1:], stated[1:], strict=True):
            assert _number(in_file) == number
            assert text.removeprefix("om lag ").removesuffix("\xa0%") == format_number(number, lang="nb")
    texts = " ".join(node.text() for node in drawing.css("text"))
    last = shown[-1][1] if in_json["type"] != "share" else shown[-1][2]
    assert in_json["type"] == "stacked" or last in texts
    links = [link.attributes["href"] or "" for link in figure.css("a")]
    assert [link.rpartition("/")[2] for link in links] == [f"chart-{chart}.csv"]


def test_running_text_has_the_figures(report: Project) -> None:
    """Each with the number beside it, and the change since the year before."""
    stated = _stated()
    shown = {node.attributes["value"]: node.text() for node in _page(report).css(".report__text > p data")}
    for total in TOTALS:
        assert shown[str(stated[total])] == format_number(stated[total], lang="nb")


def test_tables_in_files_are_the_same_on_the_page_and_in_their_files(report: Project) -> None:
    """Those that the text shows, and those that follow it."""
    page = _page(report)
    for number in range(1, TABLES + 1):
        rows = [list(row.values()) for row in _csv(report, f"table-tabell-{number}.csv")]
        (in_json,) = (one for one in _json(report)["tables"] if one["id"] == f"tabell-{number}")
        numbers = [[row[0], *map(_number, row[1:])] for row in rows]
        assert numbers == in_json["rows"]
        tables = (
            table for table in page.css("table") if f"Tabell {number}" in table.css_first("caption").text()
        )  # type: ignore[union-attr]
        shown = [[cell.text() for cell in row.css("th, td")] for row in next(tables).css("tbody tr")]
        assert shown == [
            [str(row[0]), *(format_number(cell, lang="nb") for cell in row[1:] if not isinstance(cell, str))]
            for row in numbers
        ]
