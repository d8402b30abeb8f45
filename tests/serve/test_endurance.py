"""A preview that is used all day."""

from __future__ import annotations

import gc
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.small_sites import PIECES
from tests.pipeline.test_preview_session import SessionBench

SAVES = 500
WARM_UP = 100
"""Saves after which everything that is loaded once has been."""

pytestmark = pytest.mark.slow


def _edits(bench: SessionBench, chance: random.Random) -> list[Callable[[], None]]:
    """Return what an editor may do, most often what editors do most."""
    world = bench.world

    def body() -> None:
        doc = chance.choice(world.docs)
        doc.words[chance.choice(sorted(doc.words))].pieces = chance.sample(PIECES, 2)

    def title() -> None:
        doc = chance.choice(world.docs)
        doc.words["nb"].title = f"{doc.name.title()} {chance.randrange(100)}"

    def tags() -> None:
        chance.choice(world.docs).fields["tags"] = chance.sample(["Vekst", "By", "Ny tid"], 2)

    def template() -> None:
        world.marks["document.html"] = chance.randrange(1000)

    def style() -> None:
        world.colour = chance.randrange(1000)

    def date() -> None:
        world.doc("article:varsel").fields["date"] = f"2026-10-{chance.randrange(10, 30)}"

    return [body] * 12 + [title] * 3 + [tags, template, style, date]


def memory() -> int:
    """Return the bytes that this process has in memory (proc(5), statm)."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_500_saves(tmp_path: Path) -> None:
    """After 500 saves what is shown equals a build from nothing, and memory has grown by less than 10 %."""
    chance = random.Random(7)
    bench = SessionBench(tmp_path)
    bench.build()
    edits = _edits(bench, chance)
    before = 0
    for number in range(SAVES):
        chance.choice(edits)()
        bench.sync()
        bench.build()
        del bench.snapshots[:-1]
        if number % 25 == 24:
            bench.session.save()
        if number == WARM_UP:
            before = memory()
    after = memory()
    bench.prove()
    assert after < before * 1.1, f"{before / 2**20:.1f} MiB → {after / 2**20:.1f} MiB"
    assert re.search(rb"Vekst|By|Ny tid", b"".join(bench.shown().values()))
