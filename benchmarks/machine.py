"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine, as far as figures depend on it."""

    processor: str
    cores: int
    """That our processes may use."""
    memory: int
    """Bytes."""
    system: str
    python: str
    node: str
    """Empty when there is none."""


def this_machine() -> Machine:
    """Return the machine that this runs on."""
    return Machine(
        processor=_value("/proc/cpuinfo", "model name") or platform.processor(),
        cores=len(os.sched_getaffinity(0)),
        memory=int((_value("/proc/meminfo", "MemTotal") or "0").split()[0]) * 1024,
        # Without the name of a kernel's own build.
        system=f"{platform.system()} {platform.release().partition('-')[0]}",
        python=platform.python_version(),
        node=_node(),
    )


def _value(path: str, name: str) -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _node() -> str:
    try:
        output = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    return output.strip().removeprefix("v")
