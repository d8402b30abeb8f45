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
    table, findings, _ = table_file(RecordingContext(graph_in(root)), path)
    assert all(found.location.path == path for found in findings)
    return table, [f"{found.code} {found.message}" for found in findings]


@pytest.mark.parametrize(
    ("data", "columns", "rows"),
    [
        ("År;Tall\n2017;1,5\n", ("År", "Tall"), (("2017", "1,5"),)),
        ("År,Tall\n2017,1.5\n", ("År", "Tall"), (("2017", "1.5"),)),
        ('Navn;Tall\n"A; B";10\n', ("Navn", "Tall"), (("A; B", "10"),)),
        ('Navn;Tall\n"Si ""hei""";10\n', ("Navn", "Tall"), (('Si "hei"', "10"),)),
        ("A;B\n;\n1;2\n\n", ("A", "B"), (("1", "2"),)),
        ("A;B\n 1 ; x \n", ("A", "B"), (("1", "x"),)),
        ("\ufeffA;B\r\n1;2\r\n", ("A", "B"), (("1", "2"),)),
        ("sep=;\r\nA;B\r\n1;2\r\n", ("A", "B"), (("1", "2"),)),
        ("SEP=,\nA,B\n1,2\n", ("A", "B"), (("1", "2"),)),
        ('"sep=;"\nA;B\n1;2\n', ("A", "B"), (("1", "2"),)),
        ("sep=|\nA|B\n1|2\n", ("A", "B"), (("1", "2"),)),
        ("sep=;;\nA;B\n1;2\n", ("A", "B"), (("1", "2"),)),
        ("sep=\t\nA\tB\n1\t2\n", ("A", "B"), (("1", "2"),)),
        ("A\tB\n1\t2,5\n", ("A", "B"), (("1", "2,5"),)),
        ("A\tB, C\n1\t2\n", ("A", "B, C"), (("1", "2"),)),
        ('"A; B",C\n1,2\n', ("A; B", "C"), (("1", "2"),)),
        ("A;B;\n1;2;\n", ("A", "B"), (("1", "2"),)),
        ("A;B;;;\n1;2;;;\n;;;;\n", ("A", "B"), (("1", "2"),)),
        ("A;B\n1;2;\n3;4;;\n", ("A", "B"), (("1", "2"), ("3", "4"))),
        ("A;B;\n1;2\n", ("A", "B"), (("1", "2"),)),
        ("A;;B\n1;;2\n", ("A", "B"), (("1", "2"),)),
        (";A;B\n;1;2\n", ("A", "B"), (("1", "2"),)),
        (";2017;2018\nTall;1;2\n", ("", "2017", "2018"), (("Tall", "1", "2"),)),
        ("A;B\n1;\n", ("A", "B"), (("1", ""),)),
        ("\n\n;;\nA;B\n1;2\n", ("A", "B"), (("1", "2"),)),
        ("A;B\n1;2\n \n ; \n", ("A", "B"), (("1", "2"),)),
    ],
)
def test_a_csv_file_becomes_a_table(
    tmp_path: Path, data: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    """As Norwegian Excel or anybody else writes it, without what is wholly empty."""
    table, findings = _load(tmp_path, data)
    assert findings == []
    assert table is not None
    assert (table.columns, table.rows) == (columns, rows)


@pytest.mark.parametrize(("char", "code"), [("\x0b", "DW488"), ("\x1f", "DW488"), ("\u200b", "DW489")])
def test_a_character_that_nobody_sees_is_told(tmp_path: Path, char: str, code: str) -> None:
    """As in texts."""
    table, findings = _load(tmp_path, f"A;B\n1;to{char}tre\n")
    assert table is not None
    assert [found[:5] for found in findings] == [code]


def test_a_row_knows_its_line(tmp_path: Path) -> None:
    """Also below a line that is no row, an empty one, and a cell of several lines."""
    table, _ = _load(tmp_path, 'sep=;\nA;B\n\n1;"2\n3"\n4;5\n')
    assert table is not None
    assert table.lines == (5, 6)


def test_a_capital_suffix_is_no_other_format(tmp_path: Path) -> None:
    """Windows writes « TALL.CSV »."""
    table, _ = _load(tmp_path, "A;B\n1;2\n", "TALL.CSV")
    assert table == Table(("A", "B"), (("1", "2"),), (2,))


def test_a_yaml_file_becomes_a_table(tmp_path: Path) -> None:
    """Columns and rows, with the same numbers."""
    table, _ = _load(
        tmp_path, "columns: [År, Tall]\nrows:\n  - [2017, '1,5']\n  - [2018, ]\n  - [no, ~]\n", "tall.yaml"
    )
    assert table is None
    table, _ = _load(tmp_path, "columns: [År, Tall]\nrows:\n  - [2017, '1,5']\n  - [no, ~]\n", "tall.yaml")
    assert table == Table(("År", "Tall"), (("2017", "1,5"), ("no", "")), (None, None))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("A;B\n1;2;3\n", "raden har 3 kolonner"),
        ("A;B\n1\n", "raden har 1 kolonne,"),
        ("A;B\n", "ingen rader"),
        ('A;B\n1;"2\n3;4\n', "anførselstegnene"),
        ('A;B\n1;"2"3\n', "anførselstegnene"),
        ("A;B\n1;" + "2" * 200_000 + "\n", "altfor lang"),
        ("", "DW103"),
        ("A;B\n1;\0\n", "DW102"),
        ("År;B\n1;2\n".encode("latin-1"), "DW150"),
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
    assert table_file(RecordingContext(graph), path).table == Table(("A", "B"), (("1", "2"),), (2,))
    (tmp_path / path).write_text("A;B\n3;4\n", encoding="utf-8")
    graph.suspect(file.key(path))
    graph.settle_between()
    assert table_file(RecordingContext(graph), path).table == Table(("A", "B"), (("3", "4"),), (2,))


_FIGURES = "figures: [{id: vekst, title: V, src: a.csv%s}]"
_CHART = "\ncharts: [{id: kurve, figures: [vekst], message: Opp}]"


_DATA = "content/reports/a.csv"


def _told(fields: str, body: str = "", *values: str, heading: str = "Antall") -> list[tuple[str, str, str]]:
    """Return the place, code and hint of each finding of a report about its table."""
    report = document("reports/r.md", f"title: R\nyear: 2017\n{fields}", body)
    rows = tuple((str(2017 + index), value) for index, value in enumerate(values or ("5",)))
    table = Table(("År", heading), rows, tuple(range(2, 2 + len(rows))))
    plan = Plan(report, files=[_DATA], tables={_DATA: table})
    codes = ("DW301", *(f"DW{number}" for number in range(494, 498)), "DW546")
    return [
        (str(found.location).rpartition("/")[2], code, str(found.hint))
        for code in codes
        for found in plan.findings(code)
    ]


def test_what_shows_a_table_that_the_report_does_not_have_is_reported() -> None:
    """A box of the text, a chart of the fields; with the name that was meant, and not as a link."""
    assert _told(_FIGURES % "", "::: figures vekst\n:::") == []
    [(place, code, hint)] = _told(_FIGURES % "", "::: figures vext\n:::")
    assert (place, code) == ("r.md:6", "DW494")
    assert hint.endswith("Mente du «vekst»?")
    [(_, code, hint)] = _told(_FIGURES % "" + _CHART.replace("vekst", "vexst"))
    assert code == "DW546"
    assert hint.endswith("Mente du «vekst»?")


def test_a_table_is_no_chart() -> None:
    """The hint has the box that shows it."""
    told = _told(_FIGURES % "" + _CHART, "::: chart vekst\n:::\n\n::: figures kurve\n:::")
    assert [hint.rpartition("Mente du ")[2] for _, _, hint in told] == [
        "«::: figures vekst»?",
        "«::: chart kurve»?",
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("5", "-5", "1 234", "1\xa0234,5", "−5", "-", "–", "", "1.234,50"), []),
        (("12 %", "15 %", "9,5 prosent"), []),
        (("kr 500,-", "1 000 kr", "500"), []),
        (("5", "om lag 5", "mange"), [("a.csv:3", "DW496")]),
        (("5", "6", "12 %"), [("a.csv:4", "DW496")]),
        (("12 %", "15 %", "5"), [("a.csv:4", "DW496")]),
        (("om lag 5", "mange"), [("r.md:5:22", "DW495")]),
        (("0150", "0301"), [("r.md:5:22", "DW495")]),
    ],
)
def test_what_a_chart_cannot_draw_is_told(values: tuple[str, ...], told: list[tuple[str, str]]) -> None:
    """The first value that is no number, with its line; or that there is none at all."""
    assert [each[:2] for each in _told(_FIGURES % "" + _CHART, "", *values)] == told
    assert _told(_FIGURES % "", "", *values) == []


def test_a_column_is_described_by_its_heading() -> None:
    """What is declared decides what a chart can draw; a heading that is not there is told."""
    column = ", columns: [{name: Antall, type: text}]"
    assert [each[1] for each in _told(_FIGURES % column + _CHART)] == ["DW495"]
    [(place, code, hint)] = _told(_FIGURES % column.replace("Antall", "Antal"))
    assert (place, code) == ("r.md:4:56", "DW497")
    assert hint.endswith("Mente du «Antall»?")
