"""Split the work on an image into tasks: one decodes and scales the source, then one encodes each variant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from PIL import Image

from drammenworks.base.digests import digest
from drammenworks.images.animation import decode_animation
from drammenworks.images.decode import decode, shrink_factor
from drammenworks.images.encode import encode, encode_animation
from drammenworks.images.encoded_files import Encodable
from drammenworks.images.memory import encoding_peak
from drammenworks.images.open import DECODE_ERRORS, is_animated, open_image
from drammenworks.images.probe_result import CHANGED, DAMAGED, GONE, Probe, UnusableImageError
from drammenworks.images.scale import ScaleTarget, required_scale, scale_all
from drammenworks.images.svg import sanitise
from drammenworks.images.variants import TOO_LARGE, Variant

_EFFORT = {"avif": 4, "webp": 2}
"""Roughly how many times longer a format takes to encode than JPEG; the longest tasks start first."""


Item_co = TypeVar("Item_co", bound=Encodable, covariant=True)


@dataclass(frozen=True, slots=True)
class EncodeTask(Generic[Item_co]):
    """A file whose pixels are in memory and remain to be encoded."""

    item: Item_co
    encode: Callable[[], bytes]
    """Returns the bytes of the file; raises UnusableImageError if its format has no such size."""
    peak: int
    """The most bytes that it takes; those of all tasks of a job are its peak while they are encoded."""


def decode_source(source: Probe, variants: Sequence[Variant]) -> list[EncodeTask[Variant]]:
    """Read and decode a source image, scale it to its variants, and return the encode tasks, longest first.

    :raises UnusableImageError: if the file is gone, has changed since it was probed, or is damaged.
    """
    data = read_source(source)
    if variants[0].format == "svg":
        svg = sanitise(data)
        return [_task(variant, partial(bytes, svg)) for variant in variants]
    try:
        tasks = _decode(source, data, variants)
    except DECODE_ERRORS:
        raise UnusableImageError(DAMAGED) from None
    return sorted(tasks, key=_effort, reverse=True)


def read_source(source: Probe) -> bytes:
    """Return the bytes of a source image.

    :raises UnusableImageError: if the file is gone, or has changed since it was probed.
    """
    try:
        data = source.file.read_bytes()
    except OSError:
        raise UnusableImageError(GONE) from None
    if digest(data) != source.digest:
        raise UnusableImageError(CHANGED)
    return data


def _decode(source: Probe, data: bytes, variants: Sequence[Variant]) -> list[EncodeTask[Variant]]:
    with open_image(data) as image:
        source_is_animated = is_animated(image)
    animated = [variant for variant in variants if source_is_animated and variant.format == "webp"]
    still = [variant for variant in variants if variant not in animated]
    tasks: list[EncodeTask[Variant]] = []
    if animated:
        animations = decode_animation(data, _targets(animated))
        tasks += [
            _task(variant, partial(encode_animation, animations[_target(variant)], variant.credit))
            for variant in animated
        ]
    if still:
        tasks += _decode_stills(source, data, still)
    return tasks


def _decode_stills(source: Probe, data: bytes, variants: Iterable[Variant]) -> Iterator[EncodeTask[Variant]]:
    """Yield the tasks of still images.

    The source is usually decoded once, and once more for variants that need it at a larger scale.
    """
    by_factor: dict[int, list[Variant]] = {}
    for variant in variants:
        factor = shrink_factor(source.format, required_scale(source.width, *_target(variant)))
        by_factor.setdefault(factor, []).append(variant)
    for factor, group in by_factor.items():
        decoded = decode(data, 1 / factor)
        images = scale_all(decoded, (source.width, source.height), _targets(group))
        for variant in group:
            yield _encode_still(variant, images[_target(variant)], decoded.gamut.profile)
        # Freed before the source is decoded again.
        del decoded, images


def _encode_still(variant: Variant, image: Image.Image, profile: bytes | None) -> EncodeTask[Variant]:
    return _task(variant, partial(encode, image, variant.format, profile, variant.credit))


def _task(variant: Variant, encode: Callable[[], bytes]) -> EncodeTask[Variant]:
    return EncodeTask(variant, partial(_encoded, encode), encoding_peak([variant]))


def _encoded(encode: Callable[[], bytes]) -> bytes:
    try:
        return encode()
    except (OSError, ValueError, RuntimeError):
        # Each encoder raises a different one for a size that its format does not have.
        raise UnusableImageError(TOO_LARGE) from None


def _targets(variants: Sequence[Variant]) -> list[ScaleTarget]:
    return list(dict.fromkeys(_target(variant) for variant in variants))


def _target(variant: Variant) -> ScaleTarget:
    return variant.crop, (variant.width, variant.height)


def _effort(task: EncodeTask[Variant]) -> int:
    variant = task.item
    return variant.width * variant.height * _EFFORT.get(variant.format, 1)
