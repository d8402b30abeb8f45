"""Load themes: folders of templates, strings and assets, which may extend each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from drammenworks.base.fields import Colour, MediaPath, Slug, Text
from drammenworks.base.paths import THEMES_FOLDER, is_ignored
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.base.strict_yaml import load, locate
from drammenworks.base.validation import validate
from drammenworks.base.yaml_common import Value
from drammenworks.config.picture_presets import PresetFile, load_presets
from drammenworks.config.theme import TemplateFile, Theme
from drammenworks.config.typefaces import FontRole, ThemeFont, TypefacesFile, find_fonts
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import files as file_rules
from drammenworks.errors.rules import themes as rules


class ThemeFile(BaseModel):
    """The fields of theme.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    extends: Slug | None = None
    styles: tuple[MediaPath, ...] = ()
    """Style sheets under assets/, in cascade order, after those of the extended theme."""
    description: Text | None = None
    fonts: TypefacesFile = Field(default_factory=TypefacesFile)
    """Typefaces of installed font packages; by default those of the extended theme."""
    colour: Colour | None = None
    """The background of the brand's icon on a home screen, and of a site that opens from there."""

    pictures: dict[Slug, PresetFile] = {}
    """Picture presets by their names; one of the same name takes the place of that of the theme below."""

    _text: str = PrivateAttr(default="")
    """The text of the file; set by the loader."""

    def at(self, name: str, *keys: str | int) -> Location:
        """Return the location of the value at ``keys`` in the file of the theme ``name``."""
        return locate(self._text, keys, path=f"{THEMES_FOLDER}/{name}/theme.yaml")


def load_theme(root: Path, name: str, *, named_at: Location) -> Theme:
    """Return the theme ``name`` of the project at ``root``.

    :param named_at: the location that names the theme, for findings.
    :raises ContentError: if a theme does not exist, is invalid, or extends itself indirectly.
    """
    files = _chain(root, name, named_at)
    chain = tuple(files)
    folders = [root / THEMES_FOLDER / theme for theme in chain]
    styles = tuple(style for theme in reversed(chain) for style in files[theme].styles)
    assets: dict[str, Path] = {}
    templates: dict[str, Path] = {}
    typst: dict[str, Path] = {}
    strings: dict[str, dict[str, str]] = {}
    for folder in reversed(folders):
        templates.update(_files_below(folder / "templates"))
        typst.update(_files_below(folder / "typst"))
        assets.update(_files_below(folder / "assets"))
        for file in sorted((folder / "strings").glob("*.yaml")):
            if is_ignored(file.name):
                continue
            shown = file.relative_to(root).as_posix()
            strings.setdefault(file.stem, {}).update(_strings(file, shown))
    findings = [
        _missing_style(theme, style, files[theme].at(theme, "styles", index), assets)
        for theme in chain
        for index, style in enumerate(files[theme].styles)
        if style not in assets
    ]
    for style in dict.fromkeys(styles):
        if style in assets and not _is_text(assets[style]):
            findings.append(file_rules.NOT_UTF8.at(Location(assets[style].relative_to(root).as_posix())))
    if findings:
        raise ContentError(findings)
    read, set_by = (
        {name: TemplateFile(file, file.read_bytes()) for name, file in files_.items()}
        for files_ in (templates, typst)
    )
    fonts: dict[FontRole, ThemeFont] = {}
    for theme in reversed(chain):
        folder = root / THEMES_FOLDER / theme
        fonts.update(find_fonts(files[theme].fonts, folder, partial(files[theme].at, theme)))
    stated = {preset: theme for theme in reversed(chain) for preset in files[theme].pictures}
    pictures = load_presets(
        {preset: files[theme].pictures[preset] for preset, theme in stated.items()},
        lambda preset, key: files[stated[preset]].at(stated[preset], "pictures", preset, key),
    )
    colour = next((file.colour for file in files.values() if file.colour is not None), None)
    sheets = tuple(dict.fromkeys(styles))
    return Theme(name, chain, read, sheets, assets, strings, fonts, colour, pictures, set_by)


def _chain(root: Path, name: str, named_at: Location) -> dict[str, ThemeFile]:
    files: dict[str, ThemeFile] = {}
    location = named_at
    next_theme: str | None = name
    while next_theme is not None:
        if next_theme in files:
            chain = " → ".join([*files, next_theme])
            raise ContentError([rules.CIRCULAR.at(location, chain=chain)])
        path = f"{THEMES_FOLDER}/{next_theme}/theme.yaml"
        file = root / path
        if not file.is_file():
            known = sorted(other.parent.name for other in (root / THEMES_FOLDER).glob("*/theme.yaml"))
            suggestion = did_you_mean(next_theme, known)
            shown = ", ".join(known) or Phrase("(ingen)")
            finding = rules.UNKNOWN.at(location, theme=next_theme, known=shown, suggestion=suggestion)
            raise ContentError([finding])
        files[next_theme], location = _theme_file(file, path)
        next_theme = files[next_theme].extends
    return files


def _theme_file(file: Path, path: str) -> tuple[ThemeFile, Location]:
    """Return the content of a theme.yaml, and the location of its ``extends``."""
    text = decode_source(read_source(file, path=path), path=path)

    def locate_keys(keys: Sequence[str | int]) -> Location:
        return locate(text, keys, path=path)

    theme = validate(ThemeFile, load(text, path=path), lang="nb", locate=locate_keys)
    theme._text = text
    return theme, locate_keys(["extends"])


def _files_below(folder: Path) -> dict[str, Path]:
    return {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not any(map(is_ignored, file.relative_to(folder).parts))
    }


def _is_text(file: Path) -> bool:
    try:
        file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _strings(file: Path, path: str) -> dict[str, str]:
    data = load(decode_source(read_source(file, path=path), path=path), path=path)
    flat: dict[str, str] = {}

    def flatten(value: Value, key: str) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                flatten(inner, f"{key}.{name}" if key else name)
        elif isinstance(value, str):
            flat[key] = value

    flatten(data, "")
    return flat


def _missing_style(theme: str, style: str, location: Location, assets: Mapping[str, Path]) -> Finding:
    suggestion = did_you_mean(style, assets)
    return rules.STYLE_MISSING.at(location, style=style, theme=theme, suggestion=suggestion)
