"""After any edits, in any order, an incremental build equals one from nothing."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.engine.editing import Editing

STEPS = 8
"""Edits one after the other, with a build and a comparison after each."""


def edit(examples: int, chance: int, machine: type[Editing] = Editing) -> None:
    """Make so many sequences of edits, the same each time for the same ``chance``."""
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        seed(chance)(machine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_some_edits() -> None:
    """A few sequences, with every run of the tests."""
    edit(3, chance=1)


@pytest.mark.slow
@pytest.mark.parametrize("chance", [2, 3, 4, 5])
def test_many_edits(chance: int) -> None:
    """200 sequences in all: texts, titles, names, drafts, sites, tags, templates, styles, settings, the clock."""
    edit(50, chance)
