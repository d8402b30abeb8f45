"""Read and decode source files, whatever editor wrote them."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from io import FileIO
from pathlib import Path, PurePosixPath

from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.errors.rules import files as rules

MAX_MEGABYTES = 2
"""A novel is one megabyte of text. A larger file is a mistake, and would delay every build."""

_BOM = b"\xef\xbb\xbf"

_SIGNATURES = {
    b"PK\x03\x04": "Word",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "Word",
    b"{\\rtf": "WordPad",
    b"%PDF-": Phrase("et program for PDF"),
}
"""The first bytes of word processors' files. The first signature is that of ZIP, which .docx uses."""
_SPREADSHEETS = (".csv", ".numbers", ".ods", ".tsv", ".xls", ".xlsb", ".xlsm", ".xlsx")
"""How the names of tables end, whose programs write the same first bytes."""


def read_source(file: Path, *, path: str, limit: int = MAX_MEGABYTES) -> bytes:
    """Return the bytes of a source file.

    :param path: the file's name in findings.
    :param limit: in megabytes.
    :raises ContentError: if it cannot be read, or exceeds ``limit``.
    """
    return read_with_status(str(file), path=path, limit=limit)[0]


def read_with_status(file: str, *, path: str, limit: int = MAX_MEGABYTES) -> tuple[bytes, os.stat_result]:
    """Return the bytes of a source file, and its status before it was read.

    Takes a string because every document is read here: creating a ``Path`` takes as long as reading the file.

    :param path: the file's name in findings.
    :param limit: in megabytes.
    :raises ContentError: if it cannot be read, or exceeds ``limit``.
    """
    try:
        status = os.stat(file)  # noqa: PTH116 - A Path is too slow, see above.
        if status.st_size > limit * 1_000_000:
            megabytes = math.ceil(status.st_size / 1_000_000)
            finding = rules.TOO_LARGE.at(Location(path), size=megabytes, limit=limit)
            raise ContentError([finding])
        with FileIO(file) as opened:
            return opened.readall(), status
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ContentError([rules.UNREADABLE.at(Location(path), reason=reason)]) from None


def decode_source(data: bytes, *, path: str) -> str:
    """Return ``data`` as text with LF line ends and without a byte order mark.

    :raises ContentError: if it is empty, not UTF-8, contains NUL, is a word processor's file, or has merge
        conflicts.
    """
    data = data.removeprefix(_BOM)
    for start, program in _SIGNATURES.items():
        if data.startswith(start):
            name = PurePosixPath(path).name
            if name.casefold().endswith(_SPREADSHEETS):
                raise ContentError([rules.SPREADSHEET.at(Location(path), name=name)])
            raise ContentError([rules.OTHER_PROGRAM.at(Location(path), program=program, name=name)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        rule = rules.TABLE_NOT_UTF8 if path.casefold().endswith(".csv") else rules.NOT_UTF8
        raise ContentError([rule.at(_location(data, error.start, path))]) from None
    if "\0" in text:
        raise ContentError([rules.NUL_BYTE.at(_location(data, data.index(b"\0"), path))])
    if not text.strip():
        raise ContentError([rules.EMPTY.at(Location(path))])
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "<<<<<<< " in text and (conflicts := [*_conflicts(text, path)]):
        raise ContentError(conflicts)
    return text


def _conflicts(text: str, path: str) -> Iterator[Finding]:
    """Yield a finding for each merge conflict (git-merge, «How conflicts are presented»)."""
    opened: int | None = None
    is_divided = False
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("<<<<<<< "):
            opened, is_divided = number, False
        elif line == "=======":
            is_divided = True
        elif line.startswith(">>>>>>> ") and opened is not None and is_divided:
            yield rules.MERGE_CONFLICT.at(Location(path, opened, 1))
            opened = None


def _location(data: bytes, offset: int, path: str) -> Location:
    """Return the location of a byte, in lines and characters."""
    before = data[:offset].decode("utf-8", "replace")
    last_line = before.rsplit("\n", 1)[-1]
    return Location(path, before.count("\n") + 1, len(last_line) + 1)
