"""How often Python looks for garbage while much is made and little thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (1_000_000, 20, 100)
"""Thresholds of the three generations, in objects that came and stayed.

What a build makes, it keeps: documents, answers, traces. There is nothing to find among them, and
looking took 1.5 s of 20 at 10,000 documents. Parsing and rendering leave no rings behind, which tests see to.
"""


def collect_seldom() -> None:
    """Look for garbage seldom from now on."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for garbage seldom until the block is left: a preview lives on, and has to."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
