"""Where the subject of a picture is, written into the file that shows it, and nothing else there changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from drammenworks.base.files import write_atomic
from drammenworks.base.paths import CONTENT
from drammenworks.base.strict_yaml import Value, load
from drammenworks.content.document import Document
from drammenworks.content.files import files_of
from drammenworks.errors import ContentError, DrammenworksError, Location, Phrase
from drammenworks.images.variants import Variant
from drammenworks.pipeline.round import Sight
from drammenworks.serve.yaml_edit import UneditableError, set_pair
from drammenworks.site.page import DocumentSubject

Point = tuple[float, float]
"""From the left and from the top, 0 to 1."""

_FOCAL, _SRC = "focal", "src"
_FIELDS = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


class NotEditableError(DrammenworksError):
    """The subject cannot be set here; the message says why."""


@dataclass(frozen=True, slots=True)
class Field:
    """A picture in the fields of a document."""

    path: str
    """The document's file, relative to the project's root."""
    keys: tuple[str | int, ...]
    """Where in the front matter the picture is."""


def find_field(sight: Sight, site_id: str, page_path: str, src: str, root: Path) -> Field:
    """Return the field that a picture on a page comes from.

    :param src: the path of the picture's URL.
    :raises NotEditableError: if it comes from no field, or from those of several documents.
    """
    # Its site may be gone since the preview began.
    routes = sight.ready.web.routes.get(site_id)
    page = routes.pages.get(page_path) if routes is not None else None
    if page is None or site_id not in sight.works:
        raise NotEditableError(Phrase("Siden finnes ikke lenger."))
    output_path = unquote(src).lstrip("/")
    files = {
        variant.probe.file.relative_to(root).as_posix()
        for variant in sight.works[site_id].wanted([page.output_path])
        if isinstance(variant, Variant) and variant.output_path == output_path
    }
    edition = sight.ready.web.editions[site_id]
    library = sight.ready.web.library
    own: list[Document] = []
    if isinstance(page.subject, DocumentSubject):
        # A translation shows the picture of its original, unless it has one of its own.
        own_id = page.subject.document_id
        others = (lang for lang in library.languages(own_id) if lang != page.lang)
        own = [library.documents[own_id, lang] for lang in (page.lang, *others)]
    found = _naming(own, files) or _naming(edition.documents.values(), files)
    if not found:
        raise NotEditableError(Phrase("Bildet er ikke satt inn i et felt, så motivet kan ikke velges."))
    if not own and len({field.path for field in found}) > 1:
        raise NotEditableError(Phrase("Flere dokumenter viser bildet. Gå til siden for det som gjelder."))
    return found[0]


def _naming(documents: Iterable[Document], files: Collection[str]) -> list[Field]:
    """Return where these documents name one of these pictures in a field of their own."""
    return [
        Field(document.location.path, use.place[:-1])
        for document in documents
        for use in files_of(document)
        if use.path in files and use.is_picture and not isinstance(use.place, Location)
    ]


def set_focal(field: Field, point: Point, root: Path) -> None:
    """Write where the subject is into the file.

    :raises NotEditableError: if it is written there in a way that cannot be edited, or something else would
        become another.
    :raises OSError: if the file cannot be read or written.
    """
    file = _inside(field.path, root)
    before = file.read_bytes()
    try:
        text = before.decode()
        start, end = _fields_of(text, field.path)
        values = (_written(point[0]), _written(point[1]))
        fields = text[start:end]
        edited = set_pair(fields, field.keys, _FOCAL, values, after=_SRC)
        if not _is_same_but_for(load(fields, path=field.path), load(edited, path=field.path), field, values):
            raise UneditableError("something else would be another")
    except (UnicodeDecodeError, UneditableError, ContentError) as error:
        raise NotEditableError(
            Phrase("Feltet i {path} er skrevet slik at det må endres for hånd.", path=field.path)
        ) from error
    write_atomic(file, (text[:start] + edited + text[end:]).encode())


def _inside(path: str, root: Path) -> Path:
    """Return a file of the content.

    :raises NotEditableError: if it lies, or leads, anywhere else.
    """
    file, content = root / path, (root / CONTENT).resolve()
    if file.is_symlink() or not file.resolve().is_relative_to(content) or not file.is_file():
        raise NotEditableError(Phrase("{path} er ikke en fil i content/.", path=path))
    return file


def _fields_of(text: str, path: str) -> tuple[int, int]:
    """Return from where to where the fields of a document stand in its file."""
    if not path.endswith(".md"):
        return (1 if text.startswith("\ufeff") else 0), len(text)
    match = _FIELDS.match(text)
    if match is None:
        raise UneditableError("there is no front matter")
    return match.span("fields")


def _is_same_but_for(before: Value, after: Value, field: Field, values: tuple[str, str]) -> bool:
    """Tell whether the picture's subject is the only difference between two readings, and as it was set."""
    was, now = _at(before, field.keys), _at(after, field.keys)
    if not isinstance(was, dict) or not isinstance(now, dict) or now.pop(_FOCAL, None) != list(values):
        return False
    was.pop(_FOCAL, None)
    return before == after


def _at(value: Value, keys: Sequence[str | int]) -> Value:
    for key in keys:
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
    return value


def _written(share: float) -> str:
    return f"{min(max(share, 0.0), 1.0):.2f}".rstrip("0").rstrip(".")
