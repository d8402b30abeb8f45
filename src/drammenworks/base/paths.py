"""The folders of a project, and the files in them that are not content."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

CONTENT = "content"
SITES_FOLDER = f"{CONTENT}/sites"
THEMES_FOLDER = "themes"
URLS_FOLDER = f"{CONTENT}/urls"
GONE_FILE = f"{URLS_FOLDER}/gone.yaml"
"""The addresses that were public and are gone for good."""
LEDGER_SUFFIX = ".txt"

_IGNORED_PREFIXES = (".", "~", "#", "__macosx", "$recycle.bin", "@eadir", "ehthumbs")
_IGNORED_SUFFIXES = ("~", ".swp", ".swx", ".tmp", ".bak", ".part", ".partial", ".crdownload")
_IGNORED_NAMES = frozenset(
    {
        "thumbs.db",
        "thumbs.db:encryptable",
        "desktop.ini",
        # macOS stores the icon of a folder in a file whose name ends with a carriage return.
        "icon\r",
        "lost+found",
        "network trash folder",
        "system volume information",
        "temporary items",
    }
)


MAX_NAME = 255
"""Bytes in the name of a file or folder, in UTF-8: the limit of the common file systems."""
MAX_PATH = 800
"""Bytes in a path below the folder of the project or of a site. macOS allows 1,024 in all."""


_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


class Overlong(NamedTuple):
    """A length that file systems do not allow, and the greatest that they do."""

    length: int
    """Bytes."""
    limit: int


def overlong(path: str) -> Overlong | None:
    """Return how a path exceeds what file systems allow, in all or in one name; None if it does not."""
    length = len(path.encode(errors="replace"))
    if length > MAX_PATH:
        return Overlong(length, MAX_PATH)
    longest = max(len(name.encode(errors="replace")) for name in path.split("/"))
    return Overlong(longest, MAX_NAME) if longest > MAX_NAME else None


def reserved_name(path: str) -> str | None:
    """Return the first name in a path that no file or folder has on Windows, such as ``con`` or ``a.``."""
    names = (name for name in path.split("/") if _DEVICE.fullmatch(name) or name.endswith("."))
    return next(names, None)


def is_file(path: Path) -> bool:
    """Tell whether a path is that of a file. A path that no file can have, such as one too long, is not."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises an error for such a path.


def is_ignored(name: str) -> bool:
    """Tell whether a file or folder belongs to an editor or the system, and is not content."""
    # Windows and macOS ignore case in names, and so do the programs that write these files.
    folded = name.casefold()
    return (
        folded.startswith(_IGNORED_PREFIXES)
        or folded.endswith(_IGNORED_SUFFIXES)
        or folded in _IGNORED_NAMES
        or name == "README.md"
    )


def ledger_path(site_id: str) -> str:
    """Return the path of the file with every address that a site ever had."""
    return f"{URLS_FOLDER}/{site_id}{LEDGER_SUFFIX}"


def site_files(root: Path) -> list[Path]:
    """Return the files of the sites in the order of their names; each is named after the id of its site."""
    return sorted(file for file in (root / SITES_FOLDER).glob("*.yaml") if not is_ignored(file.name))
