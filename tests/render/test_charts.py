"""The tables and charts of a report that its text shows, and those that it does not."""

from __future__ import annotations

import pytest

from tests.project import Project

REPORT = "content/reports/rapport/index.md"
TEMPLATE = "themes/base/templates/report.html"
UNSHOWN = "{% for table in doc.unshown_tables %}[{{ table.title }}]{% endfor %}"


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
    # A chart that no box shows is told of, and stops nothing.
    assert set(project.codes()) <= {"DW569"}
    assert project.output("a/rapporter/rapport/index.html").strip() == f"«{unshown}»"


def test_a_changed_text_may_show_different_tables(published: Project) -> None:
    """A page that asks which tables are shown depends on the text."""
    published.write(TEMPLATE, f"«{UNSHOWN}»")
    published.build()
    assert "«»" in published.output("a/rapporter/rapport/index.html")
    front_matter = published.read(REPORT).rpartition("---\n")[0]
    published.write(REPORT, f"{front_matter}---\nUten tabell.\n")
    assert published.codes() == ["DW569"]
    assert "«[Medlemmer]»" in published.output("a/rapporter/rapport/index.html")
