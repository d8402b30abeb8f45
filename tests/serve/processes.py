"""Previews in processes of their own."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import drammenworks

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(drammenworks.__file__).parents[1]), "PYTHONUTF8": "1"}


@contextlib.contextmanager
def serving(
    project: Path, *arguments: str, environment: Mapping[str, str] = ENVIRONMENT
) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Start a preview, and yield it with the sites' addresses by their names once it is ready."""
    command = [sys.executable, "-m", "drammenworks", "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command,
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        try:
            yield process, addresses_of(process)
        finally:
            process.kill()


def addresses_of(process: subprocess.Popen[str]) -> dict[str, str]:
    """Return the addresses of the sites by their names, once the preview says that they are ready."""
    assert process.stdout is not None
    addresses: dict[str, str] = {}
    for line in process.stdout:
        found = re.fullmatch(r"(.+): (http://\S+)", line.rstrip())
        if found:
            addresses[found[1]] = found[2]
        if "Ctrl-C" in line:
            return addresses
    raise AssertionError(process.communicate())
