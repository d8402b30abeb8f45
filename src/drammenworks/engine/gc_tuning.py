"""Settings of Python's garbage collector for a process that creates many objects and frees few."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (1_000_000, 20, 100)
"""Thresholds of the three generations, in objects allocated and not freed.

A build holds most of its objects to the end: documents, answers, records. Collecting found nothing among them
and took 1.5 s of 20 at 10,000 documents. Parsing and rendering leave no reference cycles, which tests check.
"""


def collect_seldom() -> None:
    """Collect garbage seldom from now on."""
    gc.set_threshold(*_SELDOM)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Collect garbage seldom until the block ends: a preview goes on, and must collect."""
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
