"""When time itself starts publishing (``.ci/wake``), with a stand-in for ``gh``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.review.fake_gh import install
from tests.workflows.steps import ROOT, step_of, triggers_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the workflows run on Linux")


def _ago(**how_long: float) -> str:
    return (datetime.now(UTC) - timedelta(**how_long)).isoformat(timespec="milliseconds")


def _run(number: int, conclusion: str | None, **how_long: float) -> dict[str, Any]:
    return {
        "databaseId": number,
        "conclusion": conclusion,
        "createdAt": _ago(**how_long).replace("+00:00", "Z"),
    }


def _woken(
    folder: Path,
    runs: list[dict[str, Any]],
    next_change: str | None = None,
    *,
    kept: bool = True,
    report: object = None,
) -> bool:
    """Return whether publishing was started."""
    reports = {"1": report if report is not None else {"next_change": next_change}} if kept else {}
    state = install(folder, runs=runs, reports=reports)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [sys.executable, str(ROOT / ".ci/wake")],
        env=os.environ | {"PATH": path},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    dispatched = json.loads(state.read_text(encoding="utf-8")).get("dispatched", [])
    assert dispatched in ([], [["publish.yml", "--ref", "main"]])
    return bool(dispatched)


def test_it_is_asked_every_quarter_of_an_hour() -> None:
    assert triggers_of("scheduled")["schedule"] == [{"cron": "4,19,34,49 * * * *"}]
    assert step_of("scheduled", "Ask whether it is time")["run"] == "python3 .ci/wake"


def test_nothing_is_published_before_it_is_time(tmp_path: Path) -> None:
    published = [_run(1, "success", days=3)]
    assert not _woken(tmp_path, published, _ago(minutes=-17))
    assert not _woken(tmp_path, published, None)


def test_what_has_passed_since_the_last_publication_is_published(tmp_path: Path) -> None:
    """In whatever time zone the report has it; an older failure does not matter."""
    assert _woken(tmp_path, [_run(2, "failure", days=2), _run(1, "success", days=3)], _ago(minutes=1))
    oslo = datetime.now(timezone(timedelta(hours=1))) - timedelta(minutes=1)
    assert _woken(tmp_path, [_run(1, "success", days=3)], oslo.isoformat())


def test_what_comes_soon_is_waited_for(tmp_path: Path) -> None:
    """So that an embargo ends in its minute."""
    start = time.monotonic()
    assert _woken(tmp_path, [_run(1, "success", days=3)], _ago(seconds=-1.5))
    assert time.monotonic() - start > 1


@pytest.mark.parametrize("conclusion", ["failure", "cancelled", None])
def test_an_instant_is_tried_once(conclusion: str | None, tmp_path: Path) -> None:
    """A run that has begun since is under way, or has failed: then somebody has to mend something first."""
    runs = [_run(2, conclusion, minutes=10), _run(1, "success", days=3)]
    assert not _woken(tmp_path, runs, _ago(minutes=20))


def test_where_nobody_knows_it_is_tried_once_a_day(tmp_path: Path) -> None:
    """Before the first publication, and when its report is no longer kept."""
    assert _woken(tmp_path, [])
    assert _woken(tmp_path, [_run(2, "failure", days=2)])
    assert not _woken(tmp_path, [_run(2, "failure", hours=2)])
    assert _woken(tmp_path, [_run(1, "success", days=100)], kept=False)
    assert not _woken(tmp_path, [_run(2, "failure", hours=2), _run(1, "success", days=100)], kept=False)


@pytest.mark.parametrize("report", [{}, [], {"next_change": 5}, {"next_change": "snart"}])
def test_a_report_that_cannot_be_read_is_as_good_as_none(report: object, tmp_path: Path) -> None:
    assert _woken(tmp_path, [_run(1, "success", days=3)], report=report)
    assert not _woken(tmp_path, [_run(2, "failure", hours=2), _run(1, "success", days=3)], report=report)


def test_an_instant_without_an_offset_is_of_the_machine(tmp_path: Path) -> None:
    passed = datetime.now().astimezone().replace(tzinfo=None) - timedelta(minutes=1)
    assert _woken(tmp_path, [_run(1, "success", days=3)], passed.isoformat())
