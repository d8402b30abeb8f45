"""Which version of a page somebody has: all of its bytes but the style sheet, which can be swapped."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.digests import digest
from drammenworks.preview.inject import inject_at_body_end

CLIENT_PATH = "/__drammenworks"
SCRIPT_PATH = f"{CLIENT_PATH}/preview.js"


@dataclass(frozen=True, slots=True)
class Identity:
    """A version of a page."""

    page: str
    """Is another when anything but the style sheet is. It comes from the bytes alone, so that a preview that
    was restarted knows a page again."""
    style: str
    """The URL of the style sheet."""


def identify(html: bytes, style: str) -> Identity:
    """Return which version of a page this is."""
    return Identity(digest(html.replace(style.encode(), b"")), style)


def with_script(html: bytes, identity: Identity) -> bytes:
    """Return a page with the script that keeps it up to date, as the last thing of its body."""
    known = f'data-page="{identity.page}" data-style="{identity.style}"'
    return inject_at_body_end(html, f'<script type="module" src="{SCRIPT_PATH}" {known}></script>\n')
