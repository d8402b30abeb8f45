"""PDFs in a preview: they are set when all else is shown, so that nobody waits for them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from drammenworks.pipeline.options import Options
from drammenworks.pipeline.preview.session import BuildObserver, PreviewSession, SiteSnapshot
from tests.project import Project

pytest.importorskip("typst", reason="there is no Typst for Windows on ARM")
pytest.importorskip("pikepdf")

PDF, PAGE = "rapporter/rapport/rapport.pdf", "rapporter/rapport/index.html"
REPORT = "content/reports/rapport/index.md"


def _options(project: Project) -> Options:
    root = project.root
    return Options(root, root / "output", root / ".cache", datetime(2026, 11, 21, tzinfo=UTC), jobs=1)


def test_pages_are_shown_before_their_pdfs(branded: Project) -> None:
    """After an edit the page is new at once, with the PDF as it was; then the PDF is new too."""
    shown: list[SiteSnapshot] = []
    session = PreviewSession()
    options = _options(branded)
    observer = BuildObserver(lambda: {"a": {PAGE}}, shown.append, lambda: False)

    def build(*changed: str) -> None:
        assert session.build(options, changed or None, observer) is not None

    build()
    assert PDF in shown[-1].trees["a"]
    first, count = shown[-1].trees["a"], len(shown)
    branded.change(REPORT, "Første avsnitt", "Et nytt avsnitt")
    build(REPORT)
    page, finished = shown[count].trees["a"], shown[-1].trees["a"]
    assert page[PAGE].digest != first[PAGE].digest
    assert page[PDF].digest == first[PDF].digest
    assert finished[PDF].digest != first[PDF].digest
    assert finished[PAGE].digest == page[PAGE].digest


def test_a_fault_in_a_typst_file_stops_no_page(branded: Project) -> None:
    """The pages follow the editor; the finding tells of the PDF."""
    shown: list[SiteSnapshot] = []
    session = PreviewSession()
    observer = BuildObserver(dict, shown.append, lambda: False)
    branded.change("themes/base/typst/document.typ", "#set text(", "#set tekst(")
    report = session.build(_options(branded), None, observer)
    assert report is not None
    assert {finding.rule.code for finding in report.findings} == {"DW640"}
    assert PAGE in shown[-1].trees["a"]
    assert PDF not in shown[-1].trees["a"]
