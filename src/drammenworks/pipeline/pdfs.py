"""Typeset the PDFs of the sites; those in the cache are not set again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from drammenworks.engine.artifact import Artifact
from drammenworks.engine.graph import Graph
from drammenworks.engine.pool import available_cores
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import sites as rules
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.pdf import is_available
from drammenworks.pdf.theme import TypstTheme, typst_theme
from drammenworks.pipeline.images import encode_images
from drammenworks.pipeline.options import Options, Progress
from drammenworks.pipeline.pdf_sources import PdfSource, pdf_key, source_store
from drammenworks.pipeline.sharing.encoded import fetch_encoded, offer_encoded
from drammenworks.site.pdfs import pdf

_SITES = Location("content/sites")


@dataclass(frozen=True, slots=True)
class Pdfs:
    """The finished PDFs, and what was wrong with others."""

    artifacts: Mapping[tuple[str, str], Artifact] = field(default_factory=dict)
    """By site and output path."""
    findings: tuple[Finding, ...] = ()


def make_pdfs(
    wanted: Mapping[tuple[str, str], PdfSource], graph: Graph, options: Options, progress: Progress
) -> Pdfs:
    """Return a file for every PDF; what was set before from the same source is not set again.

    :param wanted: what each is set from, by site and output path.
    """
    if not is_available():
        return Pdfs(findings=_without_typst(graph))
    if not wanted:
        return Pdfs()
    folder, shared = options.cache / "pdfs" / "finished", graph.environment.shared
    sources = {source.digest: source for source in wanted.values()}
    unshared = fetch_encoded(shared, folder, map(pdf_key, sources))
    kept = EncodedFileCache(folder)
    files = {name: file for name in sources if (file := kept.find(pdf_key(name))) is not None}
    waiting = [source for name, source in sources.items() if name not in files]
    made: dict[str, EncodedFile | Finding | None] = {}
    if waiting:
        uses = [use for source in waiting for use in source.pictures]
        encoded = encode_images(uses, graph, options, progress).artifacts
        # The pages of the others tell of the same pictures.
        waiting = [source for source in waiting if all(use.output_path in encoded for use in source.pictures)]
        pictures = {path: Path(str(file.content)) for path, file in encoded.items()}
        made = _typeset(waiting, pictures, kept, graph, options, progress)
    offer_encoded(shared, folder, unshared)
    files |= {name: file for name, file in made.items() if isinstance(file, EncodedFile)}
    artifacts = {
        place: Artifact(place[1], files[source.digest].path, files[source.digest].digest)
        for place, source in wanted.items()
        if source.digest in files
    }
    return Pdfs(artifacts, _findings(made))


def check_pdfs(
    wanted: Mapping[tuple[str, str], PdfSource], graph: Graph, options: Options, progress: Progress
) -> tuple[Finding, ...]:
    """Return what :func:`make_pdfs` would report, without encoding a picture or keeping a PDF."""
    if not is_available():
        return _without_typst(graph)
    folder = options.cache / "pdfs" / "finished"
    sources = {source.digest: source for source in wanted.values()}
    # Those that others have set need not be tried.
    fetch_encoded(graph.environment.shared, folder, map(pdf_key, sources))
    kept = EncodedFileCache(folder)
    waiting = [source for name, source in sources.items() if kept.find(pdf_key(name)) is None]
    return _findings(_typeset(waiting, None, None, graph, options, progress)) if waiting else ()


def _typeset(
    waiting: Sequence[PdfSource],
    pictures: Mapping[str, Path] | None,
    kept: EncodedFileCache | None,
    graph: Graph,
    options: Options,
    progress: Progress,
) -> dict[str, EncodedFile | Finding | None]:
    """Set PDFs in threads: Typst itself works in threads, which a forked process would lack."""
    # Loaded only when it is needed: Typst takes as long as planning a thousand pages.
    from drammenworks.pipeline.pdf_setting import PdfTask  # noqa: PLC0415

    task = PdfTask(_themes(graph), source_store(graph.environment), options.cache / "pdfs", pictures, kept)
    made: dict[str, EncodedFile | Finding | None] = {}
    with ThreadPoolExecutor(max_workers=available_cores()) as threads:
        for source, result in zip(waiting, threads.map(task, waiting), strict=True):
            made[source.digest] = result
            progress("lager PDF-er", len(made), len(waiting))
    return made


def _without_typst(graph: Graph) -> tuple[Finding, ...]:
    return (rules.NO_TYPST_PROGRAM.at(_SITES),) if graph.keys(pdf.name) else ()


def _findings(made: Mapping[str, EncodedFile | Finding | None]) -> tuple[Finding, ...]:
    return tuple(found for found in made.values() if isinstance(found, Finding))


def _themes(graph: Graph) -> Mapping[str, TypstTheme]:
    found: Iterable[TypstTheme | None] = (graph.ask(key) for key in graph.keys(typst_theme.name))
    return {theme.digest: theme for theme in found if theme is not None}
