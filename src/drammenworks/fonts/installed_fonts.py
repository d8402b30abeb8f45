"""The typeface of a brand, and the font file of an installed package that has it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import import_module, resources
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.errors import Phrase
from drammenworks.fonts.read_font import read_font

_PACKAGE = "fontpkg_"
"""The prefix of the font packages' modules: fontpkg_source_sans_3 has metadata.json and files/."""


class TypefaceNotFoundError(Exception):
    """No installed package has the family, or it lacks the style."""

    def __init__(self, family: str) -> None:
        super().__init__(family)
        self.family = family
        """The family; a ``Phrase`` where the style is part of it."""


@dataclass(frozen=True, slots=True)
class Typeface(FastPickle):
    """A family as a brand uses it."""

    family: str
    """The name in its package, such as Source Sans 3."""
    weights: tuple[int, int]
    """The lightest and heaviest weight that pages use, as in CSS (1 to 1000)."""
    axes: tuple[tuple[str, float], ...] = ()
    """The remaining variation axes, each pinned to one value: optical size, width, softness."""
    italic: bool = False
    """Whether pages use the family's italics as well."""


@dataclass(frozen=True, slots=True)
class FontFile(FastPickle):
    """A variable or static font file."""

    path: Path
    digest: str
    """Of its bytes."""
    serif: bool
    """Whether its letters have serifs."""

    def read(self) -> bytes:
        """Return the font as programs read it: not compressed for the web."""
        return read_font(self.path, self.digest)


def find_font(family: str, *, italic: bool = False) -> FontFile:
    """Return the upright or italic font file of a family.

    The package's own index is read, because the library ``fontpkg`` searches all installed packages, which
    takes as long as ten pages.

    :raises TypefaceNotFoundError: if no installed package has it.
    """
    try:
        root = resources.files(import_module(_PACKAGE + re.sub(r"\W+", "_", family.lower())))
        index = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
    except (ImportError, OSError):
        raise TypefaceNotFoundError(family) from None
    style = "italic" if italic else "normal"
    for entry in index["files"]:
        if entry["style"] == style and entry["weight"] in (None, 400):
            path = Path(str(root / entry["path"]))
            return FontFile(path, digest(path.read_bytes()), "SERIF" in index["category"])
    raise TypefaceNotFoundError(Phrase("{family} (kursiv)", family=family) if italic else family)
