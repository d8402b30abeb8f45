"""A theme: templates, strings and assets, with everything that it takes over from those it extends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drammenworks.config.picture_presets import PicturePreset
from drammenworks.config.typefaces import Part, ThemeFont


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template, read once: what a page is made of and what it is said to depend on are the same bytes."""

    path: Path
    data: bytes


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with everything that it takes over from those it extends."""

    name: str
    chain: tuple[str, ...]
    """The theme itself first, then what it extends, down to the last."""
    templates: Mapping[str, TemplateFile]
    """Path under templates/ → the template of the first theme of the chain that has it."""
    styles: tuple[str, ...]
    """Style sheets in the order of the cascade, as asset paths."""
    assets: Mapping[str, Path]
    """Path under assets/ → the file of the first theme of the chain that has it."""
    strings: Mapping[str, Mapping[str, str]]
    """Language → dotted key → words."""
    fonts: Mapping[Part, ThemeFont] = field(default_factory=dict)
    """What headings and what everything else is set in; the reader's own typefaces where it is not said."""
    colour: str | None = None
    """The brand's colour, as ``#rrggbb``."""
    pictures: Mapping[str, PicturePreset] = field(default_factory=dict)
    """Name → how wide pictures are shown, and what they are cut to."""
