"""Scale moving pictures, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageSequence

from drammenworks.errors import Phrase
from drammenworks.images.colour import Gamut, gamut_of
from drammenworks.images.decode import Pixels
from drammenworks.images.opening import open_picture
from drammenworks.images.probe import UnusablePictureError
from drammenworks.images.scale import Shown, scaled

_SHORTEST = 20
"""Milliseconds: browsers show a frame that asks for less for a tenth of a second."""
_SLOW = 100
_MOST = 50_000_000
"""Pixels of all frames together at one size; a film is better off as a video. The usual sizes together take
twice as many."""


@dataclass(frozen=True, slots=True)
class Animation:
    """A moving picture at one size."""

    frames: tuple[Image.Image, ...]
    durations: tuple[int, ...]
    """Milliseconds, of each frame."""
    loop: int
    """How many times it is shown; 0 for ever."""
    profile: bytes | None


def animate(data: bytes, wanted: list[Shown]) -> dict[Shown, Animation]:
    """Return a moving picture in each crop and size.

    :raises UnusablePictureError: if it is as long as a film.
    :raises OSError: and the others of ``opening.UNREADABLE``, if it is damaged.
    """
    frames: dict[Shown, list[Image.Image]] = {one: [] for one in wanted}
    durations: list[int] = []
    with open_picture(data) as image:
        count = getattr(image, "n_frames", 1)
        if any(count * width * height > _MOST for _, (width, height) in wanted):
            raise UnusablePictureError(Phrase("animasjonen er altfor lang; legg den ut som video"))
        # A GIF that says nothing is shown once; the others say what they mean.
        loop = int(image.info.get("loop", 1 if image.format == "GIF" else 0))
        gamut = gamut_of(image, image.info.get("icc_profile"))
        for pixels, duration in _frames(image, gamut):
            durations.append(duration)
            for one, frame in scaled(pixels, image.size, wanted).items():
                frames[one].append(frame)
    return {
        one: Animation(tuple(made), tuple(durations), loop, gamut.profile) for one, made in frames.items()
    }


def _frames(image: Image.Image, gamut: Gamut) -> Iterator[tuple[Pixels, int]]:
    for frame in ImageSequence.Iterator(image):
        duration = round(frame.info.get("duration", _SLOW))
        # Frames of one animation differ in mode, and libwebp takes them in one only.
        yield Pixels(frame.convert("RGBA"), gamut, 1), duration if duration >= _SHORTEST else _SLOW
