"""Peers that come as Python packages: each in a virtual environment of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.generators.base import run_installer


def install_in_venv(home: Path, requirement: str) -> None:
    """Make a virtual environment with exactly this requirement, unless it is there already.

    :raises NotAvailable: if the package cannot be had.
    """
    stamp = home / "installed.txt"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == requirement:
        return
    run_installer([sys.executable, "-m", "venv", "--clear", home])
    python = home / "bin" / "python"
    flags = ["--disable-pip-version-check", "--quiet"]
    run_installer([python, "-m", "pip", "install", *flags, requirement])
    stamp.write_text(requirement, encoding="utf-8")


def installed_version(home: Path, package: str) -> str:
    """Return the version of a package in a virtual environment."""
    code = f"import importlib.metadata; print(importlib.metadata.version({package!r}))"
    python = home / "bin" / "python"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
