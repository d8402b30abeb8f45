"""Make the results that are wanted of one picture: read it once, then encode each result by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PIL import Image

from drammenworks.base.digests import digest
from drammenworks.errors import Phrase
from drammenworks.images.animation import animate
from drammenworks.images.decode import decode, reduction
from drammenworks.images.encode import encode, encode_animation
from drammenworks.images.opening import UNREADABLE, is_moving, open_picture
from drammenworks.images.probe import Probe, UnusablePictureError
from drammenworks.images.scale import Shown, least_scale, scaled
from drammenworks.images.svg import sanitise
from drammenworks.images.variants import Variant


@dataclass(frozen=True, slots=True)
class Print:
    """A result that has its pixels and only needs to be encoded."""

    variant: Variant
    encode: Callable[[], bytes]
    """Returns the bytes of the file; raises OSError or ValueError when they are too many for its format."""


def develop(source: Probe, wanted: Sequence[Variant]) -> list[Print]:
    """Return what is wanted of a picture, the most work first, with its pixels scaled and its file let go.

    :raises UnusablePictureError: if its file is gone, has changed since it was measured, or is damaged.
    """
    data = _read(source)
    if wanted[0].format == "svg":
        drawing = sanitise(data)
        return [Print(variant, partial(bytes, drawing)) for variant in wanted]
    try:
        prints = _developed(source, data, wanted)
    except UNREADABLE:
        raise UnusablePictureError(Phrase("den er skadet og lar seg ikke åpne")) from None
    return sorted(prints, key=_work, reverse=True)


def _read(source: Probe) -> bytes:
    try:
        data = source.file.read_bytes()
    except OSError:
        raise UnusablePictureError(Phrase("den finnes ikke lenger")) from None
    if digest(data) != source.digest:
        raise UnusablePictureError(Phrase("den ble endret mens nettstedet ble bygget"))
    return data


def _developed(source: Probe, data: bytes, wanted: Sequence[Variant]) -> list[Print]:
    with open_picture(data) as image:
        moves = is_moving(image)
    moving = [variant for variant in wanted if moves and variant.format == "webp"]
    still = [variant for variant in wanted if variant not in moving]
    prints: list[Print] = []
    if moving:
        animations = animate(data, _shown(moving))
        prints += [
            Print(variant, partial(encode_animation, animations[_show(variant)], variant.credit))
            for variant in moving
        ]
    if still:
        prints += _stills(source, data, still)
    return prints


def _stills(source: Probe, data: bytes, wanted: Iterable[Variant]) -> Iterator[Print]:
    """Yield results that do not move. As a rule the picture is decoded once; only what is shown so large that
    it needs more of its pixels is decoded by itself.
    """
    by_reduction: dict[int, list[Variant]] = {}
    for variant in wanted:
        times = reduction(source.format, least_scale(source.width, *_show(variant)))
        by_reduction.setdefault(times, []).append(variant)
    for times, variants in by_reduction.items():
        pixels = decode(data, 1 / times)
        images = scaled(pixels, (source.width, source.height), _shown(variants))
        for variant in variants:
            yield _still(variant, images[_show(variant)], pixels.gamut.profile)
        # Not to be held beside what is decoded next.
        del pixels, images


def _still(variant: Variant, image: Image.Image, profile: bytes | None) -> Print:
    return Print(variant, partial(encode, image, variant.format, profile, variant.credit))


def _shown(variants: Sequence[Variant]) -> list[Shown]:
    return list(dict.fromkeys(_show(variant) for variant in variants))


def _show(variant: Variant) -> Shown:
    return variant.crop, (variant.width, variant.height)


_EFFORT = {"avif": 4, "webp": 2}
"""How much longer a format takes than JPEG, roughly: what takes longest is begun first."""


def _work(print: Print) -> int:
    variant = print.variant
    return variant.width * variant.height * _EFFORT.get(variant.format, 1)
