"""Give each page of a preview its bar; the pages themselves are kept without it, as all builds make them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from drammenworks.checks.prose import check_prose
from drammenworks.engine.artifact import Artifact
from drammenworks.errors import Finding
from drammenworks.messages import translator
from drammenworks.pipeline.options import Bars, Options, Progress
from drammenworks.pipeline.prepare import Ready
from drammenworks.pipeline.rendition import Rendition
from drammenworks.pipeline.report import in_order
from drammenworks.pipeline.workshop import Workshop
from drammenworks.preview.editor import Editor
from drammenworks.preview.editor_context import EditorContext
from drammenworks.preview.finding_json import finding_json
from drammenworks.preview.static_toolbar import inject_toolbar, toolbar_assets
from drammenworks.preview.toolbar import document_at, toolbar_state
from drammenworks.site.page import Page


@dataclass(frozen=True, slots=True)
class _ByFile:
    """Findings, by the path of the file that they are in."""

    found: dict[str, list[Finding]]

    def __call__(self, files: Collection[str]) -> Iterator[Finding]:
        """Yield what was found in some files."""
        yield from in_order(finding for file in files for finding in self.found.get(file, ()))


def with_bars(
    bars: Bars,
    ready: Ready,
    rendition: Rendition,
    options: Options,
    workshop: Workshop,
    progress: Progress,
) -> dict[str, Iterator[Artifact]]:
    """Return the files of a rendition by site, pages with the bar, and with what the bar is made of.

    A page is read and given its bar when it is asked for, so that a preview takes no more memory than other
    builds; each of the iterators can be gone through once.
    """
    say = translator(bars.language)
    context = EditorContext(Editor(options.root, bars.edit_url) if bars.edit_url is not None else None, say)
    findings = _by_file([*ready.findings, *rendition.findings])
    progress("leser korrektur", 0, 1)
    documents = ready.web.library.documents.values()
    remarks = _by_file(check_prose(documents, options.root, workshop.cache, workshop.pool, covers=bool))
    progress("leser korrektur", 1, 1)

    def state(site_id: str, page: Page) -> Mapping[str, Any]:
        document = document_at(ready.web, site_id, page.path)
        said = remarks({document.location.path}) if document is not None else ()
        return {
            **toolbar_state(ready.web, site_id, page.path, options.at, findings, context),
            "remarks": [finding_json(remark, context) for remark in said],
        }

    def files(site_id: str, tree: Iterable[Artifact]) -> Iterator[Artifact]:
        # A feed is planned as a page is, but nobody looks at it in a browser, and its XML ends where it ends.
        shown = (page for page in ready.pages[site_id] if page.output_path.endswith(".html"))
        pages = {page.output_path: page for page in shown}
        href = ready.web.routes[site_id].addresses.href
        for artifact in tree:
            page = pages.get(artifact.path)
            if page is None:
                yield artifact
            else:
                yield Artifact(
                    artifact.path, inject_toolbar(artifact.read(), state(site_id, page), say, href)
                )
        yield from toolbar_assets()

    return {site_id: files(site_id, tree) for site_id, tree in rendition.trees.items()}


def _by_file(findings: Iterable[Finding]) -> _ByFile:
    by_file: dict[str, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.location.path, []).append(finding)
    return _ByFile(by_file)
