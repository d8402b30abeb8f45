"""The enlarged views of a gallery's pictures.

Each picture has a view of its own, with the others after it: without a script, what a button opens cannot be
told which picture to begin with.
"""

from __future__ import annotations

from collections.abc import Sequence

from drammenworks.render.views import GalleryItem, Picture, Slide

_BEFORE, _AFTER = 5, 6
"""Other pictures in a view at most, so that a page grows with its pictures and not with their square."""


def gallery_items(pictures: Sequence[Picture], gallery_id: str) -> list[GalleryItem]:
    """Return the pictures of a gallery, each with its enlarged view."""
    return [_item(pictures, index, f"{gallery_id}-{index + 1}") for index in range(len(pictures))]


def _item(pictures: Sequence[Picture], index: int, view_id: str) -> GalleryItem:
    count = len(pictures)
    if count <= _BEFORE + 1 + _AFTER:
        shown = [(index + step) % count for step in range(count)]
    else:
        after = range(index, min(index + _AFTER + 1, count))
        shown = [*after, *range(max(index - _BEFORE, 0), index)]
    ids = {position: f"{view_id}-{position + 1}" for position in shown}

    def slide(position: int) -> Slide:
        around = ((position + step) % count if len(shown) == count else position + step for step in (-1, 1))
        previous_id, next_id = (ids.get(other) if other != position else None for other in around)
        return Slide(pictures[position], ids[position], position + 1, previous_id, next_id)

    return GalleryItem(pictures[index], view_id, tuple(map(slide, shown)))
