"""What shapes the output beside the project itself: our own code, and the libraries that it calls."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import drammenworks
from drammenworks.base.digests import digest_parts

_INSTALLED = ".dist-info"
"""The ending of the folder that tells of an installed package; its name holds the version."""


def compiled_templates(kept: Path) -> Path:
    """Return the folder of compiled templates in the folder of all that is kept."""
    # Jinja keys what it compiled by the source alone; what else shapes it is in the fingerprint.
    return kept / "templates" / generator_fingerprint()


_SHAPING = (".py", ".js", ".css", ".mo")
"""The endings of our files that shape output: code, the bar of previews, and what it says."""


@cache
def generator_fingerprint() -> str:
    """Return a digest that changes whenever the same project might give other output.

    Nobody keeps a version number by hand: that is how a cache goes stale. Every package counts that is
    installed beside ours, since listing a folder is far cheaper than asking for each library's version.
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
