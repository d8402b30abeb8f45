"""Draw the layers of cards, and keep those without words: in memory, and in the cache between builds."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from importlib.metadata import version
from typing import Generic, TypeVar

from PIL import Image

from drammenworks.base.digests import digest, digest_parts
from drammenworks.images.cards.split_layers import Drawing
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.rasterise import rasterise

_Value = TypeVar("_Value")

_IN_MEMORY = 12
"""Layers, of at most three megabytes each; a brand has half a dozen."""


class Recent(Generic[_Value]):
    """The values that were asked for last."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, _Value] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], _Value]) -> _Value:
        """Return the value of a key, made now unless it is here."""
        if key in self._values:
            self._values.move_to_end(key)
            return self._values[key]
        value = self._values[key] = make()
        if len(self._values) > self._size:
            self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class DrawnLayer:
    """The pixels of a layer, without the empty ones around them."""

    image: Image.Image
    position: tuple[int, int]
    """Of its upper left corner on the card."""


@dataclass(frozen=True, slots=True)
class _LayerFile:
    """What a layer is cached as: a PNG."""

    key: str
    format: str = "png"


class DrawnLayers:
    """Draws layers of one size, those without words once."""

    def __init__(self, size: tuple[int, int], files: EncodedFileCache | None) -> None:
        self._size = size
        self._files = files
        self._recent: Recent[DrawnLayer] = Recent(_IN_MEMORY)

    def draw(self, drawing: Drawing) -> DrawnLayer:
        """Return a layer.

        :raises RasteriseError: if it is not valid SVG, or has an external reference.
        """
        if drawing.has_words:
            return _trimmed(rasterise(drawing.svg, *self._size))
        return self._recent.get(drawing.svg, lambda: _trimmed(self._png(drawing.svg)))

    def _png(self, svg: str) -> bytes:
        if self._files is None:
            return rasterise(svg, *self._size)
        item = _LayerFile(digest_parts(svg, repr(self._size), version("resvg-py")))
        file = self._files.find(item)
        if file is not None:
            try:
                data = file.path.read_bytes()
            except OSError:
                data = b""
            if digest(data) == file.digest:
                return data
        data = rasterise(svg, *self._size)
        self._files.put(item, data)
        return data


def _trimmed(png: bytes) -> DrawnLayer:
    with Image.open(io.BytesIO(png)) as image:
        box = image.getbbox() or (0, 0, 1, 1)
        return DrawnLayer(image.crop(box), box[:2])
