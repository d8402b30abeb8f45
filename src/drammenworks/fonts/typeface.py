"""Which typeface a brand is set in, and where the file that holds it is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib import import_module, resources
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.errors import Phrase

_PACKAGE = "fontpkg_"
"""How the font packages' modules are named: fontpkg_source_sans_3 has metadata.json and files/."""


class NoSuchTypefaceError(Exception):
    """No installed package has the family, or not in that style."""

    def __init__(self, family: str) -> None:
        super().__init__(family)
        self.family = family
        """What was looked for: a ``Phrase`` where the style is part of it."""


@dataclass(frozen=True, slots=True)
class Typeface(FastPickle):
    """A family as a brand uses it."""

    family: str
    """As its package names it: Source Sans 3."""
    weights: tuple[int, int]
    """The lightest and the heaviest that pages use, on the scale of CSS (1 to 1000)."""
    axes: tuple[tuple[str, float], ...] = ()
    """Other axes of variation, each held at one value: optical size, width, softness."""
    italic: bool = False
    """Whether pages use the family's italics as well."""


@dataclass(frozen=True, slots=True)
class FontFile(FastPickle):
    """A file with a variable or static font."""

    path: Path
    digest: str
    """Of its bytes."""
    serif: bool
    """Whether its letters have serifs."""

    def read(self) -> bytes:
        """Return the bytes."""
        return self.path.read_bytes()


def find_font(family: str, *, italic: bool = False) -> FontFile:
    """Return the upright or italic file of a family.

    The package is read as its own index describes it. Asking the library ``fontpkg`` instead would look
    through everything that is installed, which takes as long as ten pages.

    :raises NoSuchTypefaceError: if no installed package has it.
    """
    try:
        root = resources.files(import_module(_PACKAGE + re.sub(r"\W+", "_", family.lower())))
        index = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
    except (ImportError, OSError):
        raise NoSuchTypefaceError(family) from None
    style = "italic" if italic else "normal"
    for entry in index["files"]:
        if entry["style"] == style and entry["weight"] in (None, 400):
            path = Path(str(root / entry["path"]))
            return FontFile(path, digest(path.read_bytes()), "SERIF" in index["category"])
    raise NoSuchTypefaceError(Phrase("{family} (kursiv)", family=family) if italic else family)
