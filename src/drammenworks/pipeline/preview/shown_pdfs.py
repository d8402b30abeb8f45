"""The PDFs that a preview shows: they are set when all else is shown, so that nobody waits for them."""

from __future__ import annotations

from collections.abc import Mapping

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.errors import Finding
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.output_files import SiteFiles, pdf_sources
from drammenworks.pipeline.pdfs import make_pdfs

Trees = Mapping[str, Mapping[str, Artifact]]
"""The files of each site, by output path."""


def trees_with_pdfs(
    trees: Trees, files: Mapping[str, SiteFiles], graph: Graph, options: Options, progress: Progress
) -> tuple[Trees, tuple[Finding, ...]]:
    """Return what is shown with the PDFs among some files, and what is wrong with others.

    The trees are the same object when there is nothing to add.
    """
    pdfs = make_pdfs(pdf_sources(files), graph, options, progress)
    if not pdfs.artifacts:
        return trees, pdfs.findings
    with_pdfs = {site_id: dict(tree) for site_id, tree in trees.items()}
    for (site_id, path), artifact in pdfs.artifacts.items():
        with_pdfs[site_id][path] = artifact
    return with_pdfs, pdfs.findings
