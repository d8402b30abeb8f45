"""Lock reports: write into each what it says now, unless it has been changed without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from drammenworks.authoring.write_errors import write_error
from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.paths import is_file
from drammenworks.config.load_sites import load_sites
from drammenworks.content.discover import Source, discover
from drammenworks.content.document import Document
from drammenworks.content.parse_document import RawDocument, parse_document, split
from drammenworks.content.report_lock import data_files, lock_of, parse_lock, stated_lock
from drammenworks.errors import ContentError

_LINE = re.compile(r"^locked:.*$", re.MULTILINE)
_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)


class LockResult(Enum):
    """What became of a report."""

    LOCKED = auto()
    UNCHANGED = auto()
    """It was locked already, and says what it said."""
    REFUSED = auto()
    """It says something else than when it was locked, and has no new erratum that tells of it."""
    UNREADABLE = auto()
    """Something is wrong with it, which has to be corrected first."""


@dataclass(frozen=True, slots=True)
class LockedReport:
    """A report, and what became of it."""

    path: str
    result: LockResult


def lock_reports(root: Path, paths: Sequence[str]) -> Iterator[LockedReport]:
    """Lock reports, and yield each with what became of it.

    :param paths: of files or folders, from the project's root; when there are none, the reports that are
        locked already.
    :raises NotWritableError: if one cannot be written.
    :raises ContentError: if the sites cannot be read.
    """
    sites = load_sites(root)
    default = sites[0].default_language if sites else "nb"
    known = {lang for site in sites for lang in site.languages} or {default}
    sources = discover(root, languages=known, default_language=default).sources
    originals = {source.id: source for source in sources if source.lang == default}
    for source in sources:
        if source.kind != "report" or (paths and not _is_chosen(source, paths)):
            continue
        document = _document(root, source, originals)
        if document is None:
            if paths:
                yield LockedReport(source.path, LockResult.UNREADABLE)
        elif paths or stated_lock(document) is not None:
            yield LockedReport(source.path, _lock(root, document))


def _is_chosen(source: Source, paths: Sequence[str]) -> bool:
    return any(source.path == path or source.path.startswith(f"{path.rstrip('/')}/") for path in paths)


def _document(root: Path, source: Source, originals: Mapping[str, Source]) -> Document | None:
    try:
        raw = _split(root, source)
        original = originals.get(source.id, source)
        return parse_document(raw, _split(root, original) if original != source else None).document
    except ContentError:
        return None


def _split(root: Path, source: Source) -> RawDocument:
    return split(source, (root / source.path).read_bytes())


def _lock(root: Path, document: Document) -> LockResult:
    data = {path: (root / path).read_bytes() for path in data_files(document) if is_file(root / path)}
    lock = lock_of(document, data)
    stated = stated_lock(document)
    before = parse_lock(stated) if stated is not None else None
    if before == lock:
        return LockResult.UNCHANGED
    if before is not None and (
        lock.errata < before.errata or (lock.errata == before.errata and lock.digest != before.digest)
    ):
        return LockResult.REFUSED
    file = root / document.location.path
    try:
        write_atomic(file, _with_lock(file.read_bytes().decode(), str(lock)).encode())
    except OSError as error:
        raise write_error(document.location.path, error) from error
    return LockResult.LOCKED


def _with_lock(text: str, lock: str) -> str:
    """Return the text of a file with its lock: in place of the one it has, or after its other fields."""
    line = f'locked: "{lock}"'
    if _LINE.search(text) is not None:
        return _LINE.sub(lambda found: line + ("\r" if found[0].endswith("\r") else ""), text, count=1)
    newline = "\r\n" if "\r\n" in text else "\n"
    fences = list(_FENCE.finditer(text))
    end = fences[1].start() if len(fences) > 1 else len(text)
    before = text[:end] if text[:end].endswith("\n") else text[:end] + newline
    return f"{before}{line}{newline}{text[end:]}"
