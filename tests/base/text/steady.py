"""How properties are tested here: the same examples each time, however busy the machine is."""

from __future__ import annotations

from hypothesis import settings

STEADY = settings(derandomize=True, deadline=None, max_examples=300)
"""Fixed examples, so that a property test cannot fail for an unrelated change."""
