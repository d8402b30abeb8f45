"""How the bar gets into a page, and where what browsers need for it lies. Loads nothing else."""

from __future__ import annotations

from pathlib import Path

CLIENT = Path(__file__).with_name("client")
"""The folder of what browsers are given."""
BAR_SCRIPT, BAR_STYLE = "bar.js", "bar.css"


def at_the_end(html: bytes, markup: str) -> bytes:
    """Return a page with something more, as the last thing of its body."""
    end = html.lower().rfind(b"</body>")
    if end < 0:
        end = len(html)
    return html[:end] + markup.encode() + html[end:]
