"""What is made once for all workers of a run, however the tests are spread over them."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from drammenworks.engine.lock import Lock

PATIENCE = 1800.0
"""Seconds that one worker waits for what another makes: both real sites, every picture of them, on a slow machine."""

T = TypeVar("T")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> tuple[T, Path]:
    """Return what ``make`` returned, and the folder that it filled, for every worker the same.

    The first that asks makes it, and the others wait. What is returned is pickled, and nobody may change the folder.
    """
    shared = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Each worker has a folder of its own in that of the run.
        shared = shared.parent
    folder, result = shared / name, shared / f"{name}.pickle"
    with Lock(folder, shared / f"{name}.lock", patience=PATIENCE):
        if not result.exists():
            # Somebody may have failed half way.
            shutil.rmtree(folder, ignore_errors=True)
            made = make(folder)
            result.write_bytes(pickle.dumps(made))
        found: T = pickle.loads(result.read_bytes())
    return found, folder
