"""What a run of a command took."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_STOPWATCH = Path(__file__).with_name("stopwatch.py")
_KEPT = ("HOME", "PATH", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""Everything else could make one machine's run another's: NODE_OPTIONS, PYTHONPATH, HUGO_*, CI, …"""


class FailedError(Exception):
    """The command did not do its work; the message is the end of what it said."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of all its processes, user and system."""
    memory: int
    """Bytes, at its largest, of all its processes together; see stopwatch.py."""
    processes: int
    """The most that ran at once, as far as was seen."""
    others: float
    """The share of the machine's processors that everybody else took meanwhile."""


def measure(
    argv: Sequence[str], folder: Path, environment: Mapping[str, str], *, timeout: float = 3600
) -> Measurement:
    """Run a command in ``folder`` and return what it took.

    :raises FailedError: if it ends with an exit code other than 0, or not at all.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with tempfile.TemporaryDirectory() as temporary:
        result, log = Path(temporary, "result.json"), Path(temporary, "log.txt")
        stopwatch = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_STOPWATCH), str(result), str(log), *argv],
            cwd=folder,
            env={**kept, "LANG": "C.UTF-8", **environment},
            start_new_session=True,
        )
        try:
            stopwatch.wait(timeout)
        except subprocess.TimeoutExpired as error:
            raise FailedError(f"not done after {timeout:.0f} s") from error
        finally:
            if stopwatch.poll() is None:
                os.killpg(stopwatch.pid, signal.SIGKILL)
                stopwatch.wait()
        if not result.is_file():
            raise FailedError("it could not be started")
        figures = json.loads(result.read_bytes())
        if figures.pop("exit_code") != 0:
            said = log.read_text(encoding="utf-8", errors="replace").strip()
            raise FailedError(said[-2000:] or "an exit code, and no word")
    del figures["lingered"]
    return Measurement(**figures)
