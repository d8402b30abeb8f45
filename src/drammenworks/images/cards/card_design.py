"""The design of a brand's cards: an SVG template of its theme, with its typefaces and SVG assets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from drammenworks.base.digests import digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.fonts.installed_fonts import FontFile

TEMPLATE = "social/card.svg"
"""The template of a theme's cards; a theme without it has no cards."""
FOLDER = "social/"
"""The template folder of it and of the templates that it includes."""

_RENDERER_VERSION = "2"
"""Part of every cache key: increment it when rendering changes."""
_LIBRARIES = ("pillow", "pyphen", "resvg-py", "uharfbuzz")
"""Their versions are part of the cache key as well."""


@dataclass(frozen=True, slots=True)
class CardFont(FastPickle):
    """A font for the text of cards."""

    file: FontFile
    axes: tuple[tuple[str, float], ...]
    """Every variation axis except the weight, with its value."""


@dataclass(frozen=True, slots=True)
class CardDesign(FastPickle):
    """The design of a brand's cards."""

    templates: tuple[tuple[str, bytes], ...]
    """Name and bytes of every template under social/."""
    drawings: tuple[tuple[str, str], ...]
    """The path in the theme and the markup of every SVG asset."""
    fonts: tuple[tuple[str, CardFont], ...]
    """By role: heading, body."""
    digest: str
    """Of all of it, and of the renderer and its libraries."""


def make_design(
    templates: Iterable[tuple[str, bytes]], drawings: Mapping[str, str], fonts: Mapping[str, CardFont]
) -> CardDesign | None:
    """Return the design of a theme's cards, or None for a theme without a card template."""
    card_templates = tuple(sorted((name, data) for name, data in templates if name.startswith(FOLDER)))
    if TEMPLATE not in dict(card_templates):
        return None
    sorted_drawings, sorted_fonts = tuple(sorted(drawings.items())), tuple(sorted(fonts.items()))
    parts: list[str | bytes] = [_RENDERER_VERSION, *(version(library) for library in _LIBRARIES)]
    parts += [part for pair in card_templates for part in pair]
    parts += [part for pair in sorted_drawings for part in pair]
    parts += [part for name, font in sorted_fonts for part in (name, font.file.digest, repr(font.axes))]
    return CardDesign(card_templates, sorted_drawings, sorted_fonts, digest_parts(*parts))
