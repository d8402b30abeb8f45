"""The page of a report, the archive, and the data beside it, in the base theme."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.project import Project

ROOT = Path(__file__).parents[2]
REPORT = "content/reports/rapport/index.md"
FIGURES = "content/reports/rapport/figures.yaml"
PAGE = "a/rapporter/rapport/index.html"


@pytest.fixture
def themed(project: Project) -> Project:
    """Return the valid project with the real base theme, and a report of 2025 with two figures."""
    project.remove("themes/base", "content/reports/rapport/medlemmer.csv")
    shutil.copytree(ROOT / "themes/base", project.root / "themes/base")
    write(project)
    return project


def write(
    project: Project,
    body: str = "Vi er [figure:medlemmer] bedrifter.",
    fields: str = "",
    figures: str = "{id: medlemmer, label: Medlemmer, value: 1000, key: true, source: Foreningen}",
    more: str = "{id: andel, label: Andel, value: 12.5, unit: '%', target: 20}",
) -> None:
    """Write the report and its figures."""
    head = f"title: Rapporten\nsummary: Om året.\nyear: 2025\ndata: [figures.yaml]\n{fields}"
    project.write(REPORT, f"---\n{head}---\n{body}\n")
    project.write(FIGURES, f"figures:\n  - {figures}\n  - {more}\n")


def earlier(project: Project, value: str = "800", fields: str = "") -> None:
    """Write the report of the year before."""
    head = f"title: Forrige\nyear: 2024\n{fields}key_figures: [{{id: medlemmer, label: Medlemmer, value: {value}}}]"
    project.write("content/reports/forrige.md", f"---\n{head}\n---\nTekst.\n")


def page_of(project: Project, path: str = PAGE) -> LexborHTMLParser:
    """Return a published page."""
    return LexborHTMLParser(project.output(path))


def text_of(project: Project) -> str:
    """Return the text of the report."""
    found = page_of(project).css_first(".report__text")
    assert found is not None
    return found.text().strip()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Vi er [figure:medlemmer] bedrifter.", "Vi er 1\xa0000 bedrifter."),
        ("[figure:medlemmer]{show=number} er nok.", "1\xa0000 er nok."),
        ("Av dem er [figure:andel] nye.", "Av dem er 12,5\xa0% nye."),
        ("Målet er [figure:andel]{show=target}.", "Målet er 20\xa0%."),
        ("Året før var vi [figure:medlemmer]{show=previous}.", "Året før var vi 800."),
        ("Det er [figure:medlemmer]{show=change}.", "Det er +25\xa0%."),
        ("I fjor var det [figure:medlemmer]{year=2024}.", "I fjor var det 800."),
        (
            "I fjor endret det seg [figure:medlemmer]{show=change year=2024}.",
            "I fjor endret det seg +60\xa0%.",
        ),
        ("Forrige før det: [figure:medlemmer]{show=previous year=2024}.", "Forrige før det: 500."),
        ("Bare tallet: [figure:medlemmer]{show=number year=2024}.", "Bare tallet: 800."),
        ("I år er det [figure:rapport/medlemmer].", "I år er det 1\xa0000."),
        ("*Vi* er **[figure:medlemmer]**.", "Vi er 1\xa0000."),
        ("[Vi er [figure:medlemmer]](https://nett.example)", "Vi er 1\xa0000"),
        ("`[figure:medlemmer]` skrives slik.", "[figure:medlemmer] skrives slik."),
    ],
)
def test_text_refers_to_figures(themed: Project, written: str, shown: str) -> None:
    """As the language writes them, with what other reports say of the year before."""
    earlier(themed, "800, previous: 500")
    write(themed, written)
    themed.build()
    assert text_of(themed) == shown


def test_texts_of_fields_refer_to_figures_as_the_text_does(themed: Project) -> None:
    """Wherever prose is shown, and what search engines and lists get of it."""
    earlier(themed)
    show = "{show=change}"
    fields = (
        f"letter: {{title: 'Vi er [figure:medlemmer]', text: 'Det er [figure:medlemmer]{show}.'}}\n"
        "quotes: [{text: 'Vi ble [figure:medlemmer].', by: Kari}]\n"
        "finance: [{id: d, title: Drift, rows: [{label: Inn, result: 10}], notes: ['Fra [figure:medlemmer].']}]\n"
        "figures: [{id: t, title: 'De [figure:medlemmer]', of: [medlemmer], note: 'Av [figure:medlemmer].'}]\n"
        f"charts: [{{id: c, figures: [medlemmer], message: 'Det ble [figure:medlemmer]{show}'}}]\n"
        "errata: [{date: 2026-04-01, text: 'Det var [figure:medlemmer].'}]\n"
    )
    write(themed, "::: chart c\n:::", fields)
    themed.change(
        REPORT,
        "summary: Om året.",
        f"summary: '[figure:medlemmer] medlemmer, altså [figure:medlemmer]{show}.'",
    )
    themed.build()
    html = themed.output(PAGE)
    assert "[figure:" not in html
    page = page_of(themed)
    summary = "1\xa0000 medlemmer, altså +25\xa0%."
    assert [node.text() for node in page.css(".letter__text p, .quote__text p, .report__notes li")]
    for words in (
        "Vi er 1\xa0000",
        "Det er +25\xa0%.",
        "Vi ble 1\xa0000.",
        "Fra 1\xa0000.",
        "De 1\xa0000",
        "Av 1\xa0000.",
        "Det ble +25\xa0%",
        "Det var 1\xa0000.",
        summary,
    ):
        assert words in html
    description = page.css_first('meta[name="description"]')
    assert description is not None
    assert description.attributes["content"] == summary
    assert summary in themed.output("a/rapporter/index.html")
    data = themed.output("a/rapporter/rapport/figures.json")
    assert "Det ble +25\xa0%" in data


def test_a_text_of_a_field_follows_its_figure(themed: Project) -> None:
    """Also one of another document, and of a translation, in its own language."""
    themed.write(
        "content/news/ny.md",
        "---\ntitle: Ny\nsummary: Vi er [figure:rapport/medlemmer].\ndate: 2026-01-01\nsites: [a]\n---\nTekst.\n",
    )
    themed.build()
    assert "Vi er 1\xa0000." in themed.output("a/aktuelt/ny/index.html")
    themed.change(FIGURES, "value: 1000", "value: 1200")
    themed.build("--verify")
    assert "Vi er 1\xa0200." in themed.output("a/aktuelt/ny/index.html")
    assert "Vi er 1\xa0200." in themed.output("a/aktuelt/index.html")


def test_years_that_count_in_other_units_are_not_compared(themed: Project) -> None:
    """Neither by a change nor side by side, as the finding says."""
    figure = "{id: medlemmer, label: Medlemmer, value: 4.5, unit: mill. kr, key: true}"
    earlier(themed, "800, unit: kr")
    write(themed, figures=figure)
    assert themed.codes() == ["DW550"]
    page = page_of(themed)
    assert page.css_first(".key-figure__note") is None
    assert "800" not in themed.output(PAGE)
    assert page_of(themed, "a/rapporter/index.html").css_first("table") is None


def test_progress_says_what_it_counts(themed: Project) -> None:
    """Each value and each target with its unit, in the drawing and in its table."""
    charts = "charts: [{id: c, figures: [medlemmer, andel], type: progress, message: Slik går det}]\n"
    figure = "{id: medlemmer, label: Omsetning, value: 4.5, unit: mill. kr, target: 5}"
    write(themed, "::: chart c\n:::", charts, figure)
    themed.build()
    chart = page_of(themed).css_first("figure.chart")
    assert chart is not None
    assert {"4,5\xa0mill. kr", "Mål: 5\xa0mill. kr", "12,5\xa0%", "Mål: 20\xa0%"} <= {
        node.text() for node in chart.css("svg text")
    }
    assert [node.text() for node in chart.css("tbody td")] == [
        "4,5\xa0mill. kr",
        "5\xa0mill. kr",
        "12,5\xa0%",
        "20\xa0%",
    ]


def test_small_lines_of_several_units_name_them(themed: Project) -> None:
    """In the heading of each, and of its column; one unit for all stands under the message."""
    charts = "charts: [{id: c, figures: [medlemmer, andel], type: multiples, message: Slik gikk det}]\n"
    figure = "{id: medlemmer, label: Omsetning, value: 4, series: {2024: 3}, unit: mill. kr}"
    more = "{id: andel, label: Andel, value: 4, series: {2024: 3}, unit: '%'}"
    write(themed, "::: chart c\n:::", charts, figure, more)
    themed.build()
    headings = [node.text() for node in page_of(themed).css("figure.chart thead th")]
    assert headings == ["År", "Omsetning (mill.\xa0kr)", "Andel (%)"]


def test_a_qualifier_begins_a_sentence_with_a_capital(themed: Project) -> None:
    """And stands in small letters within one."""
    figure = "{id: medlemmer, label: Medlemmer, value: 70, qualifier: about}"
    write(
        themed, "[figure:medlemmer] kom. [figure:medlemmer] gikk, og [figure:medlemmer] ble.", figures=figure
    )
    themed.build()
    assert text_of(themed) == "Om lag 70 kom. Om lag 70 gikk, og om lag 70 ble."


def test_a_figure_is_a_number_for_machines(themed: Project) -> None:
    """The element says the value, and its words what is read."""
    themed.build()
    found = page_of(themed).css_first(".report__text data")
    assert found is not None
    assert (found.attributes["value"], found.text()) == ("1000", "1\xa0000")


def test_translations_share_the_figures(themed: Project) -> None:
    """Labels are in each language, and numbers as it writes them."""
    write(themed, figures="{id: medlemmer, label: {nb: Medlemmer, en: Members}, value: 1000, key: true}")
    themed.change(FIGURES, "label: Andel", "label: {nb: Andel, en: Share}")
    themed.write(
        "content/reports/rapport/index.en.md",
        "---\ntitle: The report\nslug: the-report\n---\nWe are [figure:medlemmer], and [figure:andel] are new.\n",
    )
    themed.build()
    page = page_of(themed, "a/en/reports/the-report/index.html")
    assert "We are 1,000, and 12.5% are new." in (page.css_first(".report__text") or page).text()
    assert [node.text() for node in page.css(".key-figure__label")] == ["Members"]


def test_the_change_follows_the_report_of_the_year_before(themed: Project) -> None:
    """As soon as that changes, and never a later one's; a draft of it is none."""
    earlier(themed)
    write(themed, "[figure:medlemmer]{show=change}")
    themed.build()
    assert text_of(themed) == "+25\xa0%"
    earlier(themed, "500")
    themed.build()
    assert text_of(themed) == "+100\xa0%"
    earlier(themed, fields="draft: true\n")
    assert themed.codes() == ["DW549"]
    assert text_of(themed) == "–"


def test_a_figure_that_is_edited_renders_only_the_pages_that_show_it(themed: Project) -> None:
    """An article with another figure of the report stays as it is."""
    for name, figure in (("en", "medlemmer"), ("to", "andel")):
        text = f"---\ntitle: {name}\ndate: 2026-11-01\nsites: [a]\n---\nTall: [figure:rapport/{figure}].\n"
        themed.write(f"content/news/{name}.md", text)
    themed.build()
    before = {name: themed.output(f"a/aktuelt/{name}/index.html") for name in ("en", "to")}
    themed.change(FIGURES, "value: 1000", "value: 1200")
    report = themed.build()
    assert "1\xa0200" in themed.output("a/aktuelt/en/index.html")
    assert themed.output("a/aktuelt/to/index.html") == before["to"]
    # The report itself, the article, and the list of reports.
    assert report["rendered"] <= 3


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FIGURES, "value: 1000", "value: 1001"),
        (FIGURES, "unit: '%'", "unit: prosent"),
        (FIGURES, "key: true", "key: false"),
        ("content/reports/forrige.md", "value: 800", "value: 801"),
        ("content/reports/forrige.md", "year: 2024", "year: 2023"),
        (REPORT, "year: 2025", "year: 2026"),
    ],
)
def test_an_incremental_build_equals_a_clean_one(themed: Project, path: str, old: str, new: str) -> None:
    """Whatever changes of a figure."""
    earlier(themed)
    charts = "charts: [{id: vekst, figures: [medlemmer], message: Vekst fra år til år}]\n"
    write(themed, "Vi er [figure:medlemmer] bedrifter.\n\n::: chart vekst\n:::", charts)
    themed.report()
    themed.change(path, old, new)
    assert [code for code in themed.codes("--verify") if not code.startswith(("DW54", "DW55"))] == []


def test_a_report_stands_beside_its_contents(themed: Project) -> None:
    """The letter, key figures, chapters, accounts and data, in this order, each with a link to it."""
    themed.write("content/people/leder.yaml", "name: Kari Nordmann\nrole: Leder\n")
    fields = (
        'letter: {title: Kjære medlem, text: "Første.\\n\\nAndre.", person: leder}\n'
        "quotes: [{text: Godt år., person: leder}]\n"
        "finance: [{id: drift, title: Drift, rows: [{label: Inn, result: 10, note: 1}], notes: [Kontingent]}]\n"
        "errata: [{date: 2026-04-01, text: Rettet.}]\n"
    )
    write(themed, "## Medlemmene\n\nTekst.", fields)
    themed.build()
    page = page_of(themed)
    links = [link.attributes["href"] or "" for link in page.css(".report__contents a")]
    assert links == [
        "#part:letter",
        "#part:figures",
        "#medlemmene",
        "#part:quotes",
        "#part:accounts",
        "#part:data",
        "#part:errata",
    ]
    for link in links:
        assert page.css_first(f'[id="{link[1:]}"]') is not None
    assert [node.text() for node in page.css(".letter__text p")] == ["Første.", "Andre."]
    assert [node.text() for node in page.css(".report__notes li")] == ["Kontingent"]
    quote = page.css_first(".quote__by")
    assert quote is not None
    assert quote.text(separator=" ").split() == ["Kari", "Nordmann", "Leder"]


def test_the_archive_has_the_years_side_by_side(themed: Project) -> None:
    """Key figures that two reports have, the years in order; nothing when there is but one."""
    themed.build()
    assert page_of(themed, "a/rapporter/index.html").css_first("table") is None
    earlier(themed)
    themed.build()
    rows = [
        [cell.text() for cell in row.css("th, td")]
        for row in page_of(themed, "a/rapporter/index.html").css("table tr")
    ]
    assert rows == [["Tall", "2024", "2025"], ["Medlemmer", "800", "1\xa0000"]]


def test_figures_are_a_data_set_for_search_engines(themed: Project) -> None:
    """With the files that programs read; what is measured is what the page shows."""
    themed.build()
    scripts = page_of(themed).css('script[type="application/ld+json"]')
    (found,) = (item for script in scripts for item in _graph(script.text()) if item["@type"] == "Dataset")
    assert found["name"] == "Rapporten"
    assert found["variableMeasured"] == ["Medlemmer"]
    assert [(one["encodingFormat"], one["contentUrl"]) for one in found["distribution"]] == [
        ("text/csv", "https://a.example/rapporter/rapport/figures.csv"),
        ("application/json", "https://a.example/rapporter/rapport/figures.json"),
    ]


def _graph(text: str) -> Any:
    return json.loads(text)["@graph"]


def test_a_file_of_figures_is_as_norwegian_excel_opens_it(themed: Project) -> None:
    """A byte order mark, semicolons, decimal commas; what would be a formula is text."""
    write(themed, figures="{id: medlemmer, label: '=1+1', value: -1000, qualifier: at-least}")
    themed.build()
    data = (themed.root / "output/a/rapporter/rapport/figures.csv").read_bytes()
    assert data.decode("utf-8").split("\r\n") == [
        "\ufeffid;Tall;År;Forbehold;Verdi;Enhet;Mål;Kilde",
        "medlemmer;'=1+1;2025;minst;-1000;;;",
        "andel;Andel;2025;;12,5;%;20;",
        "",
    ]


def test_figures_of_a_draft_are_nowhere(themed: Project) -> None:
    """No file, no value in another report."""
    themed.change(REPORT, "year: 2025", "year: 2025\ndraft: true")
    themed.build()
    assert not any("figures" in path for path in themed.published())


def test_a_chart_names_what_it_draws(themed: Project) -> None:
    """Its message refers to figures; its table has the same values, and the file is right under it."""
    earlier(themed)
    chart = "charts: [{id: vekst, figures: [medlemmer], message: '[figure:medlemmer] er flere enn før'}]\n"
    write(themed, "::: chart vekst\n:::", chart)
    themed.build()
    figure = page_of(themed).css_first("figure.chart")
    assert figure is not None
    title, caption = figure.css_first("svg > title"), figure.css_first(".chart__message")
    assert title is not None
    assert caption is not None
    assert title.text() == caption.text() == "1\xa0000 er flere enn før"
    assert [node.text() for node in figure.css("tbody td")] == ["800", "1\xa0000"]
    link = figure.css_first("a")
    assert link is not None
    assert link.attributes["href"] == "/rapporter/rapport/chart-vekst.csv"


def test_corrections_stand_in_the_order_of_their_days(themed: Project) -> None:
    """However they are written."""
    errata = "[{date: 2026-06-01, text: Sist.}, {date: 2026-04-01, text: Først.}]"
    write(themed, fields=f"errata: {errata}\n")
    themed.build()
    assert [node.text().split()[-1] for node in page_of(themed).css(".errata li")] == ["Først.", "Sist."]


def test_search_engines_are_told_of_the_pdf(themed: Project) -> None:
    """Of the one that is made of the page, and of the report's own."""
    themed.change("content/sites/a.yaml", "menus:", "pdfs: true\nmenus:")
    themed.build()
    pdf = "https://a.example/rapporter/rapport/rapport.pdf"
    assert _encoding(themed) == {
        "@type": "MediaObject",
        "encodingFormat": "application/pdf",
        "contentUrl": pdf,
    }
    themed.write("content/reports/rapport/egen.pdf", b"%PDF-1.7\n%%EOF\n")
    write(themed, fields="pdf: egen.pdf\n")
    themed.report()
    own = _encoding(themed)
    assert own["contentUrl"].endswith(".pdf")
    assert own["contentUrl"] != pdf
    write(themed, fields="pdf: false\n")
    themed.report()
    assert _encoding(themed) is None


def _encoding(project: Project) -> Any:
    scripts = page_of(project).css('script[type="application/ld+json"]')
    (found,) = (item for script in scripts for item in _graph(script.text()) if item["@type"] == "Report")
    return found.get("encoding")


@pytest.mark.parametrize(
    "unit", ["{nb: prosent, en: share of members}", "Prosent", "{nb: andel, en: Per cent}"]
)
def test_a_percentage_changes_by_points_in_every_language(themed: Project, unit: str) -> None:
    """However its unit is spelt, and whatever a language calls it."""
    figure = f"{{id: medlemmer, label: {{nb: M, en: M}}, value: 44, series: {{2024: 40}}, unit: {unit}, key: true}}"
    write(themed, figures=figure)
    themed.change(FIGURES, "label: Andel", "label: {nb: Andel, en: Share}")
    themed.write(
        "content/reports/rapport/index.en.md", "---\ntitle: The report\nslug: the-report\n---\nText.\n"
    )
    themed.build()
    for path, points in (
        (PAGE, "+4\xa0prosentpoeng"),
        ("a/en/reports/the-report/index.html", "+4\xa0percentage points"),
    ):
        note = page_of(themed, path).css_first(".key-figure__note")
        assert note is not None
        assert points in note.text()
