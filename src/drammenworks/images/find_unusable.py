"""Find out which images a build could not encode, and encode nothing.

The pixels of an image without animation were decoded at a small scale when it was analysed, so that what is
left to know follows from its header: the sizes of its variants. Drawings and animations are read.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path

from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.probe_result import DAMAGED, Probe, UnusableImageError
from drammenworks.images.variants import TOO_LARGE, Variant


def find_unusable(variants: Iterable[Variant], cache: Path) -> list[tuple[Probe, str]]:
    """Return the source images of which a variant cannot be encoded, with the reason.

    :param cache: the folder of encoded files, in which a variant shows that its image is usable.
    """
    encoded_files = EncodedFileCache(cache)
    groups: dict[str, list[Variant]] = {}
    for variant in dict.fromkeys(variants):
        if encoded_files.find(variant) is None:
            groups.setdefault(variant.probe.digest, []).append(variant)
    found = ((group[0].probe, _reason(group[0].probe, group)) for group in groups.values())
    return [(source, reason) for source, reason in found if reason is not None]


def _reason(source: Probe, variants: Sequence[Variant]) -> str | None:
    if source.is_svg or source.is_animated:
        try:
            _read(source, variants)
        except UnusableImageError as error:
            return error.reason
    return TOO_LARGE if any(variant.is_too_large for variant in variants) else None


def _read(source: Probe, variants: Sequence[Variant]) -> None:
    """Read a drawing or an animation as encoding its variants would.

    :raises UnusableImageError: if that fails.
    """
    # Loaded only when it is needed: Pillow takes as long as planning a thousand pages.
    from drammenworks.images.animation import check_animation  # noqa: PLC0415
    from drammenworks.images.open import DECODE_ERRORS  # noqa: PLC0415
    from drammenworks.images.svg import sanitise  # noqa: PLC0415
    from drammenworks.images.tasks import read_source  # noqa: PLC0415

    data = read_source(source)
    if source.is_svg:
        sanitise(data)
        return
    targets = [
        (variant.crop, (variant.width, variant.height)) for variant in variants if variant.format == "webp"
    ]
    try:
        if targets:
            with warnings.catch_warnings(action="ignore"):
                check_animation(data, targets)
    except DECODE_ERRORS:
        raise UnusableImageError(DAMAGED) from None
