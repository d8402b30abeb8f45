"""Lock reports: write into each what it says now, unless it has been changed without saying so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from drammenworks.authoring.write_errors import write_error
from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.paths import is_file
from drammenworks.config.load_sites import load_sites
from drammenworks.content.discover import Source, discover
from drammenworks.content.document import Document
from drammenworks.content.parse_document import RawDocument, parse_document, split
from drammenworks.content.report_lock import ReportLock, data_files, lock_of, parse_lock, stated_lock
from drammenworks.errors import ContentError, Severity
from drammenworks.errors.rules import fields as rules
from drammenworks.pipeline.maintenance.check import check
from drammenworks.pipeline.options import Options

_LINE = re.compile(r"^locked:.*$", re.MULTILINE)
_OF_LOCKS = (rules.CHANGED_LOCKED, rules.LOST_ERRATUM, rules.NO_LOCK)
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


def lock_reports(options: Options, paths: Sequence[str]) -> Iterator[LockedReport]:
    """Lock reports, and yield each with what became of it.

    :param paths: of files or folders, from the project's root; when there are none, the reports that are
        locked already.
    :raises NotWritableError: if one cannot be written.
    :raises ContentError: if the sites cannot be read.
    """
    root = options.root
    sites = load_sites(root)
    default = sites[0].default_language if sites else "nb"
    known = {lang for site in sites for lang in site.languages} or {default}
    sources = discover(root, languages=known, default_language=default).sources
    originals = {source.id: source for source in sources if source.lang == default}
    chosen: dict[str, _Read | None] = {}
    for source in sources:
        if source.kind == "report" and (not paths or _is_chosen(source, paths)):
            read = _read(root, source, originals)
            if paths or (read is not None and stated_lock(read.document) is not None):
                chosen[source.path] = read
    broken = _broken_files(options, chosen.values())
    for path, read in chosen.items():
        if read is None or not broken.isdisjoint(read.files):
            yield LockedReport(path, LockResult.UNREADABLE)
        else:
            yield LockedReport(path, _lock(root, read))


def _is_chosen(source: Source, paths: Sequence[str]) -> bool:
    return any(source.path == path or source.path.startswith(f"{path.rstrip('/')}/") for path in paths)


class _Read(NamedTuple):
    """A report as it is now."""

    document: Document
    lock: ReportLock
    files: tuple[str, ...]
    """Its own, and those with its data."""


def _read(root: Path, source: Source, originals: Mapping[str, Source]) -> _Read | None:
    """Return a report; None when it cannot be read."""
    try:
        raw = _split(root, source)
        original = originals.get(source.id, source)
        document = parse_document(raw, _split(root, original) if original != source else None).document
    except ContentError:
        return None
    if document is None:
        return None
    files = data_files(document)
    data = {path: (root / path).read_bytes() for path in files if is_file(root / path)}
    return _Read(document, lock_of(document, raw.body, data), (source.path, *files))


def _split(root: Path, source: Source) -> RawDocument:
    return split(source, (root / source.path).read_bytes())


def _broken_files(options: Options, reports: Iterable[_Read | None]) -> set[str]:
    """Return the files of reports in which something is wrong, beside what locks themselves are about."""
    files = {path for report in reports if report is not None for path in report.files}
    found = check(options, covers=files.__contains__).findings if files else ()
    return {
        finding.location.path
        for finding in found
        if finding.rule.severity is Severity.ERROR and finding.rule not in _OF_LOCKS
    }


def _lock(root: Path, read: _Read) -> LockResult:
    document, lock = read.document, read.lock
    stated = stated_lock(document)
    before = parse_lock(stated) if stated is not None else None
    if before == lock:
        return LockResult.UNCHANGED
    if before is not None and (
        lock.errata < before.errata or (lock.errata == before.errata and before.changed(lock))
    ):
        return LockResult.REFUSED
    file = root / document.location.path
    try:
        write_atomic(file, with_lock(file.read_bytes().decode(), str(lock)).encode())
    except OSError as error:
        raise write_error(document.location.path, error) from error
    return LockResult.LOCKED


def with_lock(text: str, lock: str) -> str:
    """Return the text of a file with its lock: in place of the one it has, or after its other fields."""
    line = f'locked: "{lock}"'
    if _LINE.search(text) is not None:
        return _LINE.sub(lambda found: line + ("\r" if found[0].endswith("\r") else ""), text, count=1)
    newline = "\r\n" if "\r\n" in text else "\n"
    fences = list(_FENCE.finditer(text))
    end = fences[1].start() if len(fences) > 1 else len(text)
    before = text[:end] if text[:end].endswith("\n") else text[:end] + newline
    return f"{before}{line}{newline}{text[end:]}"
