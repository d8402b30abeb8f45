"""A theme's assets: bundled style sheets, and file names with content fingerprints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from drammenworks.base.digests import digest
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.config import Theme
from drammenworks.content.graph_queries import file
from drammenworks.content.workspace import Workspace
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import ContentError, Finding, Location
from drammenworks.errors.rules import themes as rules
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.lqip import lqip_styles
from drammenworks.outputs import web_manifest
from drammenworks.outputs.contrast import check_contrast
from drammenworks.outputs.icon_sizes import TAB
from drammenworks.outputs.icons import make_icons
from drammenworks.outputs.picture_styles import picture_styles
from drammenworks.outputs.style_urls import publish_urls
from drammenworks.outputs.theme_files import ThemeFile, Webfont, make_theme_files
from drammenworks.site.themes import THEME
from drammenworks.site.themes import theme as theme_query

FOLDER = "assets"
_STYLE_SUFFIX = ".css"
_SVG_SUFFIX = ".svg"
_SCRIPT_SUFFIX = ".js"
_IN_SCRIPTS = re.compile(rb"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)
"""Lines that are comments, and indentation: a tenth of a script, also when it is compressed."""
_SVG_START = "<svg"
_ERROR = re.compile(r"(?:Parsing stylesheet failed: )?(?P<reason>.*) at .*:(?P<line>\d+):(?P<column>\d+)")
"""The error messages of Lightning CSS; lines are counted from 0, columns from 1."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The assets of a theme, with their published names."""

    paths: Mapping[str, str]
    """Path in the theme → path under the site's root, with a leading slash."""
    drawings: Mapping[str, str]
    """Path in the theme → the markup of an SVG, from ``<svg`` on."""
    stylesheet: str
    """Path under the site's root of the style sheet."""
    preloads: tuple[str, ...]
    """Paths under the site's root of the typefaces that pages preload."""
    artifacts: tuple[Artifact, ...]
    files: tuple[ThemeFile, ...]
    """Web fonts and icons, which are made when somebody needs them."""


class SiteAssets(NamedTuple):
    """The assets of a site's theme, or what is wrong with them."""

    assets: Assets | None
    findings: tuple[Finding, ...] = ()


@CATALOGUE.query(is_root=True)
def site_assets(ask: QueryContext, site_id: str) -> SiteAssets:
    """The assets of a site's theme; none while something is wrong with the theme."""
    workspace: Workspace = ask.environment
    theme = theme_query(ask, site_id).theme
    if theme is None:
        return SiteAssets(None)
    for path in theme.assets.values():
        file(ask, path.relative_to(workspace.root).as_posix())
    try:
        assets = make_assets(theme, workspace.root, EncodedFileCache(workspace.cache_folder / "themes"))
    except ContentError as error:
        return SiteAssets(None, error.findings)
    sheets = (_read_style(theme.assets[style], workspace.root) for style in theme.styles)
    return SiteAssets(assets, tuple(check_contrast(sheets)))


@CATALOGUE.query(is_widely_read=True, group=THEME)
def stylesheet(ask: QueryContext, site_id: str) -> str:
    """The path under the site's root of its style sheet; empty when there is no such site."""
    assets = site_assets(ask, site_id).assets
    return assets.stylesheet if assets is not None else ""


@CATALOGUE.query(is_widely_read=True, group=THEME)
def preloads(ask: QueryContext, site_id: str) -> tuple[str, ...]:
    """Paths under the site's root of the typefaces that every page needs at once."""
    assets = site_assets(ask, site_id).assets
    return assets.preloads if assets is not None else ()


@CATALOGUE.query(is_widely_read=True, group=THEME)
def asset(ask: QueryContext, site_id: str, path: str) -> str | None:
    """The path under the site's root of an asset; None when the theme has no such asset."""
    assets = site_assets(ask, site_id).assets
    return assets.paths.get(path) if assets is not None else None


@CATALOGUE.query(is_widely_read=True, group=THEME)
def drawing(ask: QueryContext, site_id: str, path: str) -> str | None:
    """The markup of a drawing of the theme."""
    assets = site_assets(ask, site_id).assets
    return assets.drawings.get(path) if assets is not None else None


def asset_names(ask: QueryContext, site_id: str) -> Mapping[str, str]:
    """Return the assets of a site by the names that templates use."""
    assets = site_assets(ask, site_id).assets
    return assets.paths if assets is not None else {}


def make_assets(theme: Theme, root: Path, store: EncodedFileCache) -> Assets:
    """Return the assets of a theme. A changed file gets a new name, so that hosts may cache for ever.

    :param store: the files that earlier builds generated from the theme.
    :raises ContentError: if a style sheet or the icon's SVG is invalid.
    """
    paths: dict[str, str] = {}
    drawings: dict[str, str] = {}
    artifacts = []
    for path, source in theme.assets.items():
        if path.endswith(_STYLE_SUFFIX):
            continue
        data = source.read_bytes()
        if path.endswith(_SCRIPT_SUFFIX):
            data = _IN_SCRIPTS.sub(b"", data)
        artifact = _fingerprinted(path, data)
        paths[path] = f"/{artifact.path}"
        artifacts.append(artifact)
        svg = _svg_markup(data) if path.endswith(_SVG_SUFFIX) else None
        if svg is not None:
            drawings[path] = svg
    icons = make_icons(theme, root, FOLDER, store)
    paths.update({name: f"/{icon.output_path}" for name, icon in icons.items()})
    # Each site has a tab icon of its own, at the same path, so it is one of the site's own files.
    tab = icons.pop(TAB, None)
    if tab is not None:
        file = make_theme_files([tab], store)[tab]
        artifacts.append(Artifact(TAB, file.path, file.digest))
    if theme.colour is not None:
        # Each site has its own manifest, at the same path.
        paths[web_manifest.PATH] = f"/{web_manifest.PATH}"
    sheets = [_style(style, theme.assets[style], root, paths) for style in theme.styles]
    sheets += [picture_styles(theme.pictures, sheets), lqip_styles()]
    preloads: tuple[str, ...] = ()
    webfonts: tuple[Webfont, ...] = ()
    if theme.fonts:
        # Loaded when it is needed: the import of font libraries is slow.
        from drammenworks.outputs.fonts import make_fonts  # noqa: PLC0415

        fonts = make_fonts(theme, FOLDER)
        webfonts, preloads = fonts.files, fonts.preloads
        sheets.insert(0, fonts.css)
    styles = "\n".join(sheets)
    # Minified again as a whole, which merges cascade layers across the sheets.
    bundle = _fingerprinted("site.css", _minify(styles).encode())
    artifacts.append(bundle)
    return Assets(
        paths, drawings, f"/{bundle.path}", preloads, tuple(artifacts), (*webfonts, *icons.values())
    )


def _svg_markup(data: bytes) -> str | None:
    """Return the markup of an SVG without its prolog, or None if the file is not an SVG."""
    try:
        _, start, rest = data.decode().partition(_SVG_START)
    except UnicodeDecodeError:
        return None
    return (start + rest).strip() or None


def _style(style: str, file: Path, root: Path, published: Mapping[str, str]) -> str:
    """Return a style sheet, minified, with the published names of the files that it refers to.

    :param style: its path among the theme's assets.
    """
    path, text = _read_style(file, root)
    try:
        minified = _minify(text, filename=path)
    except ValueError as error:
        raise ContentError([_syntax(str(error), path)]) from None
    return publish_urls(minified, text, path=path, sheet=style, published=published)


def _read_style(file: Path, root: Path) -> tuple[str, str]:
    """Return the path of a style sheet from the project's root, and its text."""
    path = file.relative_to(root).as_posix()
    return path, decode_source(read_source(file, path=path), path=path)


def _minify(text: str, filename: str = "") -> str:
    # Loaded when it is needed: the stored style sheet of a theme is used until the theme changes.
    import lightningcss  # noqa: PLC0415

    minified: str = lightningcss.process_stylesheet(text, filename=filename, minify=True)
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
