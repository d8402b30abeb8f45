"""A document: parsed, validated, and the same on every site."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.strict_yaml import locate
from drammenworks.base.text.collation import CollationKey
from drammenworks.content.markdown import Body
from drammenworks.content.models.common import FileMention, Meta, ReferencePath
from drammenworks.content.models.references import Ref
from drammenworks.content.outline import Outline
from drammenworks.errors import Location


@dataclass(frozen=True, slots=True)
class FrontMatter(FastPickle):
    """The fields of a document as they were written, to tell where a finding belongs."""

    path: str
    """The document's file, relative to the project's root."""
    text: str
    first_line: int

    def at(self, *keys: str | int) -> Location:
        """Return where the value at ``keys`` stands, or its nearest ancestor that exists."""
        return self.locate(keys)

    @property
    def start(self) -> Location:
        """Where the fields begin; costs nothing, unlike the place of one of them."""
        return Location(self.path, self.first_line, 1)

    def locate(self, keys: Sequence[str | int]) -> Location:
        """Return where the value at ``keys`` stands, or its nearest ancestor that exists."""
        return locate(self.text, keys, path=self.path, first_line=self.first_line)


BodyLoader = Callable[[str], Body]
"""Returns the parsed body of the document in a file, by the file's path."""


@dataclass(frozen=True, slots=True)
class Named(FastPickle):
    """What the fields of a document name, and how its title sorts: found once, when it is parsed."""

    references: tuple[tuple[ReferencePath, Ref], ...]
    """Each with its place, in the model's order."""
    files: tuple[FileMention, ...]
    title_key: CollationKey


@dataclass(frozen=True, slots=True)
class Document(FastPickle):
    """One language of one piece of content."""

    id: str
    """``kind/name``; the same for all its translations."""
    kind: str
    lang: str
    meta: Meta
    named: Named
    outline: Outline
    location: FrontMatter
    inherited: frozenset[str]
    """The fields that a translation took over from its original."""
    digest: str
    """Of its fields, those that it took over included: its meta, apart from its body."""
    body_digest: str
    """Of its body's text."""
    structure: str
    """Digest of all that planning and checking read of it, wherever it stands: the rest is text."""
    load_body: BodyLoader = field(compare=False, repr=False)

    @property
    def body(self) -> Body:
        """The parsed body. Kept outside memory: planning needs the outline only."""
        return self.load_body(self.location.path)

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
