"""Media types of files, by their names: the same on every machine."""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import PurePath

_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".rss": "application/rss+xml",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "text/yaml",
}
"""Types that Python's own table lacks, or has in some versions only."""


def media_type(name: str) -> str:
    """Return the media type of a file, with the encoding of text; when none is known, that of mere bytes."""
    found = _table().guess_type(PurePath(name).name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


@cache
def _table() -> mimetypes.MimeTypes:
    # Not the system's tables, which differ between machines, and which can be wrong on Windows.
    table = mimetypes.MimeTypes()
    for suffix, found in _TYPES.items():
        table.add_type(found, suffix)
    return table
