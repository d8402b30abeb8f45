"""Do something with each of some paths, a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def in_parallel(
    paths: Sequence[str], act: Callable[[str], T], *, workers: int, on_done: Callable[[int, int], None]
) -> list[T]:
    """Return what each path gave, in order; after an error no further one is begun.

    :param on_done: called with how many are done, and of how many.
    """
    results: list[T] = []
    if workers == 1 or len(paths) < 2:
        for path in paths:
            results.append(act(path))
            on_done(len(results), len(paths))
        return results
    with ThreadPoolExecutor(workers) as pool:
        try:
            for result in pool.map(act, paths):
                results.append(result)
                on_done(len(results), len(paths))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    return results
