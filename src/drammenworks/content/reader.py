"""Read and parse a file; the work of the workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.content.head import Parsed
from drammenworks.content.job import Done, Job, packed, read_file
from drammenworks.content.markdown import Body
from drammenworks.content.parse import parse_document, take_apart
from drammenworks.engine.cache import FileRecord
from drammenworks.engine.packs import Packs
from drammenworks.errors import ContentError

_NOTHING = Body((), (), 0)


@dataclass(frozen=True, slots=True)
class Reader(FastPickle):
    """Reads and parses a file."""

    root: Path
    packs: Packs

    def __call__(self, job: Job) -> Done:
        """Return what the file gave."""
        record, parsed, original_digest = self._parse(job)
        return packed(job, record, original_digest, parsed, self.packs)

    def _parse(self, job: Job) -> tuple[FileRecord | None, Parsed, str]:
        record: FileRecord | None = None
        original_digest = ""
        try:
            data, record = read_file(self.root, job.source)
            raw = take_apart(job.source, data)
        except ContentError as error:
            return record, Parsed(None, _NOTHING, error.findings), original_digest
        original = None
        if job.original is not None:
            try:
                data, original_record = read_file(self.root, job.original)
                original_digest = original_record.digest
                original = take_apart(job.original, data)
            except ContentError:
                # The original tells of it; without it nothing can be said of the translation.
                return record, Parsed(None, _NOTHING, ()), original_digest
        return record, parse_document(raw, original), original_digest
