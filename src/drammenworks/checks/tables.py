"""Check that every ``::: figures`` and ``::: chart`` names a table or chart of its report."""

from __future__ import annotations

from drammenworks.content.document import Document
from drammenworks.content.library import Library
from drammenworks.content.models.report import ReportMeta
from drammenworks.errors import Finding
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import references as rules


def check_tables(library: Library) -> list[Finding]:
    """Return a finding for every reference to a missing table or chart."""
    return [finding for document in library.documents.values() for finding in check_document_tables(document)]


def check_document_tables(document: Document) -> list[Finding]:
    """Return a finding for every reference of a document to a missing table or chart."""
    findings = []
    meta = document.meta
    tables = [table.id for table in meta.figures] if isinstance(meta, ReportMeta) else []
    charts = [chart.id for chart in meta.charts] if isinstance(meta, ReportMeta) else []
    for box in document.outline.boxes:
        if box.name not in ("figures", "chart"):
            continue
        known = tables if box.name == "figures" else charts
        if box.argument is not None and box.argument not in known:
            suggestion = did_you_mean(box.argument, known)
            findings.append(rules.UNKNOWN.at(box.location, target=box.argument, suggestion=suggestion))
    if isinstance(meta, ReportMeta) and "charts" not in document.inherited:
        for index, chart in enumerate(meta.charts):
            if chart.figures not in tables:
                place = document.location.at("charts", index, "figures")
                suggestion = did_you_mean(chart.figures, tables)
                findings.append(rules.UNKNOWN.at(place, target=chart.figures, suggestion=suggestion))
    return findings
