"""No test reads the content that staff write: it changes every day, and must fail no test.

Tests that need content have tests/sample_sites/, tests/invalid_sites/_valid/, or write their own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from tests.sample_sites import ROOT

CONTENT = str(ROOT / "content")
_READING = frozenset(["open", "os.listdir", "os.scandir", "os.chdir"])
"""The audit events of Python that read a file or a folder, or lead to paths that are relative to one."""


class ContentReadError(Exception):
    """A test read the repository's content."""


def refuse_content() -> None:
    """Make reading the repository's content an error, in this process and in those that it forks, for good."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _READING or not isinstance(arguments[0], (str, bytes)):
        return
    name = os.fsdecode(arguments[0])
    if event == "open" and arguments[1] is None and not Path(name).is_absolute():
        # By os.open, which may take it relative to another folder than the current one, and does not tell.
        return
    path = os.path.abspath(name)  # noqa: PTH100 (resolving would read folders, and be told of here)
    if path == CONTENT or path.startswith(CONTENT + os.sep):
        raise ContentReadError(
            f"A test reads {path}. Let it use tests/sample_sites/, or write content of its own."
        )
