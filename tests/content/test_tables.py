"""The reports' tables of figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.graph_queries import file
from drammenworks.content.tables import Table, table_file
from drammenworks.engine.contexts import RecordingContext
from tests.documents import Plan, document, graph_in


def _load(root: Path, data: str | bytes, name: str = "tall.csv") -> tuple[Table | None, list[str]]:
    path = f"content/reports/{name}"
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    table, findings = table_file(RecordingContext(graph_in(root)), path)
    assert all(found.location.path == path for found in findings)
    return table, [f"{found.code} {found.message}" for found in findings]


@pytest.mark.parametrize(
    ("data", "columns", "rows"),
    [
        ("År;Tall\n2017;1,5\n", ("År", "Tall"), ((2017, 1.5),)),
        ("År,Tall\n2017,1.5\n", ("År", "Tall"), ((2017, 1.5),)),
        ('Navn;Tall\n"A; B";10\n', ("Navn", "Tall"), (("A; B", 10),)),
        ('Navn;Tall\n"Si ""hei""";10\n', ("Navn", "Tall"), (('Si "hei"', 10),)),
        ("A;B\n−5;+5\n-1,25;\n", ("A", "B"), ((-5, 5), (-1.25, ""))),
        ("A;B\n;\n1;2\n\n", ("A", "B"), ((1, 2),)),
        ("A;B\n 1 ; x \n", ("A", "B"), ((1, "x"),)),
        ("A;B\n1 000;12 %\n", ("A", "B"), (("1 000", "12 %"),)),
        ("A;B\n1e5;0x10\n", ("A", "B"), (("1e5", "0x10"),)),
        ("\ufeffA;B\r\n1;2\r\n", ("A", "B"), ((1, 2),)),
    ],
)
def test_a_csv_file_becomes_a_table(
    tmp_path: Path, data: str, columns: tuple[str, ...], rows: tuple[tuple[object, ...], ...]
) -> None:
    """As Norwegian Excel or anybody else writes it; a number is a number, and everything else is text."""
    table, findings = _load(tmp_path, data)
    assert findings == []
    assert table == Table(columns, rows)  # type: ignore[arg-type]
    assert table is not None
    assert [[type(cell) for cell in row] for row in table.rows] == [
        [type(cell) for cell in row] for row in rows
    ]


def test_a_capital_suffix_is_no_other_format(tmp_path: Path) -> None:
    """Windows writes « TALL.CSV »."""
    table, _ = _load(tmp_path, "A;B\n1;2\n", "TALL.CSV")
    assert table == Table(("A", "B"), ((1, 2),))


def test_a_yaml_file_becomes_a_table(tmp_path: Path) -> None:
    """Columns and rows, with the same numbers."""
    table, _ = _load(
        tmp_path, "columns: [År, Tall]\nrows:\n  - [2017, '1,5']\n  - [2018, ]\n  - [no, ~]\n", "tall.yaml"
    )
    assert table is None
    table, _ = _load(tmp_path, "columns: [År, Tall]\nrows:\n  - [2017, '1,5']\n  - [no, ~]\n", "tall.yaml")
    assert table == Table(("År", "Tall"), ((2017, 1.5), ("no", "")))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("A;B\n1;2;3\n", "rad 2 har 3 kolonner"),
        ("A;B\n1\n", "rad 2 har 1 kolonner"),
        ("A;B\n", "ingen rader"),
        ('A;B\n1;"2\n3;4\n', "anførselstegnene"),
        ('A;B\n1;"2"3\n', "anførselstegnene"),
        ("A;B\n1;" + "2" * 200_000 + "\n", "altfor lang"),
        ("", "DW103"),
        ("A;B\n1;\0\n", "DW102"),
        ("År;B\n1;2\n".encode("latin-1"), "DW101"),
    ],
)
def test_a_file_that_is_no_table_is_reported(tmp_path: Path, data: str | bytes, reason: str) -> None:
    """The reason says what is wrong with the file."""
    table, findings = _load(tmp_path, data)
    assert table is None
    assert len(findings) == 1
    assert reason in findings[0]


@pytest.mark.parametrize(
    "data",
    [
        "rows: [[1]]",
        "columns: [A]",
        "columns: A\nrows: B",
        "columns: [A]\nrows: [1, 2]",
        "columns: [[A]]\nrows: {a: b}",
    ],
)
def test_yaml_of_a_different_shape_is_reported(tmp_path: Path, data: str) -> None:
    """A mapping that is no table has a finding, too."""
    table, findings = _load(tmp_path, data, "tall.yaml")
    assert table is None
    assert [found[:5] for found in findings] == ["DW140"]


@given(st.text(alphabet=';,"\n\r1a \t', max_size=40))
def test_any_text_is_a_table_or_a_finding(tmp_path_factory: pytest.TempPathFactory, data: str) -> None:
    """Every row of a table has as many cells as it has columns, and nothing else ever comes of a file."""
    table, findings = _load(tmp_path_factory.mktemp("data"), data)
    assert (table is None) == bool(findings)
    if table is not None:
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_table_follows_its_file(tmp_path: Path) -> None:
    """Whoever shows it is out of date when the file is."""
    path = "tall.csv"
    (tmp_path / path).write_text("A;B\n1;2\n", encoding="utf-8")
    graph = graph_in(tmp_path)
    assert table_file(RecordingContext(graph), path).table == Table(("A", "B"), ((1, 2),))
    (tmp_path / path).write_text("A;B\n3;4\n", encoding="utf-8")
    graph.suspect(file.key(path))
    graph.settle_between()
    assert table_file(RecordingContext(graph), path).table == Table(("A", "B"), ((3, 4),))


def _codes(fields: str, body: str = "") -> list[tuple[str, str]]:
    report = document("reports/r.md", f"title: R\nyear: 2017\n{fields}", body)
    found = Plan(report, files=["content/reports/a.csv"]).findings("DW301")
    return [(str(finding.location).rpartition("r.md:")[2], finding.hint) for finding in found]


def test_what_shows_a_table_that_the_report_does_not_have_is_reported() -> None:
    """A box of the text, a chart of the fields; with the name that was meant."""
    figures = "figures: [{id: vekst, title: V, src: a.csv}]"
    assert _codes(figures, "::: figures vekst\n:::") == []
    [(place, hint)] = _codes(figures, "::: figures vext\n:::")
    assert place == "6"
    assert hint.endswith("Mente du «vekst»?")
    charts = "\ncharts: [{id: kurve, figures: vexst, message: Opp}]"
    [(_, hint)] = _codes(figures + charts)
    assert hint.endswith("Mente du «vekst»?")
