"""Files of figures that are not what they should be: each has a finding that says where, and nothing fails."""

from __future__ import annotations

import pytest

from tests.project import Project

FOLDER = "content/reports/rapport"
FIGURES = b"figures:\n  - {id: medlemmer, label: Medlemmer, value: 950}\n"


def _told(project: Project, figures: bytes = FIGURES, values: bytes | None = None) -> list[tuple[str, str]]:
    """Return the place and the code of each finding of a report with these files."""
    files = ["figures.yaml"] if values is None else ["figures.yaml", "figures.csv"]
    head = f"title: R\nyear: 2025\ndata: [{', '.join(files)}]"
    project.remove(f"{FOLDER}/medlemmer.csv")
    project.write(f"{FOLDER}/index.md", f"---\n{head}\n---\nVi er [figure:medlemmer].\n")
    project.write(f"{FOLDER}/figures.yaml", figures)
    if values is not None:
        project.write(f"{FOLDER}/figures.csv", values)
    found = project.report()["findings"]
    return [(f"{one['path'].rpartition('/')[2]}:{one['line'] or ''}", one["code"]) for one in found]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("mange", "DW208"),
        ("NaN", "DW208"),
        (".inf", "DW208"),
        ("1e309", "DW208"),
        ("1 000", "DW208"),
        ("12,5", "DW208"),
        ("0x10", "DW208"),
        ("1234567890123456", "DW208"),
    ],
)
def test_a_value_is_a_number(project: Project, value: str, code: str) -> None:
    """Of as many digits as computers keep; whatever else is told of at its place."""
    text = f"figures:\n  - id: medlemmer\n    label: Medlemmer\n    value: '{value}'\n".encode()
    assert _told(project, text)[0] == ("figures.yaml:4", code)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("figures: []\n", {"index.md:6"}),
        ("tall: []\n", {"figures.yaml:1"}),
        ("figures:\n  - {label: A, value: 1}\n", {"figures.yaml:2"}),
        ("figures:\n  - {id: a, label: {xx: A}, value: 1}\n", {"figures.yaml:2"}),
        ("figures:\n  - {id: a, label: '', value: 1}\n", {"figures.yaml:2"}),
        ("figures:\n  - {id: a, label: A, value: 1}\n  - {id: a, label: A, value: 1}\n", {"figures.yaml:1"}),
        ("figures:\n  - {id: a, label: A, series: {tjue: 1}}\n", {"figures.yaml:2"}),
        ("figures:\n  - {id: a, label: A, value: 1, verdi: 2}\n", {"figures.yaml:2"}),
        ("figures: {\n", {"figures.yaml:1"}),
        ("", {"figures.yaml:"}),
    ],
)
def test_what_is_wrong_in_a_file_has_its_line_there(project: Project, text: str, places: set[str]) -> None:
    """What the text refers to is missing as well."""
    assert places <= {place for place, _ in _told(project, text.encode())}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ("id;2023;2024\nmedlemmer;930;940\n".encode("utf-8-sig"), []),
        (b"id,2023,2024\nmedlemmer,930,940\n", []),
        (b"sep=,\nid,2023\nmedlemmer,930\n", []),
        (b"id\t2023\nmedlemmer\t930\n", []),
        (b"id;2023\nmedlemmer;1 930\n", []),
        ("id;2023\nmedlemmer;930\n".encode("utf-16"), ["DW150"]),
        ("id;2023\nmedlemmer;930 æ\n".encode("latin-1"), ["DW150"]),
        (b"id|2023\nmedlemmer|930\n", ["DW540"]),
        (b"2023;2024\n930;940\n", ["DW540"]),
        (b"id;antall\nmedlemmer;930\n", ["DW540"]),
        (b"id;2023\nmedlemmer;930;931\n", ["DW140"]),
        (b"id;2023\n", ["DW140"]),
        (b"id;2023\nmedlemmer;mange\n", ["DW541"]),
        (b"id;2023\nmedlemmer;1e309\n", ["DW541"]),
        (b"id;2023\n" + b"medlemmer;930\n" * 1_000_000, ["DW104"]),
    ],
    ids=[
        "with a mark",
        "commas",
        "said separator",
        "tabs",
        "thousands",
        "UTF-16",
        "Latin-1",
        "bars",
        "no ids",
        "no years",
        "ragged",
        "no rows",
        "words",
        "too large a number",
        "a million rows",
    ],
)
def test_values_come_from_whatever_a_spreadsheet_saves(
    project: Project, values: bytes, told: list[str]
) -> None:
    """As CSV; what it cannot be is told of, and no traceback."""
    codes = [code for place, code in _told(project, values=values) if place.startswith("figures.csv")]
    assert codes == told
