"""What a file has to be to be published as what its name says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from drammenworks.content.attachment_formats import (
    FORMATS,
    fault_of,
    is_linkable,
    is_protected,
    label_of,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def archive(*names: str, **contents: str) -> bytes:
    """Return a ZIP archive with empty files, and with files of some contents.

    The same bytes each time: tests are named after them, and each process must know them by one name.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        for name, content in {**dict.fromkeys(names, ""), **contents}.items():
            opened.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def _office(part: str) -> bytes:
    return archive("[Content_Types].xml", f"{part}/main.xml")


def _open_document(kind: str, manifest: str = "<manifest/>") -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    return archive(**{"mimetype": mimetype, "META-INF/manifest.xml": manifest})


def _encrypted_archive() -> bytes:
    data = bytearray(archive("a.txt"))
    # The general purpose flags of the local header and of the central directory.
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


_DOCX, _XLSX, _PPTX = _office("word"), _office("xl"), _office("ppt")
_DOC = _OLE + _utf16("WordDocument")
_LOCKED = _OLE + _utf16("EncryptedPackage")


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".pdf", b"%PDF-1.7\n"),
        (".docx", _DOCX),
        (".xlsx", _XLSX),
        (".pptx", _PPTX),
        (".doc", _DOC),
        (".xls", _OLE + _utf16("Workbook")),
        (".ppt", _OLE + _utf16("PowerPoint Document")),
        (".odt", _open_document("text")),
        (".ods", _open_document("spreadsheet")),
        (".odp", _open_document("presentation")),
        (".csv", b"\xef\xbb\xbf\xc3\x85r;Antall\r\n2025;1\r\n"),
        (".csv", "År;Antall\n".encode("cp1252")),
        (".zip", archive("a.txt")),
    ],
)
def test_a_file_that_is_what_its_name_says_is_published(tmp_path: Path, suffix: str, data: bytes) -> None:
    """As word processors, spreadsheets and archivers write it."""
    file = tmp_path / f"fil{suffix}"
    file.write_bytes(data)
    assert fault_of(file, suffix) is None


@pytest.mark.parametrize(
    ("suffix", "data", "reason"),
    [
        (".pdf", _DOCX, "den er ikke en PDF"),
        (".docx", b"%PDF-1.7", "den er ikke et Word-dokument"),
        (".docx", _XLSX, "den er ikke et Word-dokument"),
        (".docx", _DOC, "den er ikke et Word-dokument"),
        (".docx", archive("a.txt"), "den er ikke et Word-dokument"),
        (".docx", _open_document("text"), "den er ikke et Word-dokument"),
        (".docx", _LOCKED, "den er låst med et passord"),
        (".xlsx", _LOCKED, "den er låst med et passord"),
        (".xlsx", b"En;To\n1;2\n", "den er ikke et Excel-ark"),
        (".pptx", _DOCX, "den er ikke en PowerPoint-presentasjon"),
        (".docx", _DOCX[:60], "den er skadet, så den kan ikke åpnes"),
        (".docx", _DOCX[:-10], "den er skadet, så den kan ikke åpnes"),
        (".docx", b"", "filen er tom"),
        (".doc", _DOCX, "den er ikke et Word-dokument"),
        (".doc", b"{\\rtf1 hei}", "den er ikke et Word-dokument"),
        (".xls", _DOC, "den er ikke et Excel-ark"),
        (".ppt", _DOC, "den er ikke en PowerPoint-presentasjon"),
        (".odt", _open_document("spreadsheet"), "den er ikke et tekstdokument i OpenDocument"),
        (".odt", _DOCX, "den er ikke et tekstdokument i OpenDocument"),
        (".odt", _open_document("text", "<encryption-data/>"), "den er låst med et passord"),
        (".ods", _open_document("text"), "den er ikke et regneark i OpenDocument"),
        (".odp", b"PK", "den er skadet, så den kan ikke åpnes"),
        (".csv", _XLSX, "den er ikke en CSV-fil"),
        (".csv", _OLE, "den er ikke en CSV-fil"),
        (".csv", b"\n <!doctype html>", "den er ikke en CSV-fil"),
        (".csv", b"\xff\xfeE\0n\0", "den er lagret som Unicode-tekst, og må lagres som «CSV UTF-8»"),
        (".zip", b"Rar!\x1a\x07", "den er ikke en ZIP-fil"),
        (".zip", archive(), "den har ingenting i seg"),
        (".zip", _encrypted_archive(), "den er låst med et passord"),
    ],
)
def test_a_file_that_nobody_could_open_is_refused(
    tmp_path: Path, suffix: str, data: bytes, reason: str
) -> None:
    """With the reason that its author can do something about."""
    file = tmp_path / f"fil{suffix}"
    file.write_bytes(data)
    assert fault_of(file, suffix) == reason


@pytest.mark.parametrize(
    ("data", "protected"),
    [
        (b"%PDF-1.4\ntrailer <</Root 1 0 R /Encrypt 5 0 R>>", True),
        (b"%PDF-1.7\n<</Type/XRef/Encrypt 12 0 R>>", True),
        (b"%PDF-1.7\ntrailer <</Encrypt<</Filter/Standard>> >>", True),
        (b"%PDF-1.7\n/EncryptMetadata false", False),
        (b"%PDF-1.7\n(Om /Encrypt i PDF)", False),
    ],
)
def test_a_protected_pdf_is_told_from_an_open_one(tmp_path: Path, data: bytes, protected: bool) -> None:
    """By its trailer, which is never compressed."""
    file = tmp_path / "fil.pdf"
    file.write_bytes(data)
    assert is_protected(file, ".pdf") is protected


@pytest.mark.parametrize(
    ("name", "is_linked"),
    [
        ("rapport.pdf", True),
        ("RAPPORT.PDF", True),
        ("a.b/rapport.v2.docx", True),
        ("arkiv.tar.zip", True),
        ("rapport", False),
        ("rapport.pdf.txt", False),
        ("rapport.pdf/", False),
        (".pdf", False),
        ("film.mp4", False),
        ("tekster.vtt", False),
        ("makro.docm", False),
        ("bilde.jpg", False),
        ("om.md", False),
    ],
)
def test_a_link_in_a_text_leads_to_files_that_are_downloaded(name: str, is_linked: bool) -> None:
    """Films, captions and pictures have places of their own."""
    assert is_linkable(name) is is_linked


def test_every_format_has_a_name_that_readers_know() -> None:
    """Old and new files of one program are called the same."""
    assert {label_of(suffix) for suffix in FORMATS} == {
        *("PDF", "Word", "Excel", "PowerPoint", "ODT", "ODS", "ODP", "CSV", "ZIP", "MP4", "WEBM", "VTT")
    }
