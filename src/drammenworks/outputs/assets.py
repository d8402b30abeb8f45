"""A theme's assets: style sheets in one file, and a fingerprint of the bytes in every name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import lightningcss

from drammenworks.base.digests import digest
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.config import Theme
from drammenworks.engine.publish import Artifact
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import themes as rules
from drammenworks.images.kept import KeptPictures
from drammenworks.images.placeholder import placeholder_styles
from drammenworks.outputs import manifest
from drammenworks.outputs.icons import icon_artifact, make_icons
from drammenworks.outputs.picture_styles import picture_styles

FOLDER = "assets"
_STYLE_SUFFIX = ".css"
_DRAWING_SUFFIX = ".svg"
_DRAWING_START = "<svg"
_ERROR = re.compile(r"(?:Parsing stylesheet failed: )?(?P<reason>.*) at .*:(?P<line>\d+):(?P<column>\d+)")
"""How Lightning CSS words a mistake; its lines are counted from 0, its columns from 1."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The assets of a theme under the names that they are published by."""

    paths: Mapping[str, str]
    """Path in the theme → path under the site's root, with a leading slash."""
    drawings: Mapping[str, str]
    """Path in the theme → the markup of a drawing, from ``<svg`` on."""
    stylesheet: str
    """Path under the site's root of the one style sheet."""
    preloads: tuple[str, ...]
    """Paths under the site's root of the typefaces that every page needs at once."""
    artifacts: tuple[Artifact, ...]


def make_assets(theme: Theme, root: Path, kept: KeptPictures) -> Assets:
    """Return the assets of a theme. A changed file gets a new name, so that hosts may cache for ever.

    :param kept: what former builds made of the theme.
    :raises ContentError: if a style sheet cannot be parsed, or no icon can be drawn.
    """
    paths: dict[str, str] = {}
    drawings: dict[str, str] = {}
    artifacts = []
    for path, file in theme.assets.items():
        if path.endswith(_STYLE_SUFFIX):
            continue
        data = file.read_bytes()
        artifact = _fingerprinted(path, data)
        paths[path] = f"/{artifact.path}"
        artifacts.append(artifact)
        drawing = _drawing(data) if path.endswith(_DRAWING_SUFFIX) else None
        if drawing is not None:
            drawings[path] = drawing
    for name, made in make_icons(theme, root, kept).items():
        icon = icon_artifact(name, made, FOLDER)
        paths[name] = f"/{icon.path}"
        artifacts.append(icon)
    if theme.colour is not None:
        # Each site has its own, at the same place.
        paths[manifest.PATH] = f"/{manifest.PATH}"
    sheets = [_style(theme.assets[style], root) for style in theme.styles]
    sheets += [picture_styles(theme.pictures, sheets), placeholder_styles()]
    preloads: tuple[str, ...] = ()
    if theme.fonts:
        # Loaded only when it is needed: what measures and cuts down typefaces.
        from drammenworks.outputs.fonts import make_fonts  # noqa: PLC0415

        fonts = make_fonts(theme, FOLDER, kept)
        artifacts += fonts.artifacts
        preloads = fonts.preloads
        sheets.insert(0, fonts.css)
    styles = "\n".join(sheets)
    # Once more as a whole: what the sheets say of the same layer is brought together.
    bundle = _fingerprinted("site.css", lightningcss.process_stylesheet(styles, minify=True).encode())
    artifacts.append(bundle)
    return Assets(paths, drawings, f"/{bundle.path}", preloads, tuple(artifacts))


def _drawing(data: bytes) -> str | None:
    """Return the markup of a drawing without what stands before it, or None when there is none."""
    try:
        _, start, rest = data.decode().partition(_DRAWING_START)
    except UnicodeDecodeError:
        return None
    return (start + rest).strip() or None


def _style(file: Path, root: Path) -> str:
    """Return a style sheet, minified."""
    path = file.relative_to(root).as_posix()
    text = decode_source(read_source(file, path=path), path=path)
    try:
        minified: str = lightningcss.process_stylesheet(text, filename=path, minify=True)
    except ValueError as error:
        raise ContentError([_syntax(str(error), path)]) from None
    return minified


def _syntax(message: str, path: str) -> Finding:
    match = _ERROR.fullmatch(message)
    if match is None:
        return rules.STYLE_SYNTAX.at(Location(path), reason=message)
    line, column = int(match["line"]) + 1, int(match["column"])
    return rules.STYLE_SYNTAX.at(Location(path, line, column), reason=match["reason"])


def _fingerprinted(path: str, data: bytes) -> Artifact:
    pure = PurePosixPath(path)
    name = f"{pure.stem}.{digest(data)[:10]}{pure.suffix}"
    return Artifact(f"{FOLDER}/{pure.with_name(name)}", data)
