"""Injects markup into a page, and names the toolbar's files for browsers.

Imports no other module of the project.
"""

from __future__ import annotations

from pathlib import Path

CLIENT = Path(__file__).with_name("client")
"""The folder of the toolbar's scripts and style sheet."""
TOOLBAR_SCRIPT, TOOLBAR_STYLE = "toolbar.js", "toolbar.css"


def inject_at_body_end(html: bytes, markup: str) -> bytes:
    """Return a page with ``markup`` as the last content of its body."""
    end = html.lower().rfind(b"</body>")
    if end < 0:
        end = len(html)
    return html[:end] + markup.encode() + html[end:]
