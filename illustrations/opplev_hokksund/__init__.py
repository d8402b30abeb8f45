"""The pictures of Opplev Hokksund, in the order they are listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from illustrations.opplev_hokksund import dark_water, river, shops, square, street
from illustrations.scene import Scene

PICTURES: Final[dict[str, Callable[[Scene], None]]] = {
    "hokksund": river.hokksund,
    "laksefiske": dark_water.laksefiske,
    "handlegate": street.handlegate,
    "kafe": square.kafe,
    "bakeri": shops.bakeri,
    "overnatting": dark_water.overnatting,
    "butikk": shops.butikk,
    "sykkel": river.sykkel,
    "marked": square.marked,
}
