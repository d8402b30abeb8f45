"""Read and parse the files that changed, in workers; take the others from the cache.

What planning and checking need of a document, its head, is always loaded. Its body is several times as large;
the worker that parsed it packs it away, and only a page that shows it unpacks it.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.base.packed import Packed
from drammenworks.base.source_text import read_source
from drammenworks.content.discover import Source
from drammenworks.content.document import Document
from drammenworks.content.markdown import Body
from drammenworks.content.parse import Head, Parsed, parse_document, take_apart
from drammenworks.engine.cache import Cache, CacheDamagedError, FileRecord
from drammenworks.engine.packs import Packs, Place
from drammenworks.engine.pool import Pool, worth_its_start
from drammenworks.errors import ContentError, Finding

_HEADS = "heads"
_BODIES = "bodies"
"""The places of the bodies among the packed values."""
_MUCH = 0.5
"""The share of files from which on changes leave much garbage behind."""
_CHUNK = 32
"""Files to a worker at a time: 0.1 s of work, so that the last ones end together."""


@dataclass(frozen=True, slots=True)
class Bodies(Packed):
    """Loads parsed bodies from the cache."""

    cache: Cache

    def __call__(self, path: str) -> Body:
        """Return the body of the document in a file.

        :raises CacheDamagedError: if the cache no longer has it.
        """
        place = self.cache.get(_BODIES, path)
        stored = self.cache.packs.get(path, pickle.loads(place)) if place is not None else None
        if stored is None:
            raise CacheDamagedError(f"the body of {path}")
        body: Body = pickle.loads(stored)
        return body


@dataclass(frozen=True, slots=True)
class Read(Packed):
    """What is known of a file."""

    head: Head | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Job(Packed):
    source: Source
    original: Source | None


@dataclass(frozen=True, slots=True)
class _Done(Packed):
    """A file parsed in a worker, packed for the cache there."""

    record: FileRecord | None
    """None when the file could not be read."""
    original_digest: str
    head: bytes
    body: bytes
    """Its place."""


@dataclass(frozen=True, slots=True)
class _Reader(Packed):
    """Reads and parses a file; the function of the workers."""

    root: Path
    packs: Packs

    def __call__(self, job: _Job) -> _Done:
        record, parsed, original_digest = self._parse(job)
        digests = (record.digest if record is not None else "", original_digest)
        kept = (job.source, job.original, digests, parsed.head, parsed.findings)
        head = pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)
        body = self.packs.add(job.source.path, pickle.dumps(parsed.body, pickle.HIGHEST_PROTOCOL))
        return _Done(record, original_digest, head, pickle.dumps(body, pickle.HIGHEST_PROTOCOL))

    def _parse(self, job: _Job) -> tuple[FileRecord | None, Parsed, str]:
        record: FileRecord | None = None
        original_digest = ""
        try:
            data, record = _read(self.root, job.source)
            raw = take_apart(job.source, data)
        except ContentError as error:
            return record, Parsed(None, _NOTHING, error.findings), original_digest
        original = None
        if job.original is not None:
            try:
                data, original_record = _read(self.root, job.original)
                original_digest = original_record.digest
                original = take_apart(job.original, data)
            except ContentError:
                # The original tells of it; without it nothing can be said of the translation.
                return record, Parsed(None, _NOTHING, ()), original_digest
        return record, parse_document(raw, original), original_digest


def known_pair(path: str, cache: Cache) -> tuple[Source, Source | None]:
    """Return a file that was read before with the one that it is a translation of.

    :raises CacheDamagedError: if the cache no longer has it.
    """
    stored = cache.get(_HEADS, path)
    if stored is None:
        raise CacheDamagedError(f"the head of {path}")
    source, original, *_ = pickle.loads(stored)
    return source, original


@dataclass(frozen=True, slots=True)
class Documents(Packed):
    """Loads documents from the cache, one at a time."""

    cache: Cache

    def __call__(self, path: str) -> Document:
        """Return the document in a file that was read without any fault.

        :raises CacheDamagedError: if the cache no longer has it.
        """
        stored = self.cache.get(_HEADS, path)
        head: Head | None = pickle.loads(stored)[3] if stored is not None else None
        if head is None:
            raise CacheDamagedError(f"the head of {path}")
        return head.document(Bodies(self.cache))


_NOTHING = Body((), (), 0)


def read_documents(
    root: Path, pairs: Iterable[tuple[Source, Source | None]], cache: Cache, pool: Pool
) -> dict[Source, Read]:
    """Return what each file holds, in the order given.

    :param pairs: each file with the one that it is a translation of.
    """
    jobs = [_Job(source, original) for source, original in pairs]
    digests, records = _known_digests(root, (job.source for job in jobs), cache)
    kept: dict[str, tuple[Source, Source | None, tuple[str, str], Head | None, tuple[Finding, ...]]] = {
        path: pickle.loads(stored) for path, stored in cache.items(_HEADS)
    }
    result: dict[Source, Read] = {}
    changed: list[_Job] = []
    for job in jobs:
        own = digests.get(job.source.path)
        other = digests.get(job.original.path) if job.original is not None else ""
        known = kept.get(job.source.path)
        # The file's place says what kind of document it is; a moved rule would change the meaning.
        if known is not None and known[:3] == (job.source, job.original, (own, other)):
            result[job.source] = Read(*known[3:])
        else:
            result[job.source] = Read(None, ())
            changed.append(job)
    cache.put_files(records.items())
    result.update(_parse(root, changed, cache, pool))
    gone = kept.keys() - {job.source.path for job in jobs}
    cache.drop(_HEADS, gone)
    cache.drop(_BODIES, gone)
    cache.drop_files(gone)
    cache.commit()
    if len(changed) + len(gone) > _MUCH * len(jobs) or cache.packs.are_many():
        _tidy(cache)
    return result


def read_again(
    root: Path, pairs: Iterable[tuple[Source, Source | None]], cache: Cache, pool: Pool
) -> dict[Source, Read]:
    """Return what files hold that are known to have changed; no other is looked at.

    :param pairs: each file with the one that it is a translation of.
    """
    result = dict(_parse(root, [_Job(source, original) for source, original in pairs], cache, pool))
    cache.commit()
    if cache.packs.are_many():
        _tidy(cache)
    return result


def _parse(root: Path, jobs: Sequence[_Job], cache: Cache, pool: Pool) -> Iterator[tuple[Source, Read]]:
    """Read and parse files, and keep what they gave from the next commit on."""
    for done in worth_its_start(pool, len(jobs)).map(_Reader(root, cache.packs), jobs, chunk=_CHUNK):
        heads: list[tuple[str, bytes]] = []
        for position, parsed in done:
            source = jobs[position].source
            *_, head, findings = pickle.loads(parsed.head)
            heads.append((source.path, parsed.head))
            yield source, Read(head, findings)
        cache.put(_HEADS, heads)
        cache.put(_BODIES, [(jobs[position].source.path, parsed.body) for position, parsed in done])
        cache.put_files(
            (jobs[position].source.path, parsed.record)
            for position, parsed in done
            if parsed.record is not None
        )


def _tidy(cache: Cache) -> None:
    """Move the bodies out of files that are mostly garbage, and remove what is garbage alone."""
    packs = cache.packs
    places: dict[str, Place] = {path: pickle.loads(stored) for path, stored in cache.items(_BODIES)}
    wasteful = packs.wasteful(places.values())
    for path, place in places.items():
        # One that is lost is found to be so by the page that shows it.
        if place[0] in wasteful and (body := packs.get(path, place)) is not None:
            places[path] = packs.add(path, body)
            cache.put(_BODIES, [(path, pickle.dumps(places[path], pickle.HIGHEST_PROTOCOL))])
    cache.commit()
    packs.keep_only(places.values())


def _known_digests(
    root: Path, sources: Iterable[Source], cache: Cache
) -> tuple[Mapping[str, str], dict[str, FileRecord]]:
    """Return the digests of the files that the cache knows, and the records that must be renewed.

    A file that was touched is read again: its digest decides, and a fresh checkout touches them all.
    """
    records = cache.files()
    digests: dict[str, str] = {}
    renewed: dict[str, FileRecord] = {}
    for source in sources:
        record = records.get(source.path)
        if record is None:
            continue
        try:
            if not record.still_holds((root / source.path).stat()):
                _, record = _read(root, source)
                renewed[source.path] = record
        except (OSError, ContentError):
            continue  # Parsing it will tell.
        digests[source.path] = record.digest
    return digests, renewed


def _read(root: Path, source: Source) -> tuple[bytes, FileRecord]:
    """Return a file's bytes, and the record under which they may be taken for known.

    :raises ContentError: if it cannot be read.
    """
    file = root / source.path
    seen = time.time_ns()
    # Looked at before it is read: a change in between is noticed next time.
    try:
        status = file.stat()
    except OSError:
        status = None
    data = read_source(file, path=source.path)
    if status is None:
        return data, FileRecord(-1, -1, -1, -1, seen, digest(data))
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return data, FileRecord(status.st_size, *times, status.st_ino, seen, digest(data))
