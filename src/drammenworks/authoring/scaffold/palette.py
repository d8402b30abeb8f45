"""The colours of a brand, light and dark, from the one or two that somebody chose.

Whatever is chosen, text has a contrast of at least 4.5:1 on all that it stands on (WCAG 2.2, 1.4.3) and
controls 3:1 (1.4.11). Hue and, as far as the screen can show it, strength stay those of the choice; only the
lightness gives way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from coloraide import Color

TEXT_CONTRAST, CONTROL_CONTRAST = 4.5, 3.0
_MARGIN = 0.1
"""Beyond what is needed: hexadecimal colours are rounded."""
_STEP = 0.005
"""Of lightness in OKLCH, from 0 to 1."""
_CHART_HUES = (0.0, 150.0, 75.0, 225.0, 300.0)
"""Degrees from the hue of the brand, so that neighbours in a chart differ most."""


class Scheme(NamedTuple):
    """The lightness and the strength of each role in a colour scheme, in OKLCH."""

    surfaces: Mapping[str, tuple[float, float]]
    inks: Mapping[str, tuple[float, float, float]]
    """Lightness, greatest chroma, and contrast with every surface."""
    lightens: bool
    """Where contrast is too low, colours become lighter."""


_LIGHT = Scheme(
    surfaces={"bg": (0.99, 0.004), "surface": (1.0, 0.0), "tint": (0.955, 0.014)},
    inks={
        "text": (0.29, 0.025, TEXT_CONTRAST),
        "muted": (0.46, 0.025, TEXT_CONTRAST),
        "heading": (0.25, 0.045, TEXT_CONTRAST),
        "link": (0.43, 0.12, TEXT_CONTRAST),
        "link-hover": (0.33, 0.1, TEXT_CONTRAST),
        "line-strong": (0.57, 0.02, CONTROL_CONTRAST),
        "focus": (0.45, 0.16, CONTROL_CONTRAST),
    },
    lightens=False,
)
_DARK = Scheme(
    surfaces={"bg": (0.2, 0.015), "surface": (0.255, 0.018), "tint": (0.235, 0.018)},
    inks={
        "text": (0.93, 0.01, TEXT_CONTRAST),
        "muted": (0.78, 0.018, TEXT_CONTRAST),
        "heading": (0.98, 0.005, TEXT_CONTRAST),
        "link": (0.83, 0.1, TEXT_CONTRAST),
        "link-hover": (0.92, 0.06, TEXT_CONTRAST),
        "line-strong": (0.66, 0.02, CONTROL_CONTRAST),
        "focus": (0.88, 0.1, CONTROL_CONTRAST),
    },
    lightens=True,
)


class Palette(NamedTuple):
    """Tokens of a theme by name, without their two hyphens; each value is ``#rrggbb``."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def make_palette(primary: str, accent: str | None = None) -> Palette:
    """Return the tokens of a brand.

    :param primary: ``#rrggbb``: of buttons, links and dark bands.
    :param accent: of shapes and of what stands out; by default the primary colour.
    """
    one = Color(primary)
    return Palette(
        _tokens(one, Color(accent or primary), _LIGHT), _tokens(one, Color(accent or primary), _DARK)
    )


def legible_with_white(colour: str) -> str:
    """Return a colour on which white text can be read: the colour itself, or else a darker one."""
    return _hex(_until(Color(colour), [Color("white")], TEXT_CONTRAST, lightens=False))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    return Color(one).contrast(Color(other))


def _tokens(primary: Color, accent: Color, scheme: Scheme) -> dict[str, str]:
    surfaces = {name: _of(primary, *values) for name, values in scheme.surfaces.items()}
    grounds = list(surfaces.values())
    lightens = scheme.lightens
    tokens = {name: _hex(colour) for name, colour in surfaces.items()}
    for name, (lightness, chroma, needed) in scheme.inks.items():
        tokens[name] = _hex(_until(_of(primary, lightness, chroma), grounds, needed, lightens=lightens))
    tokens["line"] = _hex(_of(primary, 0.35 if lightens else 0.89, 0.014))
    tokens["accent"] = _hex(_until(accent, grounds, CONTROL_CONTRAST, lightens=lightens))
    tokens["accent-text"] = _hex(_until(accent, grounds, TEXT_CONTRAST, lightens=lightens))
    tokens |= _button(primary, grounds, lightens=lightens)
    tokens |= _band(primary, lightens=lightens)
    for number, turn in enumerate(_CHART_HUES, 1):
        series = _turned(primary, turn, 0.76 if lightens else 0.5)
        tokens[f"chart-{number}"] = _hex(_until(series, grounds, CONTROL_CONTRAST, lightens=lightens))
    tokens["chart-6"] = tokens["line-strong"]
    return tokens


def _button(primary: Color, grounds: Sequence[Color], *, lightens: bool) -> dict[str, str]:
    """Return the colours of buttons: those of the brand, with words that can be read on them."""
    if lightens:
        base = _until(primary, grounds, TEXT_CONTRAST, lightens=True)
        words = _of(primary, 0.2, 0.03)
        hover = _shifted(base, 0.07)
    else:
        base = _until(primary, [*grounds, Color("white")], TEXT_CONTRAST, lightens=False)
        words = Color("white")
        hover = _shifted(base, -0.08)
    words = _until(words, [base, hover], TEXT_CONTRAST, lightens=not lightens)
    return {"primary": _hex(base), "primary-hover": _hex(hover), "on-primary": _hex(words)}


def _band(primary: Color, *, lightens: bool) -> dict[str, str]:
    """Return the colours of dark bands, such as the footer; they are dark in both schemes."""
    band = _of(primary, 0.17 if lightens else 0.28, 0.06)
    inks = {
        "band-text": (0.94, 0.012, TEXT_CONTRAST),
        "band-muted": (0.82, 0.025, TEXT_CONTRAST),
        "band-heading": (0.99, 0.003, TEXT_CONTRAST),
        "band-link": (0.87, 0.07, TEXT_CONTRAST),
        "band-focus": (0.9, 0.09, CONTROL_CONTRAST),
    }
    tokens = {
        name: _hex(_until(_of(primary, lightness, chroma), [band], needed, lightens=True))
        for name, (lightness, chroma, needed) in inks.items()
    }
    return {"band": _hex(band), **tokens, "band-line": _hex(_of(primary, 0.42, 0.05))}


def _of(colour: Color, lightness: float, chroma: float) -> Color:
    """Return a colour of the same hue, as strong as it is, but at most ``chroma``."""
    own = colour.convert("oklch")
    hue = own["hue"] if own["chroma"] > 0.01 else 0.0
    return Color("oklch", [lightness, min(own["chroma"], chroma), hue])


def _turned(colour: Color, degrees: float, lightness: float) -> Color:
    own = colour.convert("oklch")
    hue = own["hue"] if own["chroma"] > 0.01 else 250.0
    return Color("oklch", [lightness, 0.11, (hue + degrees) % 360])


def _shifted(colour: Color, by: float) -> Color:
    own = colour.convert("oklch")
    own["lightness"] = min(1.0, max(0.0, own["lightness"] + by))
    return own


def _until(colour: Color, grounds: Sequence[Color], needed: float, *, lightens: bool) -> Color:
    """Return the nearest lightness of a colour that has the contrast with each ground, or white or black."""
    own = colour.convert("oklch")
    if own["chroma"] < 0.001:
        own["hue"] = 0.0
    while not _stands_out(own, grounds, needed):
        lightness = own["lightness"] + (_STEP if lightens else -_STEP)
        if not 0.0 < lightness < 1.0:
            return Color("white" if lightens else "black")
        own["lightness"] = lightness
    return own


def _stands_out(colour: Color, grounds: Sequence[Color], needed: float) -> bool:
    shown = Color(_hex(colour))
    return all(shown.contrast(Color(_hex(ground))) >= needed + _MARGIN for ground in grounds)


def _hex(colour: Color) -> str:
    return colour.convert("srgb").fit(method="oklch-chroma").to_string(hex=True, alpha=False)
