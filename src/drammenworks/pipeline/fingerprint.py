"""What shapes the output beside the project itself: our own code, and the libraries that it calls."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import drammenworks
from drammenworks.base.digests import digest_parts

_INSTALLED = ".dist-info"
"""The suffix of the folder that describes an installed package; its name has the version."""


def compiled_templates(cache_folder: Path) -> Path:
    """Return the folder of compiled templates in the cache."""
    # Jinja keys compiled templates by their source alone; what else shapes them is in the fingerprint.
    return cache_folder / "templates" / generator_fingerprint()


_SHAPING = (".py", ".js", ".css", ".mo")
"""The suffixes of our files that shape output: code, the toolbar of previews, and translations."""


@cache
def generator_fingerprint() -> str:
    """Return a digest that changes whenever the same project might give other output.

    There is no version number to forget. Every installed package counts, since listing a folder is far
    cheaper than asking for each library's version.
    """
    package = Path(drammenworks.__file__).parent
    parts: list[str | bytes] = [sys.version]
    for folder, _, names in sorted(os.walk(package)):
        for name in sorted(names):
            if name.endswith(_SHAPING):
                parts += [name, Path(folder, name).read_bytes()]
    for folder in sys.path:
        if Path(folder).name in ("site-packages", "dist-packages"):
            parts += sorted(entry.name for entry in Path(folder).glob("*" + _INSTALLED))
    return digest_parts(*parts)
