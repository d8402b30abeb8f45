"""A file to be read, and what reading it gave, packed for the cache by whoever read it."""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.source_text import read_with_status
from drammenworks.content.discover import Source
from drammenworks.content.head import Parsed
from drammenworks.engine.cache import FileRecord
from drammenworks.engine.packs import Packs


@dataclass(frozen=True, slots=True)
class Job(FastPickle):
    """A file to be read."""

    source: Source
    original: Source | None
    """The file that it is a translation of."""


@dataclass(frozen=True, slots=True)
class Done(FastPickle):
    """A file parsed in a worker, packed for the cache there."""

    record: FileRecord | None
    """None when the file could not be read."""
    original_digest: str
    head: bytes
    body: bytes
    """Its place."""


def packed(job: Job, record: FileRecord | None, original_digest: str, parsed: Parsed, packs: Packs) -> Done:
    """Return what a file gave, with its body packed away.

    :param record: None when the file could not be read.
    :param original_digest: of the bytes of the original; empty when there is none, or none that can be read.
    """
    digests = (record.digest if record is not None else "", original_digest)
    kept = (job.source, job.original, digests, parsed.head, parsed.findings)
    head = pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)
    body = packs.add(job.source.path, pickle.dumps(parsed.body, pickle.HIGHEST_PROTOCOL))
    return Done(record, original_digest, head, pickle.dumps(body, pickle.HIGHEST_PROTOCOL))


def read_file(root: Path, source: Source) -> tuple[bytes, FileRecord]:
    """Return a file's bytes, and the record under which they may be taken for known.

    :raises ContentError: if it cannot be read.
    """
    seen = time.time_ns()
    # What it is like is asked before it is read: a change in between is noticed next time.
    data, status = read_with_status(f"{root}/{source.path}", path=source.path)
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return data, FileRecord(status.st_size, *times, status.st_ino, seen, digest(data))
