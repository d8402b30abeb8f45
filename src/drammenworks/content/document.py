"""A document: parsed, validated, and the same on every site."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from drammenworks.base.strict_yaml import locate
from drammenworks.content.markdown import Body
from drammenworks.content.models.common import Meta
from drammenworks.errors import Location


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a document as they were written, to tell where a finding belongs."""

    path: str
    """The document's file, relative to the project's root."""
    text: str
    first_line: int

    def at(self, *keys: str | int) -> Location:
        """Return where the value at ``keys`` stands, or its nearest ancestor that exists."""
        return self.locate(keys)

    def locate(self, keys: Sequence[str | int]) -> Location:
        """Return where the value at ``keys`` stands, or its nearest ancestor that exists."""
        return locate(self.text, keys, path=self.path, first_line=self.first_line)


@dataclass(frozen=True, slots=True)
class Document:
    """One language of one piece of content."""

    id: str
    """``kind/name``; the same for all its translations."""
    kind: str
    lang: str
    meta: Meta
    body: Body
    location: FrontMatter
    inherited: frozenset[str] = frozenset()
    """The fields that a translation took over from its original."""

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

        It may lie outside content/, or not exist; :attr:`Library.files` knows which files there are.
        """
        if src.startswith("/"):
            return posixpath.normpath(f"content{src}")
        return posixpath.normpath(posixpath.join(self.folder, src))
