"""Processes that are really killed while they publish, and a reader beside them."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from drammenworks.publish.folder_store import FolderStore
from tests.project import tree
from tests.publish.small_site import FIRST, SECOND, THIRD, Reader, with_many_pages

_RUN = [sys.executable, "-m", "drammenworks", "publish"]


def _write(folder: Path, site: dict[str, bytes]) -> None:
    for path, data in site.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _arguments(tmp_path: Path, number: int) -> list[str]:
    return [*_RUN, str(tmp_path / "www" / "{site}"), "--output", str(tmp_path / f"output-{number % 3}")]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_processes_killed_at_random_moments_leave_no_reader_without_an_asset(tmp_path: Path) -> None:
    for number, site in enumerate((FIRST, SECOND, THIRD)):
        _write(tmp_path / f"output-{number}" / "a", with_many_pages(site))
    subprocess.run(_arguments(tmp_path, 0), check=True, capture_output=True)
    reader = Reader(FolderStore(tmp_path / "www" / "a"))
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            reader.look()

    thread = threading.Thread(target=read)
    thread.start()
    choose = random.Random(7)
    killed = 0
    try:
        for number in range(1, 51):
            process = subprocess.Popen(
                _arguments(tmp_path, number), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            lease = tmp_path / "www" / ".drammenworks" / "a" / "lease.json"
            while process.poll() is None and not lease.exists():
                time.sleep(0.001)
            time.sleep(choose.random() * 0.05)
            process.kill()
            killed += process.wait() == -signal.SIGKILL
            lease.unlink(missing_ok=True)
    finally:
        stop.set()
        thread.join()
    assert killed >= 10
    assert reader.missing == set()
    last = subprocess.run([*_arguments(tmp_path, 2), "--format", "json"], check=True, capture_output=True)
    assert json.loads(last.stdout)["sites"][0]["version"]
    assert tree(tmp_path / "www" / "a").items() >= with_many_pages(THIRD).items()
    assert not [path for path in tree(tmp_path / "www" / "a") if path.endswith(".part")]


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_a_process_that_is_asked_to_end_gives_its_lease_back(tmp_path: Path) -> None:
    _write(tmp_path / "output-0" / "a", {**FIRST, **{f"sak/{number}.html": b"" for number in range(2000)}})
    process = subprocess.Popen(_arguments(tmp_path, 0), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    records = tmp_path / "www" / ".drammenworks" / "a"
    while process.poll() is None and not (records / "pending.json").exists():
        time.sleep(0.001)
    process.terminate()
    process.wait()
    assert not (records / "lease.json").exists()
