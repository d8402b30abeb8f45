"""PDFs: what the page of a document says, typeset by its theme (Typst), tagged, with its data attached."""

from __future__ import annotations

from importlib.util import find_spec


def is_available() -> bool:
    """Return whether what PDFs are made with is installed: there is no Typst for Windows on ARM yet."""
    return all(find_spec(name) is not None for name in ("typst", "pikepdf"))
