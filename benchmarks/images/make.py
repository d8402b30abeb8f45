"""Make the wanted sizes of every photo in a folder with our pipeline.

python -m benchmarks.images.make PHOTOS OUTPUT FORMAT…
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

from benchmarks.images.task import WIDTHS
from drammenworks.images.encode_variants import encode_all
from drammenworks.images.probe import probe
from drammenworks.images.variants import Format, Variant


def main(photos: str, output: str, *formats: str) -> None:
    """Make them, in ``OUTPUT/cache`` as a build does, and link them by readable names as publishing would."""
    folder = Path(output)
    wanted = [
        Variant(measured, width, max(1, round(measured.height * width / measured.width)), cast(Format, kind))
        for measured in map(probe, sorted(Path(photos).iterdir()))
        for kind in formats
        for width in WIDTHS
        if width <= measured.width
    ]
    encoded, failures = encode_all(wanted, folder / "cache")
    for source, reason in failures:
        sys.exit(f"{source.file}: {reason}")
    for variant, file in encoded.files.items():
        name = folder / f"{variant.probe.file.stem}-{variant.width}.{variant.format}"
        name.unlink(missing_ok=True)
        name.hardlink_to(file.path)
    print(f"{encoded.encoded} encoded, {encoded.reused} kept")  # noqa: T201 - What it says is its result.


if __name__ == "__main__":
    main(*sys.argv[1:])
