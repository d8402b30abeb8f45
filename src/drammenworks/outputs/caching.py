"""How long browsers may keep a published file, by its path in its site.

``_headers`` says it to hosts that read that file, and publishing says it to object stores.
"""

from __future__ import annotations

from typing import Final

FINGERPRINTED_FOLDERS: Final = ("assets", "media", "files")
"""At the root of a site: the name of each file there follows from what it was made of."""

IMMUTABLE: Final = "public, max-age=31536000, immutable"
"""Under the same name there is never anything else."""

_REVALIDATE: Final = "public, max-age=0, must-revalidate"
"""What hosts that read ``_headers`` do by themselves; object stores leave browsers to guess."""


def is_fingerprinted(path: str) -> bool:
    """Tell whether the name of a file follows from what it was made of."""
    folder, slash, _ = path.partition("/")
    return bool(slash) and folder in FINGERPRINTED_FOLDERS


def cache_control(path: str) -> str:
    """Return the header ``Cache-Control`` of a file."""
    return IMMUTABLE if is_fingerprinted(path) else _REVALIDATE
