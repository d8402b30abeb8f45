"""What shapes the output beside the project itself: our own code, and the libraries that it calls."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import drammenworks
from drammenworks.base.digests import digest_parts

_LIBRARIES = (
    "babel",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "mdurl",
    "pillow",
    "pydantic",
    "pydantic-core",
    "python-slugify",
    "pyyaml",
    "rcssmin",
    "selectolax",
    "text-unidecode",
    "tzdata",
)


def generator_fingerprint() -> str:
    """Return a digest that changes whenever the same project might give other output.

    Nobody keeps a version number by hand: that is how a cache goes stale.
    """
    package = Path(drammenworks.__file__).parent
    parts: list[str | bytes] = [sys.version]
    for file in sorted(package.rglob("*.py")):
        parts += [file.relative_to(package).as_posix(), file.read_bytes()]
    for library in _LIBRARIES:
        try:
            parts += [library, version(library)]
        except PackageNotFoundError:
            parts += [library, ""]
    return digest_parts(*parts)
