"""What parsing a file gives: the head of a document, which is always loaded, and its body, which is not."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.digests import digest, digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.content.discover import Source
from drammenworks.content.document import BodyLoader, Document, FrontMatter, Named
from drammenworks.content.markdown import Body
from drammenworks.content.models.common import Meta
from drammenworks.content.outline import Outline
from drammenworks.errors import Finding


@dataclass(frozen=True, slots=True)
class Head(FastPickle):
    """What parsing a file gave, but for the body: all that planning and checking need."""

    source: Source
    meta: Meta
    named: Named
    outline: Outline
    front_matter: FrontMatter
    inherited: frozenset[str]
    digest: str
    body_digest: str
    structure: str

    def document(self, load_body: BodyLoader) -> Document:
        """Return the document, whose body is loaded when somebody asks for it."""
        return Document(
            self.source.id,
            self.source.kind,
            self.source.lang,
            self.meta,
            self.named,
            self.outline,
            self.front_matter,
            self.inherited,
            self.digest,
            self.body_digest,
            self.structure,
            load_body,
        )


@dataclass(frozen=True, slots=True)
class Parsed(FastPickle):
    """What parsing a file gave."""

    head: Head | None
    """None when a field is wrong."""
    body: Body
    findings: tuple[Finding, ...]


def digest_of_text(text: str) -> str:
    """Return what tells the text of a body from any other."""
    return digest(text.encode())


def digest_of_structure(path: str, fields: str, outline: Outline) -> str:
    """Return what tells all that planning and checking read of a document from any other.

    :param fields: the digest of its fields.
    """
    return digest_parts(path, fields, repr(outline.said))
