"""Run a command and write down what it took; a program of its own, so that it is small.

    python -I -S stopwatch.py RESULT LOG COMMAND [ARGUMENT]…

Small, because Linux counts towards the peak memory of a process what its parent held when it was started:
a larger parent would hide how little a command needs. Imports nothing of ours for the same reason.

Peak memory is that of all processes of the command together. Their PSS is added up (the proportional set
size of /proc/PID/smaps_rollup, in which a page that n processes share counts a n-th in each, so that a pool
of forked workers is not counted n times) again and again while the command runs; the largest sum counts.
The largest single process, as the kernel itself recorded it (ru_maxrss), is the least that it can be: between
two samples nothing of that is missed. A control group's own peak is not used, because it counts the page
cache, which every file that is written fills.
"""

import ctypes
import json
import os
import sys
import threading
import time

_PR_SET_CHILD_SUBREAPER = 36
_SHARE = 0.05
"""Of one core, that sampling may take at most."""
_SHORTEST_PAUSE = 0.005


def main(result: str, log: str, *command: str) -> None:
    """Run ``command`` with its output in ``log``; write what it took to ``result``, as JSON."""
    # Processes that outlive their parents become children of this one, and are accounted for below.
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, output, 1),
        (os.POSIX_SPAWN_DUP2, output, 2),
    ]
    busy_before = _busy_seconds()
    sampler = _Sampler()
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    sampler.start()
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - started
    sampler.stop()
    cpu, largest = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
    while True:
        try:
            _, _, usage = os.wait4(-1, 0)
        except ChildProcessError:
            break
        cpu += usage.ru_utime + usage.ru_stime
        largest = max(largest, usage.ru_maxrss)
    elapsed = time.perf_counter() - started
    own = time.process_time()
    others = max(0.0, _busy_seconds() - busy_before - cpu - own)
    figures = {
        "exit_code": os.waitstatus_to_exitcode(status),
        "wall": wall,
        "cpu": cpu,
        "memory": max(sampler.peak, largest) * 1024,
        "processes": sampler.processes,
        "lingered": elapsed - wall,
        "others": others / (elapsed * (os.cpu_count() or 1)),
    }
    with open(result, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would double our own size.
        json.dump(figures, file)


class _Sampler(threading.Thread):
    """Adds up the memory of all our descendants until it is stopped."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        """In KiB."""
        self.processes = 0
        """The most that ran at once."""
        self._stopped = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self._stopped.wait(pause):
            before = time.perf_counter()
            running = _descendants(os.getpid())
            self.peak = max(self.peak, sum(map(_pss, running)))
            self.processes = max(self.processes, len(running))
            # The kernel walks all pages of a process to answer: the larger it is, the less often it is asked.
            took = time.perf_counter() - before
            pause = max(_SHORTEST_PAUSE, took * (1 / _SHARE - 1))

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _descendants(ancestor: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 - As above.
        if name.isdigit():
            stat = _read(f"/proc/{name}/stat")
            # The name of a program, in parentheses, may hold spaces.
            fields = stat.rpartition(")")[2].split()
            if fields:
                children.setdefault(int(fields[1]), []).append(int(name))
    found = list(children.get(ancestor, ()))
    for process in found:
        found.extend(children.get(process, ()))
    return found


def _pss(process: int) -> int:
    for line in _read(f"/proc/{process}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _busy_seconds() -> float:
    """Return how long the machine's processors have worked since it started, for whomever."""
    fields = [int(field) for field in _read("/proc/stat").partition("\n")[0].split()[1:]]
    user, nice, system, _idle, _iowait, irq, softirq, steal = fields[:8]
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - As above.
            return file.read()
    except OSError:
        return ""  # It has ended.


if __name__ == "__main__":
    main(*sys.argv[1:])
