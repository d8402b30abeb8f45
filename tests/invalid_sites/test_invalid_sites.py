"""Each folder here is a project that is wrong in one way, and what is to be told of it.

A case holds what differs from ``_valid``, ``expected.txt`` with the findings, and ``removed.txt`` with what is not there.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from drammenworks.errors.rules import all_rules
from tests.invalid_sites.made_files import MADE
from tests.project import AT, Project, as_lines, overlay, times, tree

_HERE = Path(__file__).parent
_NOTES = ("expected.txt", "removed.txt")
_CASES = sorted(folder.name for folder in _HERE.iterdir() if (folder / "expected.txt").is_file())


def _prepare(case: str, project: Project) -> list[str]:
    """Make the project of a case, and return the findings that it is to have."""
    folder = _HERE / case
    if case in MADE:
        MADE[case](project.root)
    overlay(folder, project.root, leave_out=_NOTES)
    if (folder / "removed.txt").is_file():
        project.remove(*(folder / "removed.txt").read_text().split())
    return (folder / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", _CASES)
def test_findings_are_exact_and_errors_publish_nothing(case: str, published: Project) -> None:
    """The findings are exactly those expected, and with an error among them the output stays as it was."""
    expected = _prepare(case, published)
    before = tree(published.root / "output"), times(published.root / "output")
    outcome = published.run("build", "--at", AT, "--format", "json")
    report = json.loads(outcome.stdout)
    assert as_lines(report) == expected
    if any(found["severity"] == "error" for found in report["findings"]):
        assert outcome.code == 1
        assert report["sites"] == {}
        assert (tree(published.root / "output"), times(published.root / "output")) == before
    else:
        assert outcome.code == 0
        assert report["sites"].keys() == {"a", "b"}


@pytest.mark.parametrize("case", ["DW104-fifty-megabytes", "DW129-alias-bomb", "DW305-draft", "DW602-circular"])
def test_the_command_in_a_process_of_its_own(case: str, published: Project) -> None:
    """The installed command prints the findings for people, and tells by its exit code whether it published."""
    expected = _prepare(case, published)
    done = subprocess.run(
        [sys.executable, "-m", "drammenworks", "build", "--at", AT],
        cwd=published.root,
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
    )
    told = done.stderr.strip().split("\n\n")
    assert len(told) == len(expected)
    for block, line in zip(told, expected, strict=True):
        first, message, hint = block.split("\n")
        place, _, code = first.rpartition(": ")
        assert line.startswith(f"{place}: ")
        assert line.split(" ")[2] == code.split(" ")[1]
        assert line.endswith(f"{message.strip()} {hint.strip()}")
    assert done.returncode == (1 if any(": error " in line for line in expected) else 0)


def test_every_rule_has_a_case() -> None:
    """There is a case for every kind of finding, and it has that finding."""
    for code in all_rules():
        cases = [case for case in _CASES if case.startswith(f"{code}-")]
        assert cases, f"no case for {code}"
        for case in cases:
            text = (_HERE / case / "expected.txt").read_text(encoding="utf-8")
            assert f" {code} " in text, f"{case} does not expect {code}"


def test_every_made_file_has_a_case() -> None:
    """No file is made for a case that does not exist."""
    assert MADE.keys() <= set(_CASES)


def test_the_valid_project_has_no_findings(project: Project) -> None:
    """What the cases differ from is itself without a finding."""
    assert project.findings() == []
