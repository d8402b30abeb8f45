"""The version of a page: a digest of its bytes without the URL of its style sheet, which can be swapped."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.digests import digest
from drammenworks.preview.inject import inject_at_body_end

CLIENT_PATH = "/__drammenworks"
SCRIPT_PATH = f"{CLIENT_PATH}/preview.js"


@dataclass(frozen=True, slots=True)
class PageVersion:
    """A version of a page."""

    digest: str
    """Changes with anything but the style sheet. It depends on the bytes alone, so that a restarted preview
    computes the same digest for an unchanged page."""
    style: str
    """The URL of the style sheet."""


def page_version(html: bytes, style: str) -> PageVersion:
    """Return the version of a page."""
    return PageVersion(digest(html.replace(style.encode(), b"")), style)


def inject_script(html: bytes, version: PageVersion) -> bytes:
    """Return a page with the script that keeps it up to date, at the end of its body."""
    attributes = f'data-page="{version.digest}" data-style="{version.style}"'
    return inject_at_body_end(html, f'<script type="module" src="{SCRIPT_PATH}" {attributes}></script>\n')
