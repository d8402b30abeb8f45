"""Replace this process by one of the program as it is on disk now, at the same ports."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from drammenworks.base.prog_name import VARIABLE
from drammenworks.cli.exit_codes import EXIT_RESTART

_PORTS = "DRAMMENWORKS_PORTS"
"""The ports of the preview that is continued, such as ``drammen-works=8000,opplev-hokksund=8001``."""
_SUPERVISED = "DRAMMENWORKS_SUPERVISED"
"""Set where a process waits to start this one again."""


def ports_to_continue(environment: Mapping[str, str] = os.environ) -> dict[str, int]:
    """Return the port of each site in the preview that this process continues, if it continues one."""
    pairs = (part.partition("=") for part in environment.get(_PORTS, "").split(",") if part)
    return {site: int(port) for site, _, port in pairs if port.isdecimal()}


def restart(root: Path, ports: Mapping[str, int]) -> NoReturn:
    """Start the program again in this process; it does not return.

    Windows has no such call: there a process that is started for it does the work, and this one waits and
    starts the next, so that there are never more than two.
    """
    command = restart_command(root)
    environment = {**os.environ, _PORTS: ",".join(f"{site}={port}" for site, port in ports.items())}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name != "nt":
        os.execve(command[0], command, environment)
    # At once: a build that is running may be given up at any time.
    os._exit(EXIT_RESTART if environment.get(_SUPERVISED) else supervise(command, environment))


def supervise(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run a command until it ends without asking to be started again, and return its exit code."""
    while True:
        with subprocess.Popen(command, env={**environment, _SUPERVISED: "1"}) as process:
            code = None
            while code is None:
                # Ctrl-C is sent to both; the other one ends by it.
                with contextlib.suppress(KeyboardInterrupt):
                    code = process.wait()
        if code != EXIT_RESTART:
            return code


def restart_command(root: Path) -> list[str]:
    """Return the command that starts this process again, as it was started.

    Through build.py, if that started it: the new program may need packages that are not installed yet.
    """
    script = root / "build.py"
    if os.environ.get(VARIABLE) and script.is_file():
        return [sys.executable, str(script), *sys.argv[1:]]
    return [sys.executable, *sys.orig_argv[1:]]
