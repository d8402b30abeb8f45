"""Two small sites with the brands' themes, which stand in for the content that staff write.

No test reads the repository's ``content/``: what staff write changes every day, and must fail no test. These have
a document of every kind and status, every directive, a translation to each language, and a picture of each format.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[2]
"""The repository, whose themes these sites have."""
SITES = ("drammen-works", "opplev-hokksund")

_CONTENT = Path(__file__).with_name("content")
_LARGE, _SMALL = (2400, 1350), (1200, 675)
"""Wider than the largest variant of a picture that fills a window, and as wide as most."""
_PICTURES = {
    "elva.jpg": (_LARGE, "#0b5a7a", "#e9a15b"),
    "torget.jpg": (_SMALL, "#2f6b3f", "#f2e3c2"),
    "huset.png": (_SMALL, "#8a2b2b", "#dfe7ea"),
    "kjokken.webp": (_SMALL, "#3b3358", "#f0c9a8"),
    "kari.jpg": ((600, 800), "#5a3a22", "#c9d8e6"),
}
"""The size and two colours of each."""
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">'
    '<circle cx="20" cy="20" r="16" fill="#f2b134"/></svg>'
)
_PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
_FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64)


def write_sample_sites(root: Path) -> None:
    """Write the project of the sample sites into a folder; the same bytes every time."""
    shutil.copytree(_CONTENT, root / "content", dirs_exist_ok=True)
    shutil.copytree(ROOT / "themes", root / "themes", dirs_exist_ok=True)
    media = root / "content/media"
    media.mkdir(exist_ok=True)
    for name, (size, dark, light) in _PICTURES.items():
        _drawn(size, dark, light).save(media / name)
    (media / "sol.svg").write_text(_DRAWING, encoding="utf-8")
    (root / "content/reports/arsrapport-2025/arsrapport.pdf").write_bytes(_PDF)
    (root / "content/videos/fra-taket/film.mp4").write_bytes(_FILM)


def _drawn(size: tuple[int, int], dark: str, light: str) -> Image.Image:
    """Return hills below a sky: areas of colour, as the sites' own illustrations are."""
    width, height = size
    image = Image.new("RGB", size, light)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.6, height * 0.1, width * 0.75, height * 0.1 + width * 0.15), fill="#f2b134")
    draw.polygon([(0, height), (0, height * 0.7), (width * 0.4, height * 0.4), (width, height)], fill=dark)
    draw.polygon([(width * 0.3, height), (width, height * 0.5), (width, height)], fill="#22313a")
    return image
