"""The files that documents name: pictures, data, captions."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from drammenworks.content.document import Document
from drammenworks.content.library import Library
from drammenworks.content.models.common import ReferencePath
from drammenworks.errors import Finding, Location, Phrase, nearest
from drammenworks.errors.nearest import suggestion_for
from drammenworks.errors.rules import files as rules


@dataclass(frozen=True, slots=True)
class FileUse:
    """A file that a document names."""

    path: str
    """Relative to the project's root; it may not exist."""
    src: str
    """As it was written."""
    place: Location | ReferencePath
    """Where it is named, or the keys of the field that names it."""
    is_picture: bool
    is_credited: bool
    """It is said who made it, or it is nothing that is asked of."""
    is_offered: bool = False
    """The public may fetch it; a picture, without its metadata."""


def files_of(document: Document, *, taken_over: bool = False) -> Iterator[FileUse]:
    """Yield every file that a document names itself.

    :param taken_over: also those that a translation took over from its original; it is shown with them, but
        what is wrong with them is the original's.
    """
    for named in document.named.files:
        if taken_over or named.keys[0] not in document.inherited:
            file = document.file(named.src)
            yield FileUse(file, named.src, named.keys, named.is_picture, named.is_credited, named.is_offered)
    for image in document.outline.images:
        name = unquote(image.src)
        said = dict(image.attributes)
        # In running text there is no caption, and so no place for the link to the whole picture.
        is_offered = "download" in said and image.block
        yield FileUse(document.file(name), name, image.location, True, "credit" in said, is_offered)


def place_of(use: FileUse, document: Document) -> Location:
    """Return where ``document`` names a file; costs a second parse of its fields."""
    return use.place if isinstance(use.place, Location) else document.location.locate(use.place)


def check_files(library: Library) -> list[Finding]:
    """Return a finding for every file that a document names and that does not exist."""
    return [
        finding for document in library.documents.values() for finding in check_files_of(document, library)
    ]


def check_files_of(document: Document, library: Library) -> list[Finding]:
    """Return a finding for every file that one document names and that does not exist."""
    return [
        rules.MISSING_FILE.at(
            place_of(use, document), src=use.src, suggestion=_suggestion(use, document, library)
        )
        for use in files_of(document)
        if use.path not in library.files
    ]


def _suggestion(use: FileUse, document: Document, library: Library) -> str:
    """Return which file was probably meant, as the document would have to write it."""
    name = posixpath.basename(use.path)
    names = {posixpath.basename(file): file for file in sorted(library.files)}
    # A Mac may write « å » as an a and a ring, which is another name to every other system.
    composed = unicodedata.normalize("NFC", name)
    if any(other != name and unicodedata.normalize("NFC", other) == composed for other in names):
        return Phrase(" Gi filen navnet «{name}» på nytt: det som den har, ser bare likt ut.", name=name)
    near = nearest(name, names)
    if near is None:
        return ""
    file = names[near]
    beside = file.startswith(f"{document.folder}/")
    return suggestion_for(file.removeprefix(f"{document.folder}/" if beside else "content"))
