"""The formats of files that the public may download, and how a file shows that it is what its name says."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

from drammenworks.errors import Phrase

_START = 512
"""Bytes that show what a file is. A film is not read for them."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The start of a document of Office before 2007, and of an encrypted one of any later version."""
_PDF_ENCRYPTION = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
"""The entry of a trailer that says how a PDF is encrypted (ISO 32000-1, 7.6.1); it is never compressed."""
_LOCKED = Phrase("den er låst med et passord")
_DAMAGED = Phrase("den er skadet, så den kan ikke åpnes")


class AttachmentFormat(NamedTuple):
    """A format that may be published as it is."""

    label: str
    """What readers call it."""
    fault: Callable[[Path, bytes], Phrase | None]
    """Return why a file that begins with some bytes is not in this format, or cannot be opened."""
    is_linked: bool = True
    """A link in a text may lead to it; the others are played by a page."""


def fault_of(file: Path, suffix: str) -> Phrase | None:
    """Return why the public could not open a file as what its name says, or None."""
    with file.open("rb") as opened:
        start = opened.read(_START)
    if not start:
        return Phrase("filen er tom")
    found = FORMATS.get(suffix)
    if found is None:
        return Phrase("navnet må slutte på {suffixes}", suffixes=_listed(FORMATS))
    return found.fault(file, start)


def is_protected(file: Path, suffix: str) -> bool:
    """Return whether a PDF asks for a password, or restricts what readers may do with it."""
    return suffix == ".pdf" and _PDF_ENCRYPTION.search(file.read_bytes()) is not None


def label_of(suffix: str) -> str:
    """Return what readers call a format, such as ``PDF``."""
    found = FORMATS.get(suffix)
    return found.label if found is not None else suffix.lstrip(".").upper()


def is_linkable(name: str) -> bool:
    """Return whether a link in a text may lead to a file of this name."""
    return not name.endswith("/") and PurePath(name).suffix.lower() in _LINKABLE


def _listed(suffixes: Mapping[str, object] | list[str]) -> str:
    return ", ".join(suffixes)


def _starts_with(signature: bytes, at: int, reason: Phrase) -> Callable[[Path, bytes], Phrase | None]:
    def fault(_: Path, start: bytes) -> Phrase | None:
        return None if start[at : at + len(signature)] == signature else reason

    return fault


def _office(part: str, reason: Phrase) -> Callable[[Path, bytes], Phrase | None]:
    """Office Open XML (ISO/IEC 29500-2): a ZIP archive with a folder for what the document is."""

    def fault(file: Path, start: bytes) -> Phrase | None:
        if start.startswith(_OLE):
            return _LOCKED if _utf16("EncryptedPackage") in file.read_bytes() else reason
        return _archive_fault(file, start, reason, lambda archive: _has_folder(archive, part))

    return fault


def _has_folder(archive: zipfile.ZipFile, part: str) -> bool:
    names = archive.namelist()
    return "[Content_Types].xml" in names and any(name.startswith(f"{part}/") for name in names)


def _old_office(stream: str, reason: Phrase) -> Callable[[Path, bytes], Phrase | None]:
    """A compound file with a stream for what the document is ([MS-CFB])."""

    def fault(file: Path, start: bytes) -> Phrase | None:
        is_right = start.startswith(_OLE) and _utf16(stream) in file.read_bytes()
        return None if is_right else reason

    return fault


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _open_document(kind: str, reason: Phrase) -> Callable[[Path, bytes], Phrase | None]:
    """OpenDocument (ISO/IEC 26300-3): a ZIP archive whose first file says what the document is."""

    def is_right(archive: zipfile.ZipFile) -> bool:
        if "mimetype" not in archive.namelist() or archive.getinfo("mimetype").file_size > _START:
            return False
        return archive.read("mimetype").strip() == f"application/vnd.oasis.opendocument.{kind}".encode()

    def fault(file: Path, start: bytes) -> Phrase | None:
        found = _archive_fault(file, start, reason, is_right)
        if found is None:
            with zipfile.ZipFile(file) as archive:
                if "META-INF/manifest.xml" in archive.namelist():
                    with archive.open("META-INF/manifest.xml") as manifest:
                        return _LOCKED if b"encryption-data" in manifest.read(1 << 20) else None
        return found

    return fault


def _archive(file: Path, start: bytes) -> Phrase | None:
    return _archive_fault(file, start, Phrase("den er ikke en ZIP-fil"), lambda archive: True)


def _archive_fault(
    file: Path, start: bytes, reason: Phrase, is_right: Callable[[zipfile.ZipFile], bool]
) -> Phrase | None:
    if not start.startswith(b"PK"):
        return reason
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            if not members:
                return Phrase("den har ingenting i seg")
            if any(member.flag_bits & 0x1 for member in members):
                return _LOCKED
            return None if is_right(archive) else reason
    # A damaged archive raises whatever its damage leads to.
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OverflowError):
        return _DAMAGED


def _table(_: Path, start: bytes) -> Phrase | None:
    """A table in a text file: what other programs save under this name has bytes that no text has."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Phrase("den er lagret som Unicode-tekst, og må lagres som «CSV UTF-8»")
    is_text = b"\0" not in start and not start.lstrip().lower().startswith((b"<", b"%pdf-", b"pk\3\4"))
    return None if is_text else Phrase("den er ikke en CSV-fil")


def _captions(_: Path, __: bytes) -> Phrase | None:
    return None


_NOT_PDF = Phrase("den er ikke en PDF")
_NOT_WORD = Phrase("den er ikke et Word-dokument")
_NOT_EXCEL = Phrase("den er ikke et Excel-ark")
_NOT_POWERPOINT = Phrase("den er ikke en PowerPoint-presentasjon")
_NOT_ODT = Phrase("den er ikke et tekstdokument i OpenDocument")
_NOT_ODS = Phrase("den er ikke et regneark i OpenDocument")
_NOT_ODP = Phrase("den er ikke en presentasjon i OpenDocument")
_NOT_MP4 = Phrase("den er ikke en video i formatet MP4")
_NOT_WEBM = Phrase("den er ikke en video i formatet WebM")
_mp4 = _starts_with(b"ftyp", 4, _NOT_MP4)

FORMATS: Mapping[str, AttachmentFormat] = {
    ".pdf": AttachmentFormat("PDF", _starts_with(b"%PDF-", 0, _NOT_PDF)),
    ".docx": AttachmentFormat("Word", _office("word", _NOT_WORD)),
    ".doc": AttachmentFormat("Word", _old_office("WordDocument", _NOT_WORD)),
    ".xlsx": AttachmentFormat("Excel", _office("xl", _NOT_EXCEL)),
    ".xls": AttachmentFormat("Excel", _old_office("Workbook", _NOT_EXCEL)),
    ".pptx": AttachmentFormat("PowerPoint", _office("ppt", _NOT_POWERPOINT)),
    ".ppt": AttachmentFormat("PowerPoint", _old_office("PowerPoint Document", _NOT_POWERPOINT)),
    ".odt": AttachmentFormat("ODT", _open_document("text", _NOT_ODT)),
    ".ods": AttachmentFormat("ODS", _open_document("spreadsheet", _NOT_ODS)),
    ".odp": AttachmentFormat("ODP", _open_document("presentation", _NOT_ODP)),
    ".csv": AttachmentFormat("CSV", _table),
    ".zip": AttachmentFormat("ZIP", _archive),
    ".mp4": AttachmentFormat("MP4", _mp4, is_linked=False),
    ".m4v": AttachmentFormat("MP4", _mp4, is_linked=False),
    ".webm": AttachmentFormat("WEBM", _starts_with(b"\x1aE\xdf\xa3", 0, _NOT_WEBM), is_linked=False),
    ".vtt": AttachmentFormat("VTT", _captions, is_linked=False),
}
"""By suffix. Captions are checked as a text of their own."""

_LINKABLE = frozenset(suffix for suffix, found in FORMATS.items() if found.is_linked)
LINKABLE_SUFFIXES = _listed([suffix for suffix, found in FORMATS.items() if found.is_linked])
"""Of the files that a link in a text may lead to, for editors."""
