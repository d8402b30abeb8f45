"""Decode and scale animated images, frame by frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageSequence

from drammenworks.errors import Phrase
from drammenworks.images.decode import DecodedImage
from drammenworks.images.gamut import Gamut, choose_gamut
from drammenworks.images.open import open_image
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.images.scale import ScaleTarget, scale_all

_MIN_DURATION = 20
"""Milliseconds; browsers show a frame with a shorter duration for ``_DEFAULT_DURATION``."""
_DEFAULT_DURATION = 100
_MAX_PIXELS = 50_000_000
"""Pixels of all frames together at one size; the usual sizes together have twice as many. What is longer
should be a video.
"""


@dataclass(frozen=True, slots=True)
class Animation:
    """An animated image at one size."""

    frames: tuple[Image.Image, ...]
    durations: tuple[int, ...]
    """Of each frame, in milliseconds."""
    loop: int
    """How many times it plays; 0 for endlessly."""
    profile: bytes | None
    """The ICC profile to embed."""


def decode_animation(data: bytes, targets: list[ScaleTarget]) -> dict[ScaleTarget, Animation]:
    """Return an animated image in each crop and size.

    :raises UnusableImageError: if it has too many frames.
    :raises OSError: or any of ``DECODE_ERRORS``, if it is damaged.
    """
    frames: dict[ScaleTarget, list[Image.Image]] = {target: [] for target in targets}
    durations: list[int] = []
    with open_image(data) as image:
        _check_length(image, targets)
        # A GIF without a loop count plays once; the other formats always have a count.
        loop = int(image.info.get("loop", 1 if image.format == "GIF" else 0))
        gamut = choose_gamut(image, image.info.get("icc_profile"))
        for frame, duration in _frames(image, gamut):
            durations.append(duration)
            for target, scaled in scale_all(frame, image.size, targets).items():
                frames[target].append(scaled)
    return {
        target: Animation(tuple(images), tuple(durations), loop, gamut.profile)
        for target, images in frames.items()
    }


def check_animation(data: bytes, targets: Sequence[ScaleTarget]) -> None:
    """Find out whether an animated image can be decoded in its sizes, by one frame at a time.

    :raises UnusableImageError: if it has too many frames.
    :raises OSError: or any of ``DECODE_ERRORS``, if it is damaged.
    """
    with open_image(data) as image:
        _check_length(image, targets)
        for frame in ImageSequence.Iterator(image):
            frame.load()


def _check_length(image: Image.Image, targets: Iterable[ScaleTarget]) -> None:
    count = getattr(image, "n_frames", 1)
    if any(count * width * height > _MAX_PIXELS for _, (width, height) in targets):
        raise UnusableImageError(Phrase("animasjonen er altfor lang; legg den ut som video"))


def _frames(image: Image.Image, gamut: Gamut) -> Iterator[tuple[DecodedImage, int]]:
    frames = ImageSequence.Iterator(image)
    if image.info.get("default_image"):
        # A PNG may begin with an image that is not of the animation, for programs that show no motion.
        next(frames)
    for frame in frames:
        duration = round(frame.info.get("duration", _DEFAULT_DURATION))
        # Frames of one animation differ in mode, and libwebp requires the same mode for all.
        yield (
            DecodedImage(frame.convert("RGBA"), gamut, 1),
            duration if duration >= _MIN_DURATION else _DEFAULT_DURATION,
        )
