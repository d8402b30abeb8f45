"""Read and parse the files that changed, in workers; take the others from the cache.

What planning and checking need of a document, its head, is always loaded. Its body is several times as large;
the worker that parsed it packs it away, and only a page that shows it unpacks it.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.content.discover import Source
from drammenworks.content.document import Document
from drammenworks.content.head import Head
from drammenworks.content.job import Done, Job, read_file
from drammenworks.content.markdown import Body
from drammenworks.content.text_reader import TextJob, TextReader
from drammenworks.engine.cache import Cache, CacheDamagedError, FileRecord
from drammenworks.engine.packs import Place
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
class Bodies(FastPickle):
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
class Read(FastPickle):
    """What is known of a file."""

    head: Head | None
    findings: tuple[Finding, ...]


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
class Documents(FastPickle):
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


def read_documents(
    root: Path, pairs: Iterable[tuple[Source, Source | None]], cache: Cache, pool: Pool
) -> dict[Source, Read]:
    """Return what each file holds, in the order given.

    :param pairs: each file with the one that it is a translation of.
    """
    jobs = [Job(source, original) for source, original in pairs]
    digests, records = _known_digests(root, (job.source for job in jobs), cache)
    kept: dict[str, tuple[Source, Source | None, tuple[str, str], Head | None, tuple[Finding, ...]]] = {
        path: pickle.loads(stored) for path, stored in cache.items(_HEADS)
    }
    result: dict[Source, Read] = {}
    changed: list[Job] = []
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
    jobs = [Job(source, original) for source, original in pairs]
    result = dict(_read_texts(root, jobs, cache, pool))
    result.update(_parse(root, [job for job in jobs if job.source not in result], cache, pool))
    cache.commit()
    if cache.packs.are_many():
        _tidy(cache)
    return result


def _read_texts(root: Path, jobs: Iterable[Job], cache: Cache, pool: Pool) -> Iterator[tuple[Source, Read]]:
    """Read again those files of which only the text is another, and keep what they gave."""
    texts: list[TextJob] = []
    for job in jobs:
        stored = cache.get(_HEADS, job.source.path)
        if stored is not None:
            source, original, (_, original_digest), head, findings = pickle.loads(stored)
            if (source, original) == (job.source, job.original) and head is not None and not findings:
                texts.append(TextJob(job, head, original_digest))
    for done in worth_its_start(pool, len(texts)).map(TextReader(root, cache.packs), texts, chunk=_CHUNK):
        found = [(texts[position].job.source, text) for position, text in done if text is not None]
        yield from _keep(found, cache)


def _parse(root: Path, jobs: Sequence[Job], cache: Cache, pool: Pool) -> Iterator[tuple[Source, Read]]:
    """Read and parse files, and keep what they gave from the next commit on."""
    if not jobs:
        return
    # Loaded only when it is needed: what reads and validates fields takes as long as rendering twenty pages.
    from drammenworks.content.reader import Reader  # noqa: PLC0415

    for done in worth_its_start(pool, len(jobs)).map(Reader(root, cache.packs), jobs, chunk=_CHUNK):
        yield from _keep([(jobs[position].source, parsed) for position, parsed in done], cache)


def _keep(done: Sequence[tuple[Source, Done]], cache: Cache) -> Iterator[tuple[Source, Read]]:
    heads: list[tuple[str, bytes]] = []
    for source, parsed in done:
        *_, head, findings = pickle.loads(parsed.head)
        heads.append((source.path, parsed.head))
        yield source, Read(head, findings)
    cache.put(_HEADS, heads)
    cache.put(_BODIES, [(source.path, parsed.body) for source, parsed in done])
    cache.put_files((source.path, parsed.record) for source, parsed in done if parsed.record is not None)


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
                _, record = read_file(root, source)
                renewed[source.path] = record
        except (OSError, ContentError):
            continue  # Parsing it will tell.
        digests[source.path] = record.digest
    return digests, renewed
