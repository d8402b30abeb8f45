"""The generators that are compared: how each is installed, what it gets to build, how it is called."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generators.base import Command, EditPoint, Generator, NotAvailableError
from benchmarks.generators.eleventy import Eleventy
from benchmarks.generators.hugo import Hugo
from benchmarks.generators.ours import Ours
from benchmarks.generators.pelican import Pelican
from benchmarks.generators.zorto import Zorto, ZortoUnpaged

__all__ = ["BY_NAME", "OURS", "PEERS", "Command", "EditPoint", "Generator", "NotAvailableError", "make"]

OURS = Ours.name
PEERS = (Hugo.name, Zorto.name, ZortoUnpaged.name, Eleventy.name, Pelican.name)

BY_NAME: dict[str, type[Generator]] = {
    cls.name: cls for cls in (Ours, Hugo, Zorto, ZortoUnpaged, Eleventy, Pelican)
}


def make(name: str, peers_folder: Path) -> Generator:
    """Return the generator ``name``; peers are installed into folders of their own under ``peers_folder``."""
    return BY_NAME[name](peers_folder / name)
