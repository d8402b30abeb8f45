"""Which icons are rendered from a theme's SVG, and in which sizes."""

from __future__ import annotations

from dataclasses import dataclass

TAB = "favicon.ico"
"""The path that browsers request by default, so it has no fingerprint."""

TAB_SIZES = (16, 32, 48)
"""The sizes in pixels of the images in the tab icon."""


@dataclass(frozen=True, slots=True)
class Icon:
    """An icon that is rendered from a theme's SVG."""

    name: str
    """Its name as an asset of the theme."""
    size: int
    """Width and height in pixels; of an .ico, those of its largest image."""
    purpose: str | None
    """Its purpose in the web manifest; None if it is not listed."""


ICONS = (
    Icon(TAB, TAB_SIZES[-1], None),
    Icon("apple-touch-icon.png", 180, None),
    Icon("icon-192.png", 192, "any"),
    Icon("icon-512.png", 512, "any"),
    Icon("icon-maskable.png", 512, "maskable"),
)
