"""All pictures in the order they are listed and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from illustrations import drammen_works, opplev_hokksund
from illustrations.render import Format
from illustrations.scene import Scene


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the collection."""

    brand: str
    """The brand's folder below content/media."""
    name: str
    """The file's name without its extension."""
    paint: Callable[[Scene], None]
    """Adds the picture's layers to an empty scene."""
    kind: Format
    """The file format."""

    @property
    def file(self) -> str:
        """Where the file lies below the output folder."""
        return f"{self.brand}/{self.name}.{self.kind}"


_BRANDS: Final[Mapping[str, Mapping[str, Callable[[Scene], None]]]] = {
    "drammen-works": drammen_works.PICTURES,
    "opplev-hokksund": opplev_hokksund.PICTURES,
}

_PNG: Final = frozenset({"arsrapport-2017", "bakeri"})
"""Flattest pictures: few gradients, so that PNG stays light. All others are JPEG."""

PICTURES: Final = tuple(
    Picture(brand, name, paint, "png" if name in _PNG else "jpg")
    for brand, pictures in _BRANDS.items()
    for name, paint in pictures.items()
)


def find(names: Sequence[str]) -> tuple[Picture, ...]:
    """Return the pictures called `names`, or all; LookupError says which name is unknown."""
    known = {picture.name: picture for picture in PICTURES}
    known |= {f"{picture.brand}/{picture.name}": picture for picture in PICTURES}
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise LookupError(f"There is no picture called {name}.{hint}")
    return tuple(known[name] for name in names) if names else PICTURES
