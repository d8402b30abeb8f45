"""How the program is called, for messages that say what to type."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import PurePath

VARIABLE = "DRAMMENWORKS_CALL"
"""Set by build.py, which is called itself and starts the program."""


def program_call(environment: Mapping[str, str] = os.environ, argv0: str | None = None) -> str:
    """Return what the person at the terminal typed before the name of the command.

    ``python3 build.py``, on Windows ``py build.py``, or the name of the installed command.
    """
    if call := environment.get(VARIABLE):
        return call
    name = PurePath(sys.argv[0] if argv0 is None else argv0).stem
    return name if name == "drammenworks" else "python -m drammenworks"
