"""A document: parsed, validated, and the same on every site."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.strict_yaml import locate
from drammenworks.content.models.collect_references import FileMention
from drammenworks.content.models.common import Meta, ReferencePath
from drammenworks.content.models.references import Ref
from drammenworks.content.outline import Outline
from drammenworks.errors import Location

DocumentKey = tuple[str, str]
"""A document's id and language."""


@dataclass(frozen=True, slots=True)
class FrontMatter(FastPickle):
    """The fields of a document as they were written, to find the place that a finding belongs to."""

    path: str
    """The document's file, relative to the project's root."""
    text: str
    first_line: int

    def at(self, *keys: str | int) -> Location:
        """Return the place of the value at ``keys``, or of its nearest ancestor that exists."""
        return self.locate(keys)

    @property
    def start(self) -> Location:
        """The place where the fields begin; costs nothing, unlike the place of one of them."""
        return Location(self.path, self.first_line, 1)

    def locate(self, keys: Sequence[str | int]) -> Location:
        """Return the place of the value at ``keys``, or of its nearest ancestor that exists."""
        return locate(self.text, keys, path=self.path, first_line=self.first_line)


@dataclass(frozen=True, slots=True)
class Document(FastPickle):
    """One language of one piece of content; its body is stored apart, for the pages that show it."""

    id: str
    """``kind/name``; the same for all its translations."""
    kind: str
    lang: str
    meta: Meta
    references: tuple[tuple[ReferencePath, Ref], ...]
    """What its fields refer to, each with its keys, in the model's order."""
    files: tuple[FileMention, ...]
    """The files that its fields name."""
    figure_texts: tuple[ReferencePath, ...]
    """The fields whose texts refer to figures of reports, inherited ones included."""
    outline: Outline
    location: FrontMatter
    inherited: frozenset[str]
    """The fields that a translation takes over from its original."""
    digest: str
    """Of its fields, inherited ones included: of its meta, apart from its body."""
    body_digest: str
    """Of its body's text."""

    @property
    def name(self) -> str:
        """The folder or file that it lives in, without the language."""
        return self.id.split("/", 1)[1]

    @property
    def folder(self) -> str:
        """The folder that its relative paths start from."""
        return self.location.path.rsplit("/", 1)[0]

    def file(self, src: str) -> str:
        """Return the path from the project's root of a file that the document names.

        It may lie outside content/, or not exist.
        """
        return file_path(self.location.path, src)


def file_path(document_path: str, src: str) -> str:
    """Return the path from the project's root of a file that a document names as ``src``."""
    if src.startswith("/"):
        return posixpath.normpath(f"content{src}")
    return posixpath.normpath(posixpath.join(document_path.rsplit("/", 1)[0], src))
