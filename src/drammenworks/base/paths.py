"""The folders of a project, and the files in them that are not content."""

from __future__ import annotations

CONTENT = "content"
SITES_FOLDER = f"{CONTENT}/sites"
THEMES_FOLDER = "themes"

_IGNORED_SUFFIXES = ("~", ".swp", ".swx", ".tmp", ".bak", ".part", ".crdownload")
_IGNORED_NAMES = frozenset({"Thumbs.db", "desktop.ini", "README.md"})


def is_ignored(name: str) -> bool:
    """Tell whether a file belongs to an editor or the system, and is not content."""
    return name.startswith((".", "~", "#")) or name.endswith(_IGNORED_SUFFIXES) or name in _IGNORED_NAMES
