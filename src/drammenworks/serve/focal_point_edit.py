"""Writes the focal point of an image into the document that shows it, and changes nothing else there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.paths import CONTENT
from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_types import Value
from drammenworks.content.document import Document
from drammenworks.content.document_metadata import DocumentMetadata
from drammenworks.content.graph_queries import languages_of, summary_of
from drammenworks.content.referenced_files import files_of
from drammenworks.engine.contexts import ReadOnlyContext
from drammenworks.engine.graph import Graph
from drammenworks.errors import ContentError, DrammenworksError, Location, Phrase
from drammenworks.pipeline.pages import images_on
from drammenworks.pipeline.preview.session import SiteSnapshot
from drammenworks.preview.toolbar_state import load_document
from drammenworks.serve.yaml_edit import YamlEditError, set_pair
from drammenworks.site.entries import entry
from drammenworks.site.page import DocumentSubject
from drammenworks.site.routes import folded, page_at

FocalPoint = tuple[float, float]
"""Fractions of the width from the left and of the height from the top, each 0 to 1."""

_FOCAL, _SRC = "focal", "src"
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


class NotEditableError(DrammenworksError):
    """The focal point cannot be set; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class ImageField:
    """A field of a document that contains an image."""

    path: str
    """The document's file, relative to the project's root."""
    keys: tuple[str | int, ...]
    """The path of the field in the front matter."""


def find_field(snapshot: SiteSnapshot, site_id: str, page_path: str, src: str, root: Path) -> ImageField:
    """Return the field that an image on a page comes from.

    :param src: the path of the image's URL.
    :raises NotEditableError: if it comes from no field, or from the fields of several documents.
    """
    graph = snapshot.graph
    ask = ReadOnlyContext(graph)
    page = page_at(ask, site_id, page_path)
    # The site may have been removed since the page was opened.
    if page is None or site_id not in snapshot.trees:
        raise NotEditableError(Phrase("Siden finnes ikke lenger."))
    output_path = unquote(src).lstrip("/")
    files = images_on(graph, site_id, folded(page.output_path), output_path)
    of_page: list[Document] = []
    if isinstance(page.subject, DocumentSubject):
        # A translation shows the image of its original, unless it has an image of its own.
        document_id = page.subject.document_id
        other_langs = (lang for lang in languages_of(ask, document_id) if lang != page.lang)
        summaries = [summary_of(ask, (document_id, lang)) for lang in (page.lang, *other_langs)]
        of_page = [*_load_documents(graph, summaries)]
    found = _fields_with(of_page, files) or _fields_with(_naming(graph, site_id, files), files)
    if not found:
        raise NotEditableError(Phrase("Bildet er ikke satt inn i et felt, så motivet kan ikke velges."))
    if not of_page and len({field.path for field in found}) > 1:
        raise NotEditableError(Phrase("Flere dokumenter viser bildet. Gå til siden for det som gjelder."))
    return found[0]


def _naming(graph: Graph, site_id: str, files: set[str]) -> Iterator[Document]:
    """Yield the published documents of a site that show one of these images."""
    for key in graph.keys(entry.name):
        found = graph.find(key)
        if found is None or found.answer is None or all(site_id != other for other, _ in found.answer.paths):
            continue
        summary = summary_of(ReadOnlyContext(graph), key[1:])
        if summary is not None and not files.isdisjoint(summary.images):
            yield from _load_documents(graph, [summary])


def _load_documents(graph: Graph, summaries: Iterable[DocumentMetadata | None]) -> Iterator[Document]:
    """Yield documents; not those whose files have gone since, or cannot be parsed any more."""
    for summary in summaries:
        document = load_document(graph, summary) if summary is not None else None
        if document is not None:
            yield document


def _fields_with(documents: Iterable[Document], files: Collection[str]) -> list[ImageField]:
    """Return the fields of these documents that contain one of these images."""
    return [
        ImageField(document.location.path, use.place[:-1])
        for document in documents
        for use in files_of(document)
        if use.path in files and use.is_picture and not isinstance(use.place, Location)
    ]


def set_focal(field: ImageField, point: FocalPoint, root: Path) -> None:
    """Write the focal point into the document's file.

    :raises NotEditableError: if the field has a form that cannot be edited, or the edit would change any
        value but the focal point.
    :raises OSError: if the file cannot be read or written.
    """
    file = _content_file(field.path, root)
    before = file.read_bytes()
    try:
        text = before.decode()
        start, end = _front_matter_span(text, field.path)
        values = (_format(point[0]), _format(point[1]))
        fields = text[start:end]
        edited = set_pair(fields, field.keys, _FOCAL, values, after=_SRC)
        if not _differs_only_in_focal(
            load(fields, path=field.path), load(edited, path=field.path), field, values
        ):
            raise YamlEditError("the edit would change a different value")
    except (UnicodeDecodeError, YamlEditError, ContentError) as error:
        raise NotEditableError(
            Phrase("Feltet i {path} er skrevet slik at det må endres for hånd.", path=field.path)
        ) from error
    write_atomic(file, (text[:start] + edited + text[end:]).encode())


def _content_file(path: str, root: Path) -> Path:
    """Return a file in content/ by its path from the root.

    :raises NotEditableError: if it is outside content/, a symbolic link, or missing.
    """
    file, content = root / path, (root / CONTENT).resolve()
    if file.is_symlink() or not file.resolve().is_relative_to(content) or not file.is_file():
        raise NotEditableError(Phrase("{path} er ikke en fil i content/.", path=path))
    return file


def _front_matter_span(text: str, path: str) -> tuple[int, int]:
    """Return the start and end of a document's fields in the text of its file."""
    if not path.endswith(".md"):
        return (1 if text.startswith("\ufeff") else 0), len(text)
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise YamlEditError("no front matter")
    return match.span("fields")


def _differs_only_in_focal(before: Value, after: Value, field: ImageField, values: tuple[str, str]) -> bool:
    """Return whether two parses differ in the focal point alone, and it has the values that were set."""
    old, new = _at(before, field.keys), _at(after, field.keys)
    if not isinstance(old, dict) or not isinstance(new, dict) or new.pop(_FOCAL, None) != list(values):
        return False
    old.pop(_FOCAL, None)
    return before == after


def _at(value: Value, keys: Sequence[str | int]) -> Value:
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
    return value


def _format(fraction: float) -> str:
    return f"{min(max(fraction, 0.0), 1.0):.2f}".rstrip("0").rstrip(".")
