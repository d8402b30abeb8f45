"""The figures of a site's reports as files."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.config import Site
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.queries import QueryContext
from drammenworks.site.entries import section
from drammenworks.site.reports.files import report_files


def report_data_files(ask: QueryContext, site: Site) -> Iterator[Artifact]:
    """Yield the files with the figures of the reports that a site publishes, in each language."""
    for lang in site.languages:
        for document_id in sorted(section(ask, site.id, "report", lang) or ()):
            for file in report_files(ask, site.id, document_id, lang):
                yield Artifact(file.output_path, file.content)
