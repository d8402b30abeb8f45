"""The generators that are compared: how each is installed, what it is given to build, and how it is called."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generators.base import Command, Generator, NotAvailable
from benchmarks.generators.eleventy import Eleventy
from benchmarks.generators.hugo import Hugo
from benchmarks.generators.ours import Ours
from benchmarks.generators.pelican import Pelican

__all__ = ["OURS", "PEERS", "Command", "Eleventy", "Generator", "Hugo", "NotAvailable", "Ours", "Pelican", "make"]

OURS = Ours.name
PEERS = (Hugo.name, Eleventy.name, Pelican.name)

_CLASSES: tuple[type[Generator], ...] = (Ours, Hugo, Eleventy, Pelican)


def make(name: str, peers_folder: Path) -> Generator:
    """Return the generator ``name``; peers are installed into folders of their own under ``peers_folder``."""
    by_name = {cls.name: cls for cls in _CLASSES}
    return by_name[name](peers_folder / name)
