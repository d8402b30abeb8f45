"""How a brand's cards look: an SVG template of its theme, and the typefaces and drawings in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from drammenworks.base.digests import digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.fonts.typeface import FontFile

TEMPLATE = "social/card.svg"
"""The template that a theme draws its cards by; without it, a theme has none."""
FOLDER = "social/"
"""Where it and what it includes lie among the templates."""

_RECIPE = "1"
"""Raised when cards are drawn in another way."""
_LIBRARIES = ("pillow", "pyphen", "resvg-py", "uharfbuzz")
"""Their versions shape cards as well."""


@dataclass(frozen=True, slots=True)
class CardFont(FastPickle):
    """A font that cards are set in."""

    file: FontFile
    axes: tuple[tuple[str, float], ...]
    """Each axis of variation but the weight, and its value."""


@dataclass(frozen=True, slots=True)
class CardDesign(FastPickle):
    """How a brand's cards look."""

    templates: tuple[tuple[str, bytes], ...]
    """Name and bytes of every template under social/."""
    drawings: tuple[tuple[str, str], ...]
    """Path in the theme and markup of every drawing."""
    fonts: tuple[tuple[str, CardFont], ...]
    """By their part: heading, body."""
    digest: str
    """Of all of it, and of what draws it."""


def make_design(
    templates: Iterable[tuple[str, bytes]], drawings: Mapping[str, str], fonts: Mapping[str, CardFont]
) -> CardDesign | None:
    """Return the design of a theme's cards, or None for a theme that has no template for them."""
    ours = tuple(sorted((name, data) for name, data in templates if name.startswith(FOLDER)))
    if TEMPLATE not in dict(ours):
        return None
    shown, set_in = tuple(sorted(drawings.items())), tuple(sorted(fonts.items()))
    parts: list[str | bytes] = [_RECIPE, *(version(library) for library in _LIBRARIES)]
    parts += [part for pair in ours for part in pair]
    parts += [part for pair in shown for part in pair]
    parts += [part for name, font in set_in for part in (name, font.file.digest, repr(font.axes))]
    return CardDesign(ours, shown, set_in, digest_parts(*parts))
