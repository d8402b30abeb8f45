"""Draw the pictures: `python -m illustrations [name ...] [--output DIR] [--width PIXELS]`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from illustrations.collection import Picture, find
from illustrations.render import encode, rasterise
from illustrations.scene import Scene


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the pictures asked for, or all of them, and say what was written."""
    parser = argparse.ArgumentParser(prog="python -m illustrations", description=__doc__)
    parser.add_argument("names", nargs="*", help="pictures to draw, by name or brand/name")
    parser.add_argument("--output", type=Path, default=Path("content/media"))
    parser.add_argument("--width", type=int, default=2880, help="pixels (default: 2880)")
    options = parser.parse_args(arguments)
    try:
        pictures = find(options.names)
    except LookupError as error:
        parser.error(str(error.args[0]))
    for picture in pictures:
        data = draw(picture, options.width)
        target = options.output / picture.file
        write(target, data)
        sys.stdout.write(f"{target}  {len(data) / 1000:.0f} kB\n")
    return 0


def draw(picture: Picture, width: int) -> bytes:
    """Return the finished file of `picture`, `width` pixels wide."""
    scene = Scene(f"{picture.brand}/{picture.name}")
    picture.paint(scene)
    return encode(rasterise(scene.svg(), width), picture.kind)


def write(target: Path, data: bytes) -> None:
    """Write `data` to `target`; a reader sees the old file or the new one, never a part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    temporary.write_bytes(data)
    temporary.replace(target)


if __name__ == "__main__":
    sys.exit(main())
