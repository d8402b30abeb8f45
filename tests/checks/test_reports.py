"""What is told of reports: figures that other reports state otherwise, charts of nothing, and one cause once."""

from __future__ import annotations

import pytest

from tests.project import Project

REPORT = "content/reports/rapport/index.md"
FIGURES = "content/reports/rapport/figures.yaml"


@pytest.fixture
def reports(project: Project) -> Project:
    """Return the valid project without the data of its report."""
    project.remove("content/reports/rapport/medlemmer.csv")
    return project


def _write(
    project: Project, figures: str, body: str = "Tekst.", fields: str = "", data: str = "figures.yaml"
) -> None:
    head = f"title: Rapporten\nyear: 2025\ndata: [{data}]\n{fields}"
    project.write(REPORT, f"---\n{head}---\n{body}\n")
    project.write(FIGURES, f"figures:\n{figures}")


def _other(project: Project, year: int, figure: str, name: str = "annen") -> None:
    project.write(
        f"content/reports/{name}.md", f"---\ntitle: A\nyear: {year}\nkey_figures: [{figure}]\n---\nTekst.\n"
    )


def _told(project: Project) -> list[tuple[str, str]]:
    return [(one["code"], one["message"]) for one in project.report()["findings"]]


@pytest.mark.parametrize(
    ("year", "figure", "series"),
    [
        (2024, "{id: a, label: A, value: 8}", "{2024: 9}"),
        (2025, "{id: a, label: A, value: 11}", "{2024: 9}"),
        (2024, "{id: a, label: A, value: 9, previous: 7}", "{2023: 8}"),
    ],
    ids=["of the earlier year", "of the same year", "of a third year"],
)
def test_another_value_is_told_of(reports: Project, year: int, figure: str, series: str) -> None:
    """Whichever year it is of, once, at the later report; of one year, at the one that comes last."""
    _write(reports, f"  - {{id: a, label: A, value: 10, series: {series}}}\n")
    _other(reports, year, figure)
    assert [code for code, _ in _told(reports)] == ["DW555"]


def test_another_value_is_told_of_once_for_each_year(reports: Project) -> None:
    """However many reports give it, with the report of that year."""
    _write(reports, "  - {id: a, label: A, value: 10, series: {2023: 5}}\n")
    _other(reports, 2023, "{id: a, label: A, value: 6}", "eldst")
    _other(reports, 2024, "{id: a, label: A, value: 9, previous: 6}")
    [(code, message)] = _told(reports)
    assert (code, "6 i eldst" in message) == ("DW555", True)


@pytest.mark.parametrize(
    "unit", ["Prosent", "prosent", "per cent", "PST.", "'%'", "{nb: prosent, en: percent}"]
)
def test_units_that_are_one_may_be_spelt_in_several_ways(reports: Project, unit: str) -> None:
    """The years can be compared all the same."""
    _write(reports, f"  - {{id: a, label: A, value: 10, unit: {unit}}}\n")
    _other(reports, 2024, "{id: a, label: A, value: 9, unit: '%'}")
    assert _told(reports) == []


@pytest.mark.parametrize(
    ("fields", "figure"),
    [
        ("{id: c, figures: [a], message: M, since: 2030}", "{id: a, label: A, value: 1}"),
        (
            "{id: c, figures: [a], message: M, type: line, since: 2025}",
            "{id: a, label: A, series: {2020: 1}}",
        ),
        ("{id: c, figures: [a], message: M, type: share}", "{id: a, label: A, value: 0}"),
        ("{id: c, figures: [a], message: M}", "{id: a, label: A}"),
        ("{id: c, figures: [], message: M}", "{id: a, label: A, value: 1}"),
    ],
    ids=["since later", "nothing since", "zeros", "no value", "no figures"],
)
def test_a_chart_of_nothing_is_told_of(reports: Project, fields: str, figure: str) -> None:
    """It would vanish from the page."""
    _write(reports, f"  - {figure}\n", "::: chart c\n:::", f"charts: [{fields}]\n")
    assert [code for code, _ in _told(reports)] == ["DW567"]


@pytest.mark.parametrize(
    "figures",
    [
        "  - {id: a, label: A, value: mange}\n  - {id: b, label: B, value: 2}\n",
        "  - {id: a, label: A, value: 1, verdi: 2}\n",
        "  - {id: a, value: 1}\n",
        "  - [\n",
    ],
    ids=["value", "unknown field", "missing field", "syntax"],
)
def test_a_file_that_cannot_be_read_is_told_of_once(reports: Project, figures: str) -> None:
    """And not again at each place that names one of its figures."""
    reports.write("content/reports/rapport/figures.csv", "id;2024\na;1\nb;2\n")
    fields = "charts: [{id: c, figures: [a], message: M}]\nfigures: [{id: t, title: T, of: [a, b]}]\n"
    body = "[figure:a] og [figure:b]{show=change}\n\n::: chart c\n:::"
    _write(reports, figures, body, fields, "figures.yaml, figures.csv")
    reports.write("content/news/ny.md", "---\ntitle: Ny\ndate: 2026-01-01\n---\n[figure:rapport/a]\n")
    assert len(_told(reports)) == 1


def test_a_file_that_is_missing_is_told_of_once(reports: Project) -> None:
    """What it would have had is not known."""
    _write(reports, "  - {id: a, label: A, value: 1}\n", "[figure:b]", data="figures.yaml, borte.csv")
    assert [code for code, _ in _told(reports)] == ["DW141"]


@pytest.mark.parametrize(
    ("written", "figure", "reason"),
    [
        ("[figure:a]{show=change}", "value: 5, series: {2024: 0}", "tallet var 0 året før"),
        ("[figure:a]{show=change}", "value: 5", "det er ikke noe tall for året før"),
        ("[figure:a]{show=previous}", "value: 5", "det er ikke noe tall for året før"),
        ("[figure:a]{show=change year=2020}", "value: 5", "tallet har ingen verdi for 2020"),
        (
            "[figure:a]{show=target year=2024}",
            "value: 5, target: 9, series: {2024: 4}",
            "målet gjelder bare 2025",
        ),
        ("[figure:a]{show=target}", "value: 5", "tallet har ikke noe mål"),
        ("[figure:a]{show=change}", "value: 1999, is_year: true", "tallet er et årstall"),
    ],
)
def test_why_a_figure_has_nothing_to_show(reports: Project, written: str, figure: str, reason: str) -> None:
    """As it is: a zero is a number, and cannot be compared with."""
    _write(reports, f"  - {{id: a, label: A, {figure}}}\n", f"Her: {written}")
    [(code, message)] = _told(reports)
    assert code == "DW549"
    assert reason in message


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("title: Vi er [figure:a]\n", "DW565"),
        ("key_figures: [{id: k, label: 'Av [figure:a]', value: 3}]\n", "DW565"),
        ("tags: ['[figure:a]']\n", "DW565"),
        ("title: Vi er [figur:a]\n", "DW565"),
        ("summary: Vi er [figure:b].\n", "DW548"),
        ("summary: 'Vi er [figure:a]{vis=endring}.'\n", "DW411"),
        ("summary: 'Vi er [figur:a].'\n", "DW566"),
        ("summary: 'Vi er [figure:a og flere.'\n", "DW566"),
        ("quotes: [{text: '[figure:b]', by: Kari}]\n", "DW548"),
    ],
)
def test_a_field_that_cannot_show_a_figure_is_told_of(reports: Project, fields: str, code: str) -> None:
    """Where none is shown, where there is no such figure, and where it is not written as one."""
    _write(reports, "  - {id: a, label: A, value: 12}\n", fields=fields)
    if fields.startswith("title"):
        reports.change(REPORT, "title: Rapporten\n", "")
    assert [code for code, _ in _told(reports)] == [code]


@pytest.mark.parametrize(
    "written",
    [
        "[figur:a]",
        "[Figure:a]",
        "[figure: a]",
        "[figure:a",
        "[figure a]",
        "(figure:a)",
        "{figure:a}",
        "[tall:a]",
    ],
)
def test_a_figure_that_is_not_written_as_one_is_told_of(reports: Project, written: str) -> None:
    """It would be published as it stands."""
    _write(reports, "  - {id: a, label: A, value: 12}\n", f"Vi er {written} i dag.")
    assert "DW566" in [code for code, _ in _told(reports)]


@pytest.mark.parametrize(
    "written",
    [
        "`[figur:a]`",
        r"\[figur:a\]",
        "[figuren](/)",
        "[NB: a]",
        "[Se figur 3]",
        "[figure:a](/)",
        "(figuren: a)",
    ],
)
def test_what_is_no_figure_is_left_alone(reports: Project, written: str) -> None:
    """Code, escapes, links and other words in brackets."""
    _write(reports, "  - {id: a, label: A, value: 12}\n", f"Vi er {written} i dag.")
    assert [code for code, _ in _told(reports) if code == "DW566"] == []


@pytest.mark.parametrize(
    "written",
    [
        '::: quote {by="[figure:a]"}\nOrd.\n:::',
        "::: details Om [figure:a]\nOrd.\n:::",
        '[lenke](/ "[figure:a]")',
        "## Om [figure:a]",
    ],
)
def test_a_part_of_the_text_that_cannot_show_a_figure_is_told_of(reports: Project, written: str) -> None:
    """Titles, attributes and headings are texts without elements."""
    _write(reports, "  - {id: a, label: A, value: 12}\n", f"Tekst.\n\n{written}")
    assert {code for code, _ in _told(reports)} & {"DW565", "DW547"}


@pytest.mark.parametrize(
    "figure",
    [
        "value: 1847.5",
        "value: 18470",
        "value: -1847",
        "value: 1847, target: 3000",
        "value: 1847, series: {2024: 1846.5}",
    ],
)
def test_a_year_is_a_year(reports: Project, figure: str) -> None:
    """Whole and of four digits, whichever value it is; told of at that value."""
    _write(reports, f"  - {{id: a, label: A, is_year: true, {figure}}}\n")
    assert [code for code, _ in _told(reports)] == ["DW285"]
    _write(reports, "  - {id: a, label: A, is_year: true, value: 1847}\n")
    assert _told(reports) == []


def test_a_key_figure_that_is_a_year_is_one_too(reports: Project) -> None:
    """In the front matter of a report or a project."""
    fields = "key_figures: [{id: k, label: K, value: 1847.5, is_year: true}]\n"
    _write(reports, "  - {id: a, label: A, value: 1}\n", fields=fields)
    assert [code for code, _ in _told(reports)] == ["DW285"]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("errata: [{date: 2027-01-01, text: Rettet.}]\n", ["DW286"]),
        ("errata: [{date: 2026-11-21, text: Rettet.}]\n", []),
        ("errata: [{date: 2024-12-31, text: Rettet.}]\n", ["DW255"]),
        ("date: 2026-05-01\nerrata: [{date: 2026-04-30, text: Rettet.}]\n", ["DW255"]),
        ("date: 2026-05\nerrata: [{date: 2026-05-02, text: Rettet.}]\n", []),
    ],
)
def test_the_day_of_a_correction_is_after_the_report_and_not_to_come(
    reports: Project, fields: str, codes: list[str]
) -> None:
    """By the clock of the build."""
    _write(reports, "  - {id: a, label: A, value: 1}\n", fields=fields)
    assert [code for code, _ in _told(reports)] == codes


def test_a_correction_to_come_is_right_when_its_day_has_come(reports: Project) -> None:
    """Without a change of any file."""
    fields = "errata: [{date: 2027-01-01, text: Rettet.}]\n"
    _write(reports, "  - {id: a, label: A, value: 1}\n", fields=fields)
    assert reports.codes() == ["DW286"]
    assert reports.codes(at="2027-01-01 00:00") == []


def test_the_figures_of_another_report_are_never_suggested(reports: Project) -> None:
    """Each report has its own; a file beside it that is nearly called so is suggested."""
    _write(reports, "  - {id: a, label: A, value: 1}\n", data="figurs.yaml")
    assert "Mente du «figures.yaml»?" in reports.findings()[0]
    reports.write("content/reports/forrige/figures.yaml", reports.read(FIGURES))
    reports.write(
        "content/reports/forrige/index.md", "---\ntitle: F\nyear: 2024\ndata: [figures.yaml]\n---\nTekst.\n"
    )
    reports.remove(FIGURES)
    [finding] = reports.findings()
    assert "DW141" in finding
    assert "Mente du" not in finding


@pytest.mark.parametrize("name", ["tall.xlsx", "tall.ods", "tall.csv", "Tall.XLS"])
def test_a_spreadsheet_has_to_be_saved_as_text(reports: Project, name: str) -> None:
    """Whatever it is called; the advice is about tables, and not about Word."""
    reports.write(f"content/reports/rapport/{name}", b"PK\x03\x04 and so on")
    _write(reports, "  - {id: a, label: A, value: 1}\n", data=f"figures.yaml, {name}")
    assert [code for code, _ in _told(reports)] == ["DW151"]


def test_a_number_in_a_table_that_may_be_read_in_two_ways_is_told_of(reports: Project) -> None:
    """In the values of years and in tables, once for each column."""
    reports.write("content/reports/rapport/figures.csv", "id;2023;2024\na;1.234;5\nb;1.345;6\n")
    reports.write("content/reports/rapport/t.csv", "Hva;Antall;Postnr\nEn;1.234;1.234\n")
    fields = "figures: [{id: t, title: T, src: t.csv}]\n"
    figures = "  - {id: a, label: A, value: 1}\n  - {id: b, label: B, value: 1}\n"
    _write(reports, figures, fields=fields, data="figures.yaml, figures.csv")
    assert [code for code, _ in _told(reports)] == ["DW568", "DW568", "DW568"]


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("t.csv", 'Hva,Antall\nEn,"1,234"\n', ["DW568"]),
        ("t.csv", "Hva;Antall\nEn;1,234\n", []),
        ("t.csv", "sep=;\nHva;Antall\nEn;1,234\n", []),
        ("t.csv", "Hva\tAntall\nEn\t1.234\n", ["DW568"]),
        ("t.yaml", "columns: [Hva, Antall]\nrows:\n  - [En, 1.234]\n", []),
    ],
    ids=["commas", "semicolons", "said semicolons", "tabs", "YAML"],
)
def test_how_a_file_writes_cells_tells_how_it_writes_numbers(
    reports: Project, name: str, text: str, codes: list[str]
) -> None:
    """A program that writes semicolons has a decimal comma, and YAML has a decimal point."""
    reports.write(f"content/reports/rapport/{name}", text)
    fields = f"figures: [{{id: t, title: T, src: {name}}}]\n"
    _write(reports, "  - {id: a, label: A, value: 1}\n", fields=fields)
    assert [code for code, _ in _told(reports)] == codes


@pytest.mark.parametrize("field", ["label", "unit", "source", "note"])
def test_a_text_of_a_figure_cannot_refer_to_another(reports: Project, field: str) -> None:
    """It is told of there, and what else the file says is still used."""
    text = {"label": "A", field: "{nb: 'Av [figure:b]', en: Of all}"}
    fields = ", ".join(f"{name}: {value}" for name, value in text.items())
    _write(reports, f"  - {{id: a, value: 1, {fields}}}\n  - {{id: b, label: B, value: 2}}\n", "[figure:b]")
    assert [code for code, _ in _told(reports)] == ["DW565"]


def test_a_cell_of_a_table_cannot_refer_to_a_figure(reports: Project) -> None:
    """It is what it says."""
    reports.write("content/reports/rapport/t.csv", "Hva;Antall\nEn;2\nTo;[figure:a]\n")
    _write(reports, "  - {id: a, label: A, value: 1}\n", fields="figures: [{id: t, title: T, src: t.csv}]\n")
    assert "DW565" in [code for code, _ in _told(reports)]


@pytest.mark.parametrize(
    "fields",
    [
        "summary: Vi er 1 234 i alt.\n",
        "letter: {text: 'Vi er\u00a01234.', by: Kari}\n",
        "charts: [{id: c, figures: [a], message: 'Nå 1 234'}]\n",
        "finance: [{id: d, title: D, rows: [{label: R, result: 1}], notes: ['Av 1234.']}]\n",
    ],
)
def test_a_number_typed_in_a_field_that_equals_a_figure_is_told_of(reports: Project, fields: str) -> None:
    """As one in the text; what somebody said is left as it was said."""
    body = "::: chart c\n:::" if "charts" in fields else "Tekst."
    _write(reports, "  - {id: a, label: A, value: 1234, series: {2024: 1}}\n", body, fields)
    assert [code for code, _ in _told(reports)] == ["DW553"]
    _write(reports, "  - {id: a, label: A, value: 1234}\n", fields="quotes: [{text: Vi er 1234., by: K}]\n")
    assert _told(reports) == []


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("Tekst.", ["DW569", "DW569"]),
        ("::: chart c\n:::", ["DW569"]),
        ("::: details Mer\n:::: chart c\n::::\n:::\n\n::: chart d\n:::", []),
        ("::: chart x\n:::", ["DW494"]),
    ],
    ids=["none", "one", "both", "a wrong name"],
)
def test_a_chart_that_the_text_does_not_show_is_told_of(
    reports: Project, body: str, codes: list[str]
) -> None:
    """Nothing else shows it; a box with a wrong name may mean it, and is told of alone."""
    charts = "charts: [{id: c, figures: [a], message: M}, {id: d, figures: [a], message: N}]\n"
    _write(reports, "  - {id: a, label: A, value: 1, series: {2024: 2}}\n", body, charts)
    assert [code for code, _ in _told(reports)] == codes
