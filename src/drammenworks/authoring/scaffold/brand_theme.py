"""The theme of a new brand: tokens, a mark, the card of shared addresses, and the look of PDFs.

Everything else comes from the base theme that it extends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from drammenworks.authoring.scaffold.palette import Palette, make_palette
from drammenworks.authoring.scaffold.text_files import text_file
from drammenworks.fonts.face import Face
from drammenworks.fonts.installed_fonts import find_font

BASE = "base"
"""The theme that has everything but a brand."""
_FAMILY = "Source Sans 3"
_WEIGHT = 700
_SIZE = 48
"""Of the mark, in its own units."""
_CORNER = 11
_CAP_HEIGHT = 25
"""Of the letter in the mark, in the same units."""
_SIDE = _SIZE - 2 * _CORNER
_ARC = f"a{_CORNER} {_CORNER} 0 0 1"
_SQUARE = (
    f"M{_CORNER} 0h{_SIDE}{_ARC} {_CORNER} {_CORNER}v{_SIDE}{_ARC}-{_CORNER} {_CORNER}h-{_SIDE}"
    f"{_ARC}-{_CORNER}-{_CORNER}v-{_SIDE}{_ARC} {_CORNER}-{_CORNER}z"
)
"""With round corners."""
_PATH = re.compile(r"[A-Z]|-?\d+(?:\.\d+)?(?:e-?\d+)?")


@dataclass(frozen=True, slots=True)
class Brand:
    """What makes a brand look like itself."""

    theme: str
    """The name of its theme, a slug."""
    name: str
    primary: str
    """``#rrggbb``; see :func:`palette.make_palette`."""
    accent: str | None = None
    extends: str = BASE
    """The theme that has the rest."""
    heading_weight: int = _WEIGHT
    """The heaviest of its typefaces, those of the theme that it extends."""
    body_weight: int = _WEIGHT


def brand_theme(brand: Brand) -> dict[str, str]:
    """Return the files of a brand's theme: path from the project's root → text."""
    palette = make_palette(brand.primary, brand.accent)
    light = palette.light
    is_on_base = brand.extends == BASE
    values = {
        **{token.replace("-", "_"): value for token, value in light.items()},
        "theme": brand.theme,
        "extends": brand.extends,
        "fonts": text_file("brand/fonts.yaml") if is_on_base else "",
        "typefaces": text_file("brand/typefaces.css") if is_on_base else "",
        "shapes": text_file("brand/shapes.css") if is_on_base else "",
        "chosen": brand.accent or brand.primary,
        "light": _declarations(light, 4),
        "dark": _declarations(palette.dark, 6),
        "heading_weight": str(brand.heading_weight),
        "body_weight": str(brand.body_weight),
        "series": ", ".join(f'rgb("{light[f"chart-{number}"]}")' for number in range(1, 7)),
    }
    letter = _letter(brand.name)
    folder = f"themes/{brand.theme}"
    return {
        f"{folder}/theme.yaml": _filled("theme.yaml", values),
        f"{folder}/assets/css/{brand.theme}-tokens.css": _filled("tokens.css", values),
        f"{folder}/assets/logo.svg": _logo(letter),
        f"{folder}/assets/favicon.svg": _favicon(letter, palette),
        f"{folder}/templates/social/card.svg": _filled("card.svg", values),
        f"{folder}/typst/brand.typ": _filled("brand.typ", values),
    }


def _filled(file: str, values: Mapping[str, str]) -> str:
    return Template(text_file(f"brand/{file}")).substitute(values)


def _declarations(tokens: Mapping[str, str], indent: int) -> str:
    return "\n".join(f"{' ' * indent}--{name}: {value};" for name, value in tokens.items())


def _letter(name: str) -> str:
    """Return the first letter or digit of a name as SVG path data, amid the mark; empty for none."""
    font = find_font(_FAMILY)
    face = Face(font.read(), {"wght": _WEIGHT})
    letter = next((sign for sign in name.upper() if sign.isalnum() and face.covers(sign)), "")
    if not letter:
        return ""
    size = _CAP_HEIGHT / face.cap_height
    shaped = face.shape(letter)
    left, baseline = (_SIZE - shaped.width * size) / 2, (_SIZE + _CAP_HEIGHT) / 2
    scale = size / face.units_per_em
    return "".join(
        _scaled(face.outline(glyph), scale, left + x * size, baseline - y * size)
        for glyph, x, y in shaped.glyphs
    )


def _scaled(path: str, scale: float, left: float, baseline: float) -> str:
    """Return path data of a glyph, whose y axis points up, where it is drawn."""
    parts = []
    is_x = True
    for part in _PATH.findall(path):
        if part.isalpha():
            parts.append(part)
        else:
            value = left + scale * float(part) if is_x else baseline - scale * float(part)
            parts.append(f"{value:.2f}".rstrip("0").rstrip("."))
            is_x = not is_x
    return " ".join(parts)


def _logo(letter: str) -> str:
    """Return the mark in the colour of the text around it; the letter is cut out of it."""
    return (
        f'<svg class="logo__symbol" viewBox="0 0 {_SIZE} {_SIZE}" aria-hidden="true" focusable="false">'
        f'<path fill="currentColor" fill-rule="evenodd" d="{_SQUARE}{letter}"/></svg>\n'
    )


def _favicon(letter: str, palette: Palette) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}">'
        f'<path fill="{palette.light["primary"]}" d="{_SQUARE}"/>'
        f'<path fill="{palette.light["on-primary"]}" d="{letter}"/></svg>\n'
    )
