"""Read a document again of which only the text is another, without what reads and validates fields.

What it gives is what parsing all of the file would: the fields are as they were written, to the letter, and
so is what the document takes over from its original.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.source_text import decode_source
from drammenworks.content.frontmatter import split_file
from drammenworks.content.head import Head, Parsed, digest_of_structure, digest_of_text
from drammenworks.content.job import Done, Job, packed, read_file
from drammenworks.content.markdown import parse_markdown
from drammenworks.content.outline import make_outline
from drammenworks.content.placeholders import is_unfilled
from drammenworks.engine.packs import Packs
from drammenworks.errors import ContentError


@dataclass(frozen=True, slots=True)
class TextJob(FastPickle):
    """A file to be read again."""

    job: Job
    before: Head
    """What it gave, without any finding."""
    original_digest: str
    """Of the bytes that the original had then."""


@dataclass(frozen=True, slots=True)
class TextReader(FastPickle):
    """Reads a file again of which only the text may be another."""

    root: Path
    packs: Packs

    def __call__(self, again: TextJob) -> Done | None:
        """Return what the file gave, or None when more than its text is another."""
        job, original_digest = again.job, ""
        try:
            data, record = read_file(self.root, job.source)
            if job.original is not None:
                original_digest = read_file(self.root, job.original)[1].digest
        except ContentError:
            return None
        if original_digest != again.original_digest:
            return None
        parsed = parse_text(again.before, data)
        return packed(job, record, original_digest, parsed, self.packs) if parsed is not None else None


def parse_text(before: Head, data: bytes) -> Parsed | None:
    """Return the document in a file, or None when more than its text is another.

    :param before: what the file gave, without any finding.
    :param data: its bytes now.
    """
    path = before.source.path
    try:
        parts = split_file(decode_source(data, path=path), path=path)
    except ContentError:
        return None
    if is_unfilled(parts.body):
        return None
    if (parts.fields, parts.fields_line) != (before.front_matter.text, before.front_matter.first_line):
        return None
    body, findings = parse_markdown(
        parts.body, path=path, first_line=parts.body_line, lang=before.source.lang
    )
    outline = make_outline(body)
    head = replace(
        before,
        outline=outline,
        body_digest=digest_of_text(parts.body),
        structure=digest_of_structure(path, before.digest, outline),
    )
    return Parsed(head, body, tuple(findings))
