"""Find one thing out in another process, while this one goes on with something else."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable


class Beside:
    """A question to be answered with yes or no, which is looked into from now on.

    Where forking is not safe, or not worth it, it is looked into when somebody asks.
    """

    def __init__(self, find_out: Callable[[], bool], *, takes_long: bool = True) -> None:
        """Begin.

        :param find_out: changes nothing, and says yes only when it got to its end.
        :param takes_long: it takes longer than a process takes to be forked.
        """
        self._find_out = find_out
        self._child: int | None = os.fork() if takes_long and sys.platform == "linux" else None
        if self._child == 0:
            answer = False
            try:
                answer = find_out()
            finally:
                # Nothing that was inherited may be closed or flushed here.
                os._exit(0 if answer else 1)

    def answer(self) -> bool:
        """Wait for the answer, and return it; to be asked once."""
        child, self._child = self._child, None
        if child is None:
            return self._find_out()
        try:
            _, status = os.waitpid(child, 0)
        except ChildProcessError:
            # Whoever started us wants no news of children.
            return self._find_out()
        return status == 0

    def forget(self) -> None:
        """Want no answer; the child is waited for, because the lock that it relies on may be let go next."""
        if self._child is not None:
            self.answer()
