"""Low-quality image placeholders (LQIP): a gradient of an image's upper and lower tone, by two CSS classes.

Such a placeholder takes some twenty bytes in a page. docs/decisions/0031 compares the alternatives.
"""

from __future__ import annotations

from itertools import product

from drammenworks.images.analysis_result import Tone

_LUMA = (32, 80, 128, 176, 224)
_CHROMA = (-48, -16, 0, 16, 48)
"""Levels of Y, and of Cb and Cr (JFIF), which are densest near grey, as the means of photos are."""


def lqip_classes(tones: tuple[Tone, Tone] | None) -> tuple[str, ...]:
    """Return the classes for the tones of an image; a single class when both tones are the same."""
    if tones is None:
        return ()
    top, bottom = (_code(tone) for tone in tones)
    return (f"b-{bottom}",) if top == bottom else (f"t-{top}", f"b-{bottom}")


def lqip_styles() -> str:
    """Return the CSS rules of all classes: each sets one colour of the gradient that the theme defines."""
    levels = product(enumerate(_LUMA), enumerate(_CHROMA), enumerate(_CHROMA))
    tones = [(f"{y}{b}{r}", _colour(luma, blue, red)) for (y, luma), (b, blue), (r, red) in levels]
    return "".join(f".{side}-{code}{{--{side}:{colour}}}" for side in "tb" for code, colour in tones)


def _code(tone: Tone) -> str:
    red, green, blue = tone
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    parts = ((luma, _LUMA), ((blue - luma) / 1.772, _CHROMA), ((red - luma) / 1.402, _CHROMA))
    return "".join(str(_nearest(value, levels)) for value, levels in parts)


def _nearest(value: float, levels: tuple[int, ...]) -> int:
    return min(range(len(levels)), key=lambda index: abs(levels[index] - value))


def _colour(luma: int, blue: int, red: int) -> str:
    """Return a tone as a CSS colour with three digits."""
    levels = (luma + 1.402 * red, luma - 0.344 * blue - 0.714 * red, luma + 1.772 * blue)
    return "#" + "".join(f"{min(15, max(0, round(level / 17))):x}" for level in levels)
