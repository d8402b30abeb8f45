"""Make up pictures that encoders find as hard as photos: no real ones are in the repository.

Photos are smooth and rough at once: their energy falls with frequency (octaves of noise, each weaker), they
have edges of things before things, light that falls off, and grain. All that is drawn here from a seed.
"""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

_SHAPES = ((3, 2), (2, 3), (4, 3), (16, 9), (1, 1))
_GRAIN = 0.06
"""How much of the finest octave is film grain; phones have less, and old film more."""
_COLOURFUL = 50
"""How far a channel is from grey at most."""
_DETAIL = 8
"""The coarsest octave has so many cells across; each next one has twice as many."""


def write_photos(folder: Path, *, count: int, megapixels: float, seed: int = 1) -> list[Path]:
    """Write made-up photos as JPEG into a folder, and return them; the same ones for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        chance = random.Random(seed * 10_000 + number)
        across, down = _SHAPES[number % len(_SHAPES)]
        unit = (megapixels * 1_000_000 / (across * down)) ** 0.5
        photo = _photo((round(unit * across), round(unit * down)), chance)
        file = folder / f"synthetic-{number + 1:03}.jpg"
        photo.save(file, quality=chance.choice((88, 92, 95)), progressive=number % 3 == 2)
        files.append(file)
    return files


def _photo(size: tuple[int, int], chance: random.Random) -> Image.Image:
    # At half the size, as a lens and a sensor's colour filter leave it; grain alone is as fine as the pixels.
    small = (max(1, size[0] // 2), max(1, size[1] // 2))
    picture = _surface(small, chance, _colours(chance))
    for _ in range(chance.randrange(3, 9)):
        thing = _surface(small, chance, _colours(chance))
        picture.paste(thing, mask=_outline(small, chance))
    picture = picture.resize(size, Image.Resampling.BICUBIC)
    return Image.blend(picture, _noise(size, size, chance, "RGB"), _GRAIN * chance.uniform(0.2, 1))


def _surface(
    size: tuple[int, int], chance: random.Random, colours: list[tuple[int, int, int]]
) -> Image.Image:
    """Return a texture between two colours, lit from one side."""
    height = Image.new("L", size, 128)
    cells, strength = chance.choice((_DETAIL // 2, _DETAIL, _DETAIL * 2)), 0.5
    fading = chance.uniform(0.45, 0.7)
    while cells < min(size):
        octave = _noise((cells, max(1, cells * size[1] // size[0])), size, chance, "L")
        height = Image.blend(height, octave, strength)
        cells, strength = cells * 2, strength * fading
    # What is turned has corners; its middle has none.
    turned = Image.linear_gradient("L").rotate(chance.randrange(360)).crop((64, 64, 192, 192))
    light = turned.resize(size, Image.Resampling.BICUBIC)
    height = ImageChops.add(height, light, scale=chance.uniform(1.3, 2))
    tones = [
        round(first + (last - first) * step / 255)
        for first, last in zip(colours[0], colours[1], strict=True)
        for step in range(256)
    ]
    return Image.merge("RGB", (height, height, height)).point(tones)


def _outline(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Return a mask of one thing: a round or jagged one, sharp or out of focus."""
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    centre = (chance.uniform(0, size[0]), chance.uniform(0, size[1]))
    reach = min(size) * chance.uniform(0.1, 0.5)
    if chance.random() < 0.4:
        draw.ellipse([*(at - reach for at in centre), *(at + reach for at in centre)], fill=255)
    else:
        corners = [
            (centre[0] + chance.uniform(-reach, reach), centre[1] + chance.uniform(-reach, reach))
            for _ in range(chance.randrange(3, 40))
        ]
        draw.polygon(corners, fill=255)
    return mask.filter(ImageFilter.BoxBlur(chance.choice((0, 0.7, 2, 8))))


def _colours(chance: random.Random) -> list[tuple[int, int, int]]:
    """Return two colours as they are outdoors: far apart in brightness, and seldom bright red or blue."""
    tones = (chance.randrange(20, 110), chance.randrange(110, 235))
    red, green, blue = (
        [min(255, max(0, tone + chance.randrange(-_COLOURFUL, _COLOURFUL))) for tone in tones]
        for _ in range(3)
    )
    return [(red[0], green[0], blue[0]), (red[1], green[1], blue[1])]


def _noise(cells: tuple[int, int], size: tuple[int, int], chance: random.Random, mode: str) -> Image.Image:
    data = chance.randbytes(cells[0] * cells[1] * len(mode))
    return Image.frombytes(mode, cells, data).resize(size, Image.Resampling.BICUBIC)
