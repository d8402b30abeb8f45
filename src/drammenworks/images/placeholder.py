"""What stands where a picture will be: its upper and its lower tone, by two classes of the style sheet.

A picture blurred down to two pixels weighs some twenty bytes this way. See docs/decisions/ for what else
was weighed.
"""

from __future__ import annotations

from itertools import product

from drammenworks.images.impression import Tone

_LIGHTS = (32, 80, 128, 176, 224)
_TINTS = (-48, -16, 0, 16, 48)
"""Levels of Y and of Cb and Cr (JFIF): the mean of a photo is nearly grey, so they lie closest there."""


def placeholder_classes(tones: tuple[Tone, Tone] | None) -> tuple[str, ...]:
    """Return the classes that paint the tones of a picture, one when both halves have the same."""
    if tones is None:
        return ()
    top, bottom = (_code(tone) for tone in tones)
    return (f"b-{bottom}",) if top == bottom else (f"t-{top}", f"b-{bottom}")


def placeholder_styles() -> str:
    """Return the rules of all classes: each gives a tone to the gradient that the theme paints."""
    levels = product(enumerate(_LIGHTS), enumerate(_TINTS), enumerate(_TINTS))
    tones = [(f"{y}{b}{r}", _colour(light, blue, red)) for (y, light), (b, blue), (r, red) in levels]
    return "".join(f".{side}-{code}{{--{side}:{colour}}}" for side in "tb" for code, colour in tones)


def _code(tone: Tone) -> str:
    red, green, blue = tone
    light = 0.299 * red + 0.587 * green + 0.114 * blue
    parts = ((light, _LIGHTS), ((blue - light) / 1.772, _TINTS), ((red - light) / 1.402, _TINTS))
    return "".join(str(_nearest(value, levels)) for value, levels in parts)


def _nearest(value: float, levels: tuple[int, ...]) -> int:
    return min(range(len(levels)), key=lambda index: abs(levels[index] - value))


def _colour(light: int, blue: int, red: int) -> str:
    """Return a tone as CSS writes it with three digits."""
    levels = (light + 1.402 * red, light - 0.344 * blue - 0.714 * red, light + 1.772 * blue)
    return "#" + "".join(f"{min(15, max(0, round(level / 17))):x}" for level in levels)
