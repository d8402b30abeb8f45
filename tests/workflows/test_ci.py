"""What a change must pass."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.workflows.steps import ROOT, read_workflow, step_of, triggers_of


def test_tests_run_what_ci_runs() -> None:
    """Pull requests and main run, in two jobs, the two scripts that .ci/run consists of."""
    assert triggers_of("ci") == {"pull_request": None, "push": {"branches": ["main"]}}
    run = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert re.findall(r'^bash "\$\(dirname "\$0"\)/(.*)"$', run, re.MULTILINE) == ["content", "code"]
    assert step_of("ci", "Check and build the content")["run"] == 'bash .ci/content "$BASE"'
    assert step_of("ci", "Run .ci/code")["run"] == "bash .ci/code"


def test_tests_run_on_what_people_have() -> None:
    """Linux, macOS and Windows, each with Python 3.11 to 3.14; the oldest on Linux runs all tests there are."""
    matrix = read_workflow("ci")["jobs"]["platforms"]["strategy"]["matrix"]
    systems = {system.partition("-")[0] for system in matrix["os"]}
    assert systems == {"ubuntu", "macos", "windows"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert matrix["exclude"] == [{"os": "ubuntu-24.04", "python": "3.11"}]
    assert step_of("ci", "Run the tests")["run"] == "python build.py test"


def test_one_job_says_whether_a_change_has_passed() -> None:
    """It always runs, waits for all others, and may do nothing; the job for the content is never skipped."""
    jobs = read_workflow("ci")["jobs"]
    assert jobs["required"]["if"] == "always()"
    assert {*jobs["required"]["needs"]} == jobs.keys() - {"required"}
    assert jobs["required"]["permissions"] == {}
    assert "if" not in jobs["content"]
    assert {name for name, job in jobs.items() if "outputs.code" in job.get("if", "")} == {
        "test",
        "platforms",
        "workflows",
    }


needs_bash = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("git") or not shutil.which("bash"), reason="needs git and bash"
)


def _commit(repository: Path, files: dict[str, str | None]) -> None:
    """Write files, or remove those that are None, and commit."""
    for path, text in files.items():
        file = repository / path
        if text is None:
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    who = ["-c", "user.name=x", "-c", "user.email=x@x.test"]
    for command in (["add", "--all"], [*who, "commit", "--quiet", "--allow-empty", "--message", "x"]):
        subprocess.run(["git", *command], cwd=repository, check=True)


@needs_bash
@pytest.mark.parametrize(
    ("event", "files", "code"),
    [
        ("pull_request", {"content/news/a.md": "Ny."}, "false"),
        ("pull_request", {"content/news/å b.md": "Ny.", "content/media/IMG 1.jpg": "x"}, "false"),
        ("pull_request", {"content/pages/om.md": None}, "false"),
        ("pull_request", {"content/sites/c.yaml": "id: c"}, "false"),
        ("pull_request", {}, "false"),
        ("pull_request", {"content/news/a.md": "Ny.", "src/a.py": "x = 1"}, "true"),
        ("pull_request", {"src/content/a.py": "x = 1"}, "true"),
        ("pull_request", {"content.md": "x"}, "true"),
        ("pull_request", {"docs/innhold.md": "x"}, "true"),
        ("pull_request", {"themes/base/theme.yaml": "x: 1"}, "true"),
        ("pull_request", {"content/pages/om.md": None, "docs/om.md": "Om."}, "true"),
        ("pull_request", {"src/gone.py": None}, "true"),
        ("pull_request", {".github/workflows/ci.yml": "x: 1"}, "true"),
        ("push", {"content/news/a.md": "Ny."}, "true"),
    ],
    ids=str,
)
def test_what_counts_as_code(event: str, files: dict[str, str | None], code: str, tmp_path: Path) -> None:
    """All but pull requests that touch ``content/`` alone."""
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    _commit(tmp_path, {"content/pages/om.md": "Om.", "src/gone.py": "x = 1"})
    _commit(tmp_path, files)
    assert _changes(tmp_path, event) == f"code={code}\n"


@needs_bash
def test_what_cannot_be_compared_counts_as_code(tmp_path: Path) -> None:
    """As when there is nothing to compare with."""
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    _commit(tmp_path, {"content/pages/om.md": "Om."})
    assert _changes(tmp_path, "pull_request") == "code=true\n"


def _changes(repository: Path, event: str) -> str:
    """Return what the step that looks for changes hands on."""
    step = step_of("ci", "Look for changes outside content/")
    output = repository / ".git/output"
    environment = os.environ | {"EVENT": event, "GITHUB_OUTPUT": str(output)}
    subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=repository, env=environment, stderr=subprocess.PIPE, check=True
    )
    return output.read_text(encoding="utf-8")


_PASSED = {
    "CODE": "true",
    "CHANGES": "success",
    "CONTENT": "success",
    "TEST": "success",
    "PLATFORMS": "success",
    "WORKFLOWS": "success",
}
_CONTENT_ALONE = _PASSED | {
    "CODE": "false",
    "TEST": "skipped",
    "PLATFORMS": "skipped",
    "WORKFLOWS": "skipped",
}


@needs_bash
@pytest.mark.parametrize(
    ("results", "passes"),
    [
        (_PASSED, True),
        (_CONTENT_ALONE, True),
        (_PASSED | {"CONTENT": "failure"}, False),
        (_PASSED | {"TEST": "failure"}, False),
        (_PASSED | {"TEST": "skipped"}, False),
        (_PASSED | {"PLATFORMS": "failure"}, False),
        (_PASSED | {"WORKFLOWS": "cancelled"}, False),
        (_CONTENT_ALONE | {"CONTENT": "failure"}, False),
        (_CONTENT_ALONE | {"CONTENT": "cancelled"}, False),
        (_CONTENT_ALONE | {"CONTENT": "skipped"}, False),
        (_CONTENT_ALONE | {"CODE": "", "CHANGES": "failure"}, False),
        (_CONTENT_ALONE | {"CODE": ""}, False),
    ],
    ids=str,
)
def test_what_is_required(results: dict[str, str], passes: bool) -> None:
    """The content always, and the tests unless the content alone has changed; what did not end well is no pass."""
    step = step_of("ci", "All that had to run has passed")
    assert step["env"].keys() == results.keys()
    shell = ["bash", "-e", "-c", step["run"]]
    assert (
        subprocess.run(shell, env=os.environ | results, capture_output=True, check=False).returncode == 0
    ) is passes


class Checked:
    """A repository with ``.ci/content``, and a stand-in for ``build.py`` that notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
        build = "import sys, os; open(os.environ['NOTES'], 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
        script = (ROOT / ".ci/content").read_text(encoding="utf-8")
        _commit(folder, {"build.py": build, ".ci/content": script, "content/a.md": "a", "content/b.md": "b"})

    def asked(self, *arguments: str) -> list[str]:
        notes = self.folder / ".git/notes"
        notes.unlink(missing_ok=True)
        command = ["bash", ".ci/content", *arguments]
        subprocess.run(command, cwd=self.folder, env=os.environ | {"NOTES": str(notes)}, check=True)
        return notes.read_text(encoding="utf-8").splitlines()


@needs_bash
def test_warnings_stop_a_change_where_it_is(tmp_path: Path) -> None:
    """What it touches is checked strictly: not the rest, not what it removes, nothing without something to compare."""
    checked = Checked(tmp_path)
    rest = ["check", "schema --check", "build"]
    assert checked.asked() == rest
    assert checked.asked("") == rest
    _commit(tmp_path, {"content/å b.md": "x", "content/a.md": None, "content/b.md": "b2", "docs/x.md": "x"})
    assert checked.asked("HEAD^1") == ["check", "check --strict -- content/b.md content/å b.md", *rest[1:]]
    _commit(tmp_path, {"content/b.md": None, "docs/x.md": "y"})
    assert checked.asked("HEAD^1") == rest
