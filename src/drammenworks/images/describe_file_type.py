"""Describe by its signature (magic number) what a file is that cannot be decoded as an image."""

from __future__ import annotations

from drammenworks.errors import Phrase

_SIGNATURES = (
    (b"%PDF-", Phrase("den er et PDF-dokument")),
    (b"8BPS", Phrase("den er et Photoshop-dokument")),
    (b"BM", Phrase("den er et bilde i formatet BMP, som nettlesere ikke bør få")),
    (b"PK\x03\x04", Phrase("den er en pakket mappe (ZIP) eller et Office-dokument")),
    (b"\xd0\xcf\x11\xe0", Phrase("den er et Office-dokument")),
    (b"FUJIFILM", Phrase("den er et råbilde fra et kamera")),
    (b"\x1aE\xdf\xa3", Phrase("den er en video")),
)
_HTML = ((b"<!doctype html", Phrase("den er en nettside")), (b"<html", Phrase("den er en nettside")))
_BRANDS = (
    (b"crx ", Phrase("den er et råbilde fra et kamera")),
    (b"heic", Phrase("den er et HEIC-bilde som er skadet")),
    (b"heix", Phrase("den er et HEIC-bilde som er skadet")),
    (b"mif1", Phrase("den er et HEIC-bilde som er skadet")),
    (b"qt  ", Phrase("den er en video")),
    (b"mp4", Phrase("den er en video")),
    (b"isom", Phrase("den er en video")),
    (b"M4V", Phrase("den er en video")),
)
"""Major brands of ISO base media files (ISO/IEC 14496-12 § 4.3)."""


def describe_file_type(data: bytes) -> Phrase | None:
    """Return what the bytes seem to be, for the editor; None for an unknown signature."""
    if data[4:8] == b"ftyp":
        return next((name for brand, name in _BRANDS if data[8:].startswith(brand)), None)
    start = data[:512].lstrip().lower()
    names = [name for signature, name in _SIGNATURES if data.startswith(signature)]
    names += [name for signature, name in _HTML if start.startswith(signature)]
    return names[0] if names else None
