"""Add the toolbar to each page of a static preview.

The page store holds the pages without it, so that builds with and without toolbars share them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from drammenworks.checks.prose import check_prose
from drammenworks.content.workspace import Workspace
from drammenworks.diff.page_links import anchor
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.errors import Finding
from drammenworks.messages import translator
from drammenworks.pipeline.options import Options, Progress, Toolbar
from drammenworks.pipeline.readable_documents import readable_documents
from drammenworks.pipeline.report import in_order
from drammenworks.preview.editor import Editor
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.finding_json import finding_json
from drammenworks.preview.static_toolbar import inject_toolbar, toolbar_assets
from drammenworks.preview.toolbar_state import summary_at, toolbar_state
from drammenworks.site.links import addresses
from drammenworks.site.page import Page
from drammenworks.site.routes import folded, route, winner


class StaticPreview:
    """The toolbars of all pages of a build."""

    def __init__(
        self,
        toolbar: Toolbar,
        graph: Graph,
        options: Options,
        findings: Iterable[Finding],
        progress: Progress,
    ) -> None:
        """Check the prose of all documents, which toolbars show too.

        :param findings: of the whole build.
        """
        self._graph = graph
        self._at = options.at
        self._say = translator(toolbar.language)
        editor = Editor(options.root, toolbar.edit_url) if toolbar.edit_url is not None else None
        self._context = EditorContext(editor, self._say)
        self._differences_url = toolbar.differences_url
        self._findings = _by_file(findings)
        workspace: Workspace = graph.environment
        progress("leser korrektur", 0, 1)
        remarks = check_prose(
            readable_documents(graph),
            workspace.root,
            workspace.cache,
            workspace.pool,
            year=options.at.year,
            covers=bool,
        )
        self._remarks = _by_file(remarks)
        progress("leser korrektur", 1, 1)

    def pages(self, site_id: str, pages: Iterable[Artifact]) -> Iterator[Artifact]:
        """Yield the pages of a site with their toolbars, then the files of the toolbar.

        A page is read when it is its turn, so that a preview takes no more memory than other builds.
        """
        where = self._graph.ask(addresses.key(site_id))
        for artifact in pages:
            page = self._page(site_id, artifact.path)
            if page is None:
                yield artifact
            else:
                html = inject_toolbar(artifact.read(), self._state(page), self._say, where.href)
                yield Artifact(artifact.path, html)
        yield from toolbar_assets()

    def _page(self, site_id: str, output_path: str) -> Page | None:
        """Return the page in a file; None for redirects, and for feeds, which only programs read."""
        claims = self._graph.ask(route.key(site_id, folded(output_path)))
        target = winner(claims) if claims and output_path.endswith(".html") else None
        return target if isinstance(target, Page) else None

    def _state(self, page: Page) -> Mapping[str, Any]:
        shown = summary_at(self._graph, page.site, page.path)
        remarks = self._found(self._remarks, {shown.path}) if shown is not None else ()
        url = self._differences_url
        return {
            "differences": f"{url}#{anchor(page.site, page.path)}" if url is not None else None,
            **toolbar_state(self._graph, page.site, page.path, self._at, self._findings_in, self._context),
            "remarks": [finding_json(remark, self._context) for remark in remarks],
        }

    def _findings_in(self, files: Collection[str]) -> Iterable[Finding]:
        return self._found(self._findings, files)

    @staticmethod
    def _found(by_file: Mapping[str, list[Finding]], files: Collection[str]) -> tuple[Finding, ...]:
        return in_order(finding for file in files for finding in by_file.get(file, ()))


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.location.path, []).append(finding)
    return by_file
