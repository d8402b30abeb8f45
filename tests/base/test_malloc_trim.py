"""Memory that is freed goes back to the system."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from types import SimpleNamespace

import pytest

from drammenworks.base.malloc_trim import malloc_trim, set_mmap_threshold

_TAKE_AND_FREE = """
from pathlib import Path
from drammenworks.base.malloc_trim import malloc_trim
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
taken = [b"x" * 100_000 for _ in range(1000)]
last = b"y" * 100_000
del taken
before = held()
malloc_trim()
print(before - held())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no glibc")
def test_free_memory_is_returned_to_the_system() -> None:
    """Freed memory below a block in use stays with the process until it is trimmed."""
    done = subprocess.run(
        [sys.executable, "-c", _TAKE_AND_FREE], capture_output=True, encoding="utf-8", check=True
    )
    assert int(done.stdout) > 50_000_000


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_other_c_libraries_are_not_called(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    """musl has no such functions, and Windows no way to ask for it by no name."""

    def opened(name: None) -> SimpleNamespace:
        if platform == "win32":
            raise TypeError(name)
        return SimpleNamespace()

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", opened)
    malloc_trim()
    set_mmap_threshold()
