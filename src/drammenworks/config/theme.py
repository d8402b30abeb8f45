"""A theme: templates, strings and assets, including those inherited from the themes that it extends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drammenworks.config.picture_presets import PicturePreset
from drammenworks.config.typefaces import FontRole, ThemeFont


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template, read once, so that rendering and dependency tracking use the same bytes."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, including all that it inherits."""

    name: str
    chain: tuple[str, ...]
    """The theme itself, then the themes that it extends, in order."""
    templates: Mapping[str, TemplateFile]
    """Path under templates/ → the template of the first theme in the chain that has it."""
    styles: tuple[str, ...]
    """Style sheets in cascade order, as asset paths."""
    assets: Mapping[str, Path]
    """Path under assets/ → the file of the first theme in the chain that has it."""
    strings: Mapping[str, Mapping[str, str]]
    """Language → dotted key → text."""
    fonts: Mapping[FontRole, ThemeFont] = field(default_factory=dict)
    """The typefaces of headings and of body text; by default those of the reader's system."""
    colour: str | None = None
    """The brand's colour, as ``#rrggbb``."""
    pictures: Mapping[str, PicturePreset] = field(default_factory=dict)
    """Name → how wide pictures are shown, and what they are cut to."""
    typst: Mapping[str, TemplateFile] = field(default_factory=dict)
    """Path under typst/ → the file of the first theme in the chain that has it; PDFs are typeset by them."""
