"""The files that documents name: pictures, data, captions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from drammenworks.content.document import Document
from drammenworks.content.library import Library
from drammenworks.content.markdown import Image
from drammenworks.errors import Finding, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import files as rules


@dataclass(frozen=True, slots=True)
class FileUse:
    """A file that a document names."""

    path: str
    """Relative to the project's root; it may not exist."""
    src: str
    """As it was written."""
    location: Location
    is_picture: bool


def files_of(document: Document) -> Iterator[FileUse]:
    """Yield every file that a document names itself; what it took over belongs to its original."""
    for keys, src, is_picture in document.meta.files():
        if keys[0] not in document.inherited:
            yield FileUse(document.file(src), src, document.location.locate(keys), is_picture)
    for chunk in document.body.walk():
        if isinstance(chunk, Image):
            name = unquote(chunk.src)
            yield FileUse(document.file(name), name, chunk.location, True)


def check_files(library: Library) -> list[Finding]:
    """Return a finding for every file that a document names and that does not exist."""
    findings = []
    for document in library.documents.values():
        for use in files_of(document):
            if use.path not in library.files:
                name = posixpath.basename(use.path)
                names = {posixpath.basename(file): file for file in library.files}
                suggestion = did_you_mean(name, names)
                findings.append(rules.MISSING_FILE.at(use.location, src=use.src, suggestion=suggestion))
    return findings
