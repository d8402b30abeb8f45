"""The PDF of a report has the figures, the charts and the data of its page."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from drammenworks.base.text.numbers import format_number
from tests.large_report import YEARS, write_large_report
from tests.project import VALID, Project
from tests.sample_sites import ROOT
from tests.workers import made_once

pytest.importorskip("typst", reason="there is no Typst for Windows on ARM")
pikepdf = pytest.importorskip("pikepdf")

from drammenworks.pdf.structure import structure  # noqa: E402

FOLDER = f"a/rapporter/arsrapport-{YEARS[-1]}"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a published project with a large report and its PDF."""

    def build(root: Path) -> None:
        shutil.copytree(VALID, root)
        shutil.rmtree(root / "themes/base")
        shutil.copytree(ROOT / "themes/base", root / "themes/base")
        project = Project(root)
        project.change("content/sites/a.yaml", "menus:", "pdfs: true\nmenus:")
        write_large_report(project)
        project.build()

    return Project(made_once(tmp_path_factory, "large-report-pdf", build)[1])


@pytest.fixture(scope="module")
def pdf(report: Project) -> Any:
    """Return the opened PDF."""
    path = report.root / "output" / FOLDER / f"{FOLDER.rpartition('/')[2]}.pdf"
    return pikepdf.open(io.BytesIO(path.read_bytes()))


def test_every_figure_of_the_data_is_in_the_text(report: Project) -> None:
    """Formatted as on the page, after its label."""
    path = report.root / "output" / FOLDER / f"{FOLDER.rpartition('/')[2]}.pdf"
    try:
        done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("poppler is not installed")
    text = " ".join(done.stdout.decode().replace("\u00ad\n", "").replace("\u00a0", " ").split())
    figures = json.loads(report.output(f"{FOLDER}/figures.json"))["figures"]
    for figure in figures:
        shown = format_number(figure["value"], lang="nb").replace("\u00a0", " ")
        assert re.search(rf"{re.escape(figure['label'])} (om lag )?{re.escape(shown)}", text), figure["id"]


def test_every_chart_is_a_figure_that_says_its_message(report: Project, pdf: Any) -> None:
    """As its drawing does on the page."""
    charts = json.loads(report.output(f"{FOLDER}/figures.json"))["charts"]
    alts = [str(node.get("/Alt", "")) for node in structure(pdf) if pikepdf.Name.Figure == node.S]
    assert [alt for alt in alts if alt in {chart["message"] for chart in charts}] == [
        chart["message"] for chart in charts
    ]


def test_the_data_is_attached_as_it_is_published(report: Project, pdf: Any) -> None:
    """Every CSV file and the JSON file, byte by byte, as data of the document (PDF/A-3)."""
    folder = report.root / "output" / FOLDER
    published = {
        file.name: file.read_bytes() for file in folder.iterdir() if file.suffix in (".csv", ".json")
    }
    attached = {name: found.get_file().read_bytes() for name, found in pdf.attachments.items()}
    assert attached == published
    assert len(pdf.Root.AF) == len(published) > 2


def test_every_table_of_the_page_has_its_row_headers(report: Project, pdf: Any) -> None:
    """The tables of the PDF are those of the page, in its order."""
    page = report.output(f"{FOLDER}/index.html")
    article = page[page.index("<article") : page.index("</main>")]
    headers = [node for node in structure(pdf) if node.S == pikepdf.Name.TH]
    tables = [node for node in structure(pdf) if pikepdf.Name.Table == node.S]
    assert len(tables) == article.count("<table")
    assert len(headers) == article.count("<th ")


def test_it_is_small_and_has_many_pages(pdf: Any, report: Project) -> None:
    """Far below what a telephone can fetch."""
    path = report.root / "output" / FOLDER / f"{FOLDER.rpartition('/')[2]}.pdf"
    assert path.stat().st_size < 2_000_000
    assert len(pdf.pages) > 20
