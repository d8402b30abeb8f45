"""Each folder here is a project that is wrong in one way, and what is to be told of it.

A case holds what differs from ``_valid``, ``expected.txt`` with the findings, and ``removed.txt`` with what
is not there. What version control would mangle is in made_files.py.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drammenworks.errors import Rule
from drammenworks.errors.rules import all_rules, external, fields, media, prose, references, sites, themes
from tests.invalid_sites.made_files import MADE
from tests.project import AT, VALID, Project, as_lines, times, tree
from tests.waiting import PATIENCE

_HERE = Path(__file__).parent
_NOTES = ("expected.txt", "removed.txt")
_ONLY_CHECK = {rule.code for rule in vars(prose).values() if isinstance(rule, Rule)} | {
    fields.FUTURE_DATE.code,
    fields.STATUS_PAST.code,
    media.UNUSED.code,
    sites.ORPHAN.code,
    sites.COPY.code,
    references.UNTRANSLATED.code,
    references.OUTDATED_TRANSLATION.code,
}
"""What a build says nothing of."""
_ELSEWHERE = {rule.code for rule in vars(external).values() if isinstance(rule, Rule)} | {
    rule.code for rule in (media.UNSHOWN_SIGNS, sites.NO_TYPST_PROGRAM, themes.TYPST)
}
"""What needs another website, and is tested with one in tests/checks/external/, or Typst, in tests/pdf/."""
_CASES = sorted(folder.name for folder in _HERE.iterdir() if (folder / "expected.txt").is_file())


@pytest.fixture(scope="module")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("shared") / "project")
    shutil.copytree(VALID, project.root)
    project.build()
    return project


@pytest.fixture
def workspace(_shared: Project, case: str) -> Iterator[Project]:
    """Yield the valid project, built and published, with the files of the case laid over it.

    It is put right afterwards; a copy for every case would take longer than everything else.
    """
    before = times(_shared.root / "output")
    if case in MADE:
        MADE[case](_shared.root)
    for file in _files(case):
        (_shared.root / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_HERE / case / file, _shared.root / file)
    _shared.remove(*_removed(case))
    yield _shared
    if case in MADE:
        _shared.remove("content", "themes")
        shutil.copytree(VALID, _shared.root, dirs_exist_ok=True)
    for file in [*_files(case), *_removed(case)]:
        if (VALID / file).is_file():
            shutil.copy(VALID / file, _shared.root / file)
        else:
            (_shared.root / file).unlink(missing_ok=True)
    if times(_shared.root / "output") != before:
        _shared.remove("output")
        _shared.build()


def _files(case: str) -> list[str]:
    return [path for path in tree(_HERE / case) if path not in _NOTES]


def _removed(case: str) -> list[str]:
    file = _HERE / case / "removed.txt"
    return file.read_text(encoding="utf-8").split() if file.is_file() else []


def _expected(case: str) -> list[str]:
    return (_HERE / case / "expected.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", _CASES)
def test_findings_are_exact_and_errors_publish_nothing(case: str, workspace: Project) -> None:
    """The findings are exactly those expected, and with an error among them the output stays as it was."""
    before = tree(workspace.root / "output"), times(workspace.root / "output")
    checked = case.partition("-")[0] in _ONLY_CHECK
    outcome = (
        workspace.run("check", "--at", AT, "--format", "json")
        if checked
        else workspace.run("build", "--at", AT, "--format", "json", "--jobs", "1")
    )
    report = json.loads(outcome.stdout)
    assert as_lines(report) == _expected(case)
    if checked:
        assert outcome.code == 0
        assert (tree(workspace.root / "output"), times(workspace.root / "output")) == before
    elif any(found["severity"] == "error" for found in report["findings"]):
        assert outcome.code == 1
        assert report["sites"] == {}
        assert (tree(workspace.root / "output"), times(workspace.root / "output")) == before
    else:
        assert outcome.code == 0
        assert report["sites"].keys() == {"a", "b"}


@pytest.mark.parametrize(
    "case", ["DW104-fifty-megabytes", "DW129-alias-bomb", "DW305-draft", "DW602-circular"]
)
def test_the_command_in_a_process_of_its_own(case: str, workspace: Project) -> None:
    """The installed command prints the findings for people, and its exit code tells whether it published."""
    done = subprocess.run(
        [sys.executable, "-m", "drammenworks", "build", "--at", AT, "--all"],
        cwd=workspace.root,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    told = []
    for block in done.stderr.strip().split("\n\n"):
        first, message, hint = block.split("\n")
        place, _, kind = first.rpartition(": ")
        word, code = kind.split()
        severity = {"feil": "error", "advarsel": "warning", "merknad": "info"}[word]
        told.append(f"{place}: {severity} {code} {message.strip()} {hint.strip()}")
    assert told == _expected(case)
    assert done.returncode == (1 if any(": error " in line for line in told) else 0)


@pytest.mark.parametrize(
    "case",
    [
        "DW305-draft",
        "DW605-misspelt",
        "DW607-missing-words",
        "DW608-missing-asset",
        "DW701-not-a-picture",
        "DW810-other-brand",
    ],
)
def test_a_check_tells_what_only_rendering_finds(case: str, workspace: Project) -> None:
    """Everything that a build would say, and nothing is written."""
    before = tree(workspace.root / "output"), times(workspace.root / "output")
    outcome = workspace.run("check", "--at", AT, "--format", "json")
    assert as_lines(json.loads(outcome.stdout)) == _expected(case)
    assert (tree(workspace.root / "output"), times(workspace.root / "output")) == before


def test_every_rule_has_a_case() -> None:
    """There is a case for every kind of finding, and it has that finding."""
    for code in all_rules().keys() - _ELSEWHERE:
        cases = [case for case in _CASES if case.startswith(f"{code}-")]
        assert cases, f"no case for {code}"
        for case in cases:
            assert any(f" {code} " in line for line in _expected(case)), f"{case} does not expect {code}"


def test_every_case_is_of_a_rule() -> None:
    """No case is left of a rule that is no more, and no file is made for a case that is not there."""
    assert {case.partition("-")[0] for case in _CASES} == all_rules().keys() - _ELSEWHERE
    assert MADE.keys() <= set(_CASES)


def test_the_valid_project_has_no_findings(project: Project) -> None:
    """What the cases differ from is itself without a finding."""
    assert project.findings() == []
