"""A check in a forked process, while this one goes on with other work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


class BackgroundCheck:
    """A check that passes or not, and runs from now on.

    Where forking is not safe, or not worth it, it runs when the result is asked for.
    """

    def __init__(self, check: Callable[[], bool], *, takes_long: bool = True) -> None:
        """Begin.

        :param check: changes nothing.
        :param takes_long: it takes longer than a process takes to be forked.
        """
        self._check = check
        self._child: int | None = os.fork() if takes_long and sys.platform == "linux" else None
        if self._child == 0:
            passed = False
            try:
                passed = check()
            finally:
                # Nothing that was inherited may be closed or flushed here.
                os._exit(0 if passed else 1)

    def result(self) -> bool:
        """Wait for the result, and return it; to be called once.

        A check that raises or is killed has not passed.
        """
        child, self._child = self._child, None
        if child is None:
            return self._check()
        try:
            _, status = os.waitpid(child, 0)
        except ChildProcessError:
            # The process that started us has children reaped by the system.
            return self._check()
        return status == 0

    def cancel(self) -> None:
        """Give up the result.

        The child is waited for: the lock that it relies on may be released next.
        """
        if self._child is not None:
            self.result()
