"""What templates see of the figures of reports and projects; nothing for documents of other kinds."""

from __future__ import annotations

from drammenworks.charts.values import ChartView, DataTable
from drammenworks.content.models.project import ProjectMeta
from drammenworks.content.models.report import ReportMeta
from drammenworks.render.document_base import BaseDocumentView
from drammenworks.render.views import FileView
from drammenworks.site.reports.data import ReportData, key_figures, report_data
from drammenworks.site.reports.figures import FigureValue, project_figures
from drammenworks.site.reports.files import file_of_chart, report_files
from drammenworks.site.reports.tables import figures_table


class ReportProperties(BaseDocumentView):
    """Figures, tables and charts, and the files that have them."""

    __slots__ = ()

    @property
    def report(self) -> ReportData | None:
        """A report in figures; None for other kinds, and for a report that this site does not publish."""
        if self.kind != "report":
            return None
        return report_data(self._context.ask, self._context.site_id, self.id, self.lang)

    def table(self, name: str) -> DataTable | None:
        """Return one of a report's tables, or the table of its chart of that name."""
        report = self.report
        if report is None:
            return None
        chart = report.chart(name)
        return report.table(name) or (chart.table if chart is not None else None)

    def data_file(self, name: str, format_name: str = "CSV") -> FileView | None:
        """Return a file with figures of a report, by its name in :class:`files.DataFile`."""
        context, report = self._context, self.report
        if report is None:
            return None
        kind, _, chart_id = name.partition(":")
        wanted = file_of_chart(report, chart_id) if kind == "chart" else name
        files = report_files(context.ask, context.site_id, self.id, self.lang)
        found = next((file for file in files if (file.name, file.format) == (wanted, format_name)), None)
        if found is None:
            return None
        return FileView(context.href(f"/{found.output_path}"), found.format, len(found.content))

    def chart(self, name: str) -> ChartView | None:
        """Return one of a report's charts."""
        report = self.report
        return report.chart(name) if report is not None else None

    @property
    def unshown_tables(self) -> list[DataTable]:
        """The tables of a report that its text shows neither as figures nor as a chart."""
        meta, report = self._document.meta, self.report
        if not isinstance(meta, ReportMeta) or report is None:
            return []
        self._context.read_body(self._document)
        boxes = self._document.outline.boxes
        shown = {box.argument for box in boxes if box.name == "figures"}
        drawn = {box.argument for box in boxes if box.name == "chart"}
        shown.update(name for chart in meta.charts if chart.id in drawn for name in chart.figures)
        return [table for table in report.tables if table.id not in shown]

    @property
    def key_figures(self) -> tuple[FigureValue, ...]:
        """The figures that a project or a report opens with, with their changes."""
        meta, context = self._document.meta, self._context
        if isinstance(meta, ReportMeta):
            return key_figures(context.ask, context.site_id, self.id, self.lang)
        return project_figures(meta, self.lang) if isinstance(meta, ProjectMeta) else ()

    @property
    def compared_figures(self) -> DataTable | None:
        """A table of the key figures with the year before and the target; None where there are none."""
        figures, meta = self.key_figures, self._document.meta
        if all(figure.previous is None and figure.target is None for figure in figures):
            return None
        year = meta.year if isinstance(meta, ReportMeta) else None
        return figures_table(figures, year, self.lang, title=self.title)
