"""Read and parse document files, in workers; what was parsed from the same bytes before is in the cache."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from drammenworks.base.digests import digest
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.source_text import read_with_status
from drammenworks.content.discover import Source
from drammenworks.engine.packs import Packs, Place
from drammenworks.engine.pool import Pool, worth_its_start
from drammenworks.engine.sqlite_cache import Cache, CacheDamagedError
from drammenworks.errors import ContentError, Finding

_DOCUMENTS = "documents"
_BODIES = "bodies"
"""The places of the bodies among the packed values."""
_CHUNK = 32
"""Files to a worker at a time: 0.1 s of work, so that the last ones end together."""
_MANY = 200
"""Files of which all cached results are loaded at once, which is cheaper than one by one."""


class ParseTask(NamedTuple):
    """A file to read and parse."""

    source: Source
    original: Source | None
    """The file that it is a translation of."""


class ParseResult(NamedTuple):
    """What a file gives, but for its body."""

    digest: str
    """Of its bytes; empty when it cannot be read."""
    original_digest: str
    """Of the bytes of the original; empty when there is none, or none that can be read."""
    summary: Any
    """Its :class:`document_metadata.DocumentMetadata`; None when something is wrong with it."""
    findings: tuple[Finding, ...]
    document: Any
    """Its :class:`document.Document`, packed as bytes until someone needs it."""


class PackedDocument(NamedTuple):
    """What is cached of a document."""

    path: str
    row: bytes
    body: bytes


class DocumentStore:
    """The documents and their bodies, from the cache as they are needed."""

    def __init__(self, cache: Cache, root: Path) -> None:
        self._cache = cache
        self._root = root
        self._documents: dict[str, Any] = {}

    def __getstate__(self) -> tuple[Cache, Path]:
        return self._cache, self._root

    def __setstate__(self, state: tuple[Cache, Path]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def on(self, cache: Cache) -> DocumentStore:
        """Return a store of the same documents, for readers in other threads.

        :param cache: the same cache with a connection of its own.
        """
        return DocumentStore(cache, self._root)

    def add(self, path: str, packed: bytes) -> None:
        """Hold a document that was just parsed, so that no page has to look for it in the cache."""
        self._documents[path] = pickle.loads(packed)

    def forget(self, path: str) -> None:
        """Drop a document from memory."""
        self._documents.pop(path, None)

    def document(self, path: str) -> Any:
        """Return the document in a file that was parsed without an error.

        :raises CacheDamagedError: if the cache has lost it.
        """
        found = self._documents.get(path)
        if found is None:
            row = _load(self._cache, _key(self._root, path))
            if row is None or row[3].document is None:
                raise CacheDamagedError(f"the document in {path}")
            found = self._documents[path] = pickle.loads(row[3].document)
        return found

    def body(self, path: str) -> Any:
        """Return the parsed body of the document in a file.

        :raises CacheDamagedError: if the cache has lost it, or the file was parsed again and is broken now.
        """
        key = _key(self._root, path)
        place = self._cache.get(_BODIES, key)
        stored = self._cache.packs.get(key, pickle.loads(place)) if place is not None else None
        body = pickle.loads(stored) if stored is not None else None
        if body is None:
            raise CacheDamagedError(f"the body of {path}")
        return body


def read_documents(
    root: Path, tasks: Sequence[ParseTask], cache: Cache, pool: Pool
) -> Iterator[tuple[ParseTask, ParseResult]]:
    """Yield what files give, in any order; results are cached from the next commit on."""
    cached = _cached(root, tasks, cache)
    jobs = [(task, cached.get(task.source.path)) for task in tasks]
    # What is cached is only compared with the bytes there are, which takes a tenth of parsing.
    reader = _Reader(root, cache.packs)
    for done in worth_its_start(pool, len(jobs)).map(reader, jobs, chunk=_CHUNK):
        rows, bodies = [], []
        for position, (result, body) in done:
            task = jobs[position][0]
            if body is not None:
                key = _key(root, task.source.path)
                row = (task.source, task.original, (result.digest, result.original_digest), result)
                rows.append((key, pickle.dumps(row, pickle.HIGHEST_PROTOCOL)))
                bodies.append((key, pickle.dumps(body, pickle.HIGHEST_PROTOCOL)))
        if rows:
            cache.put(_DOCUMENTS, rows)
            cache.put(_BODIES, bodies)
        for position, (result, _) in done:
            yield jobs[position][0], result


def forget_documents(cache: Cache, root: Path, paths: Sequence[str]) -> None:
    """Forget what files gave that are gone, from the next commit on."""
    for space in (_DOCUMENTS, _BODIES):
        cache.drop(space, [_key(root, path) for path in paths])


def packed_documents(cache: Cache, root: Path) -> Iterator[PackedDocument]:
    """Yield what is cached of the documents of a project, for :func:`adopt_documents`."""
    prefix = _key(root, "")
    for key, row in cache.items(_DOCUMENTS, prefix):
        place = cache.get(_BODIES, key)
        body = cache.packs.get(key, pickle.loads(place)) if place is not None else None
        if body is not None:
            yield PackedDocument(key.removeprefix(prefix), row, body)


def adopt_documents(cache: Cache, root: Path, documents: Iterable[PackedDocument]) -> None:
    """Keep what :func:`packed_documents` yielded elsewhere, from the next commit on.

    What of it is out of date is noticed by the digests of the files.
    """
    for path, row, body in documents:
        key = _key(root, path)
        place = cache.packs.add(key, body)
        cache.put(_DOCUMENTS, [(key, row)])
        cache.put(_BODIES, [(key, pickle.dumps(place, pickle.HIGHEST_PROTOCOL))])


def has_documents(cache: Cache, root: Path) -> bool:
    """Tell whether anything is cached of the documents of a project."""
    return next(cache.items(_DOCUMENTS, _key(root, "")), None) is not None


def _key(root: Path, path: str) -> str:
    """Return what a document is cached by: other versions of a project may share the cache."""
    return f"{root.as_posix()}/{path}"


def _load(cache: Cache, key: str) -> Any:
    stored = cache.get(_DOCUMENTS, key)
    return pickle.loads(stored) if stored is not None else None


def _cached(root: Path, tasks: Sequence[ParseTask], cache: Cache) -> dict[str, bytes]:
    """Return the cached results of these files by path, still packed."""
    if len(tasks) > _MANY:
        prefix = _key(root, "")
        return {key.removeprefix(prefix): stored for key, stored in cache.items(_DOCUMENTS, prefix)}
    found = ((task.source.path, cache.get(_DOCUMENTS, _key(root, task.source.path))) for task in tasks)
    return {path: stored for path, stored in found if stored is not None}


@dataclass(frozen=True, slots=True)
class _Reader(FastPickle):
    """Reads and parses a file; the function of the workers."""

    root: Path
    packs: Packs

    def __call__(self, job: tuple[ParseTask, bytes | None]) -> tuple[ParseResult, Place | None]:
        """Return what the file gives, and the place of its body; None when it was cached."""
        (source, original), cached = job
        try:
            data = self._read(source)
        except ContentError as error:
            return self._packed(source, ParseResult("", "", None, error.findings, None), None)
        own = digest(data)
        original_data, original_digest = None, ""
        if original is not None:
            try:
                original_data = self._read(original)
                original_digest = digest(original_data)
            except ContentError:
                # Its own findings say so; without it nothing can be said of the translation.
                return self._packed(source, ParseResult(own, "", None, (), None), None)
        before = None
        if cached is not None:
            before = pickle.loads(cached)
            if before[:3] == (source, original, (own, original_digest)):
                return before[3], None
        return self._parse(job[0], data, original_data, own, original_digest, before)

    def _parse(
        self,
        task: ParseTask,
        data: bytes,
        original_data: bytes | None,
        own: str,
        original_digest: str,
        before: Any,
    ) -> tuple[ParseResult, Place | None]:
        from drammenworks.content.document_metadata import summarise  # noqa: PLC0415
        from drammenworks.content.parse_document import parse_body_only, parse_document, split  # noqa: PLC0415

        source, original = task
        parsed = None
        if before is not None and before[:2] == (source, original) and before[2][1] == original_digest:
            last = before[3]
            if last.document is not None and not last.findings:
                parsed = parse_body_only(pickle.loads(last.document), data)
        if parsed is None:
            try:
                raw = split(source, data)
            except ContentError as error:
                result = ParseResult(own, original_digest, None, error.findings, None)
                return self._packed(source, result, None)
            other = None
            if original is not None and original_data is not None:
                try:
                    other = split(original, original_data)
                except ContentError:
                    return self._packed(source, ParseResult(own, original_digest, None, (), None), None)
            parsed = parse_document(raw, other)
        document = parsed.document
        summary = summarise(document) if document is not None else None
        packed = pickle.dumps(document, pickle.HIGHEST_PROTOCOL) if document is not None else None
        return self._packed(
            source, ParseResult(own, original_digest, summary, parsed.findings, packed), parsed.body
        )

    def _read(self, source: Source) -> bytes:
        return read_with_status(f"{self.root}/{source.path}", path=source.path)[0]

    def _packed(self, source: Source, result: ParseResult, body: Any) -> tuple[ParseResult, Place]:
        key = _key(self.root, source.path)
        return result, self.packs.add(key, pickle.dumps(body, pickle.HIGHEST_PROTOCOL))


def tidy_bodies(cache: Cache, *, much_changed: bool) -> None:
    """Move the bodies out of files that are mostly garbage, if there may be much, and remove it."""
    packs = cache.packs
    if not much_changed and not packs.are_many():
        return
    places: dict[str, Place] = {key: pickle.loads(stored) for key, stored in cache.items(_BODIES)}
    wasteful = packs.wasteful(places.values())
    for key, place in places.items():
        # One that is lost is noticed by the page that shows it.
        if place[0] in wasteful and (body := packs.get(key, place)) is not None:
            places[key] = packs.add(key, body)
            cache.put(_BODIES, [(key, pickle.dumps(places[key], pickle.HIGHEST_PROTOCOL))])
    cache.commit()
    packs.keep_only(places.values())
