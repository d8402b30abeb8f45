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
_PASSED_ON = ("HOME", "PATH", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH")
"""Everything else could make runs differ between machines: NODE_OPTIONS, PYTHONPATH, HUGO_*, CI, …"""


class FailedError(Exception):
    """The command did not do its work; the message is the end of its output."""


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
    """The most that ran at once, as far as sampled."""
    others: float
    """The share of the machine's processors that other processes took during the run."""


def measure(
    argv: Sequence[str], folder: Path, environment: Mapping[str, str], *, timeout: float = 3600
) -> Measurement:
    """Run a command in ``folder`` and return what it took.

    :raises FailedError: if it ends with an exit code other than 0, or not at all.
    """
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    with tempfile.TemporaryDirectory() as temporary:
        result, log = Path(temporary, "result.json"), Path(temporary, "log.txt")
        stopwatch = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_STOPWATCH), str(result), str(log), *argv],
            cwd=folder,
            env={**passed_on, "LANG": "C.UTF-8", **environment},
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
            output = log.read_text(encoding="utf-8", errors="replace").strip()
            raise FailedError(output[-2000:] or "an exit code, and no output")
    del figures["lingered"]
    return Measurement(**figures)
