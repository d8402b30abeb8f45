"""A theme's assets: style sheets in one file, and a fingerprint of the bytes in every name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import rcssmin

from drammenworks.base.digests import digest
from drammenworks.config import Theme
from drammenworks.engine.publish import Artifact

FOLDER = "assets"
_STYLE_SUFFIX = ".css"


@dataclass(frozen=True, slots=True)
class Assets:
    """The assets of a theme under the names that they are published by."""

    paths: Mapping[str, str]
    """Path in the theme → path under the site's root, with a leading slash."""
    stylesheet: str
    """Path under the site's root of the one style sheet."""
    artifacts: tuple[Artifact, ...]


def make_assets(theme: Theme) -> Assets:
    """Return the assets of a theme. A changed file gets a new name, so that hosts may cache for ever."""
    paths: dict[str, str] = {}
    artifacts = []
    for path, file in theme.assets.items():
        if path.endswith(_STYLE_SUFFIX):
            continue
        artifact = _fingerprinted(path, file.read_bytes())
        paths[path] = f"/{artifact.path}"
        artifacts.append(artifact)
    styles = "\n".join(theme.assets[style].read_text(encoding="utf-8") for style in theme.styles)
    bundle = _fingerprinted("site.css", rcssmin.cssmin(styles).encode())
    artifacts.append(bundle)
    return Assets(paths, f"/{bundle.path}", tuple(artifacts))


def _fingerprinted(path: str, data: bytes) -> Artifact:
    pure = PurePosixPath(path)
    name = f"{pure.stem}.{digest(data)[:10]}{pure.suffix}"
    return Artifact(f"{FOLDER}/{pure.with_name(name)}", data)
