"""The texts that new projects and sites begin with, as they lie in ``files/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_FILES = Path(__file__).with_name("files")
_CHECKOUT = Path(__file__).parents[4]


def text_file(path: str) -> str:
    """Return one of the texts."""
    return (_FILES / path).read_text(encoding="utf-8")


def shared_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files that every project has alike: the base theme, and what pins the editors' page.

    A wheel carries them beside the texts; in a checkout they lie where this project uses them itself.
    """
    packaged = _FILES / "shared"
    root = packaged if packaged.is_dir() else _CHECKOUT
    for folder, names in (("themes/base", None), ("admin", ("package.json", "package-lock.json", ".npmrc"))):
        for file in sorted((root / folder).rglob("*")):
            is_wanted = names is None or (file.parent == root / folder and file.name in names)
            if is_wanted and file.is_file() and "__pycache__" not in file.parts:
                yield file.relative_to(root).as_posix(), file.read_bytes()
