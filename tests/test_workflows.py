"""What the workflows may do, and what publishing does to the branches."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

_ROOT = Path(__file__).parents[1]
_FILES = sorted((_ROOT / ".github" / "workflows").glob("*.yml"))
_BY_NAME = {file.stem: file for file in _FILES}


@functools.cache
def _workflow(name: str) -> dict[Any, Any]:
    workflow = yaml.safe_load(_BY_NAME[name].read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    return workflow


def _triggers(workflow: dict[Any, Any]) -> dict[str, Any]:
    # YAML 1.1, which PyYAML reads, takes the key «on» for the truth value.
    triggers = workflow[True]
    assert isinstance(triggers, dict)
    return triggers


def _steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def _step(workflow: dict[Any, Any], name: str) -> dict[str, Any]:
    (step,) = [step for step in _steps(workflow) if step.get("name") == name]
    return step


every_workflow = pytest.mark.parametrize("name", sorted(_BY_NAME))


def test_the_workflows_are_these() -> None:
    """Tests, previews and publishing have a file each."""
    assert sorted(_BY_NAME) == ["preview", "publish", "test"]


@every_workflow
def test_every_job_ends(name: str) -> None:
    """Every job has a time limit of less than an hour."""
    limits = [job["timeout-minutes"] for job in _workflow(name)["jobs"].values()]
    assert all(0 < limit < 60 for limit in limits)


@every_workflow
def test_no_foreign_code_meets_a_secret(name: str) -> None:
    """No workflow runs by ``pull_request_target`` or ``workflow_run``, which hand secrets to others' code."""
    assert not _triggers(_workflow(name)).keys() & {"pull_request_target", "workflow_run"}


@every_workflow
def test_permissions_are_given_job_by_job(name: str) -> None:
    """A workflow as a whole may do nothing; each job lists what it may do."""
    workflow = _workflow(name)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@every_workflow
def test_runs_of_the_same_thing_do_not_pile_up(name: str) -> None:
    """Every workflow has a concurrency group."""
    assert _workflow(name)["concurrency"]["group"]


@every_workflow
def test_actions_are_official_and_pinned(name: str) -> None:
    """Every action is GitHub's own, pinned by commit, with its version beside it."""
    lines = re.findall(r"uses: (.*)", _BY_NAME[name].read_text(encoding="utf-8"))
    assert lines
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in lines)


@every_workflow
def test_checkouts_leave_no_credentials(name: str) -> None:
    """The token is not left in the checked-out repository."""
    checkouts = [step for step in _steps(_workflow(name)) if "actions/checkout" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@every_workflow
def test_scripts_take_values_from_their_environment(name: str) -> None:
    """No ``${{ … }}`` stands in a script, where a branch's name could become a command."""
    assert not [step for step in _steps(_workflow(name)) if "${{" in step.get("run", "")]


def test_tests_run_what_ci_runs() -> None:
    """Pull requests and main run, in two jobs and with Python 3.11, the two scripts that .ci/run consists of."""
    workflow = _workflow("test")
    assert _triggers(workflow) == {"pull_request": None, "push": {"branches": ["main"]}}
    run = (_ROOT / ".ci/run").read_text(encoding="utf-8")
    assert re.findall(r'^bash "\$\(dirname "\$0"\)/(.*)"$', run, re.MULTILINE) == ["content", "code"]
    assert _step(workflow, "Check and build the content")["run"] == "bash .ci/content"
    assert _step(workflow, "Run .ci/code")["run"] == "bash .ci/code"
    versions = {step["with"]["python-version"] for step in _steps(workflow) if "setup-python" in str(step)}
    assert {"3.11"} == versions


@every_workflow
def test_no_workflow_is_skipped_as_a_whole(name: str) -> None:
    """A required check of a workflow that ``paths`` skips never reports, and the pull request waits for good."""
    filters = [
        trigger or {} for trigger in _triggers(_workflow(name)).values() if not isinstance(trigger, list)
    ]
    assert not [one for one in filters if {"paths", "paths-ignore"} & one.keys()]


def test_one_job_says_whether_a_change_has_passed() -> None:
    """It always runs, waits for all others, and may do nothing; the job for the content is never skipped."""
    jobs = _workflow("test")["jobs"]
    assert jobs["required"]["if"] == "always()"
    assert {*jobs["required"]["needs"]} == jobs.keys() - {"required"}
    assert jobs["required"]["permissions"] == {}
    assert "if" not in jobs["content"]
    assert {name for name, job in jobs.items() if "outputs.code" in job.get("if", "")} == {
        "test",
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
        ("pull_request", {".github/workflows/test.yml": "x: 1"}, "true"),
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
    step = _step(_workflow("test"), "Look for changes outside content/")
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
    "WORKFLOWS": "success",
}
_CONTENT_ALONE = _PASSED | {"CODE": "false", "TEST": "skipped", "WORKFLOWS": "skipped"}


@needs_bash
@pytest.mark.parametrize(
    ("results", "passes"),
    [
        (_PASSED, True),
        (_CONTENT_ALONE, True),
        (_PASSED | {"CONTENT": "failure"}, False),
        (_PASSED | {"TEST": "failure"}, False),
        (_PASSED | {"TEST": "skipped"}, False),
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
    step = _step(_workflow("test"), "All that had to run has passed")
    assert step["env"].keys() == results.keys()
    shell = ["bash", "-e", "-c", step["run"]]
    assert (
        subprocess.run(shell, env=os.environ | results, capture_output=True, check=False).returncode == 0
    ) is passes


def test_previews_may_only_read() -> None:
    """A preview, which runs the pull request's code, has a token that reads, and no secret."""
    workflow = _workflow("preview")
    assert _triggers(workflow) == {"pull_request": None}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}]
    text = _BY_NAME["preview"].read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "github.token" not in text


def test_previews_show_drafts_below_a_path_of_their_own() -> None:
    """A preview is built with drafts, and for a path that names the pull request."""
    step = _step(_workflow("preview"), "Build both sites")
    assert "--drafts" in step["run"]
    assert '--base-url "https://${OWNER,,}.github.io/$base_path"' in step["run"]
    assert 'base_path="$REPOSITORY/forhandsvisning/pr-$NUMBER"' in step["run"]
    assert step["env"]["NUMBER"] == "${{ github.event.number }}"


@pytest.mark.skipif(shutil.which("jq") is None, reason="GitHub's runners have jq")
def test_previews_lead_to_where_the_request_is_edited() -> None:
    """The bar leads to the branch of the pull request, also in a fork, and whatever the branch is called."""
    step = _step(_workflow("preview"), "Build both sites")
    assert "--preview" in step["run"]
    assert '--edit-url "https://github.com/$HEAD_REPOSITORY/edit/$branch/{path}"' in step["run"]
    assert step["env"]["HEAD_REPOSITORY"] == "${{ github.event.pull_request.head.repo.full_name }}"
    assert step["env"]["HEAD_BRANCH"] == "${{ github.event.pull_request.head.ref }}"
    (command,) = (line.strip() for line in step["run"].splitlines() if "jq" in line)
    environment = os.environ | {"HEAD_BRANCH": 'nyhet/år #7 {"x"}&y'}
    shell = ["bash", "-euc", f'{command}\nprintf %s "$branch"']
    result = subprocess.run(shell, env=environment, capture_output=True, text=True, check=True)
    assert result.stdout == "nyhet/%C3%A5r%20%237%20%7B%22x%22%7D%26y"


def test_what_a_preview_found_can_be_read_when_it_failed() -> None:
    """The report is handed over whether the build succeeded or not."""
    step = _step(_workflow("preview"), "Hand over the sites and the report")
    assert step["if"] == "${{ !cancelled() }}"


def test_publishing_follows_main_and_the_clock() -> None:
    """Publishing runs for every push to main, every night, and by hand."""
    triggers = _triggers(_workflow("publish"))
    assert {"push", "schedule", "workflow_dispatch"} == triggers.keys()
    assert triggers["push"] == {"branches": ["main"]}


def test_what_is_published_has_no_drafts_and_stops_for_errors_only() -> None:
    """The published build takes no drafts, and a warning does not keep expired pages public."""
    script = _step(_workflow("publish"), "Build both sites")["run"]
    assert "--drafts" not in script
    assert "--strict" not in script


def test_the_job_that_may_write_runs_no_code_of_ours() -> None:
    """Only the last job may write, and it neither checks out nor builds anything."""
    jobs = _workflow("publish")["jobs"]
    writers = [name for name, job in jobs.items() if "write" in job["permissions"].values()]
    assert writers == ["publish"]
    assert jobs["publish"]["needs"] == "build"
    assert not [
        step for step in jobs["publish"]["steps"] if "checkout" in str(step) or "build.py" in str(step)
    ]


class _Host:
    """A bare repository in place of GitHub, and the sites that a build handed over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.remote = folder / "owner" / "repository"
        (folder / "home").mkdir()
        # The script asks gh for the token's credentials; a folder needs none.
        gh = folder / "bin" / "gh"
        gh.parent.mkdir()
        gh.write_text("#!/bin/sh\n", encoding="utf-8")
        gh.chmod(0o755)
        self._run("git", "init", "--quiet", "--bare", str(self.remote))

    def build(self, path: str, text: str) -> None:
        file = self.folder / "sites" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def publish(self) -> None:
        shutil.rmtree(self.folder / "repository", ignore_errors=True)
        script = _step(_workflow("publish"), "Push the branches, all of them or none")["run"]
        self._run("bash", "-e", "-c", script)

    def git(self, *arguments: str) -> list[str]:
        return self._run("git", "--git-dir", str(self.remote), *arguments).splitlines()

    def _run(self, *command: str) -> str:
        environment = {
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder / "home"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_SERVER_URL": f"file://{self.folder.as_posix()}",
            "GITHUB_REPOSITORY": "owner/repository",
            "GITHUB_SHA": "0123abc",
        }
        folder = self.folder / "sites"
        folder.mkdir(exist_ok=True)
        done = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()


@pytest.fixture
def host(tmp_path: Path) -> _Host:
    if os.name == "nt" or not shutil.which("git") or not shutil.which("bash"):
        pytest.skip("needs git and bash")
    host = _Host(tmp_path)
    host.build("drammen-works/index.html", "Drammen")
    host.build("drammen-works/.well-known/security.txt", "Contact")
    host.build("opplev-hokksund/index.html", "Hokksund")
    return host


def test_each_site_gets_a_branch(host: _Host) -> None:
    """A branch holds the files of its site at its root, hidden ones included, and nothing else."""
    host.publish()
    branches = host.git("for-each-ref", "--format=%(refname)")
    assert branches == ["refs/heads/published/drammen-works", "refs/heads/published/opplev-hokksund"]
    files = host.git("ls-tree", "-r", "--name-only", "published/drammen-works")
    assert files == [".nojekyll", ".well-known/security.txt", "index.html"]


def test_a_branch_follows_its_site(host: _Host) -> None:
    """What changed is a new commit on top of the last; what is gone from the site is gone from the branch."""
    host.publish()
    host.build("drammen-works/om/index.html", "Om")
    (host.folder / "sites" / "drammen-works" / ".well-known" / "security.txt").unlink()
    host.publish()
    files = host.git("ls-tree", "-r", "--name-only", "published/drammen-works")
    assert files == [".nojekyll", "index.html", "om/index.html"]
    assert host.git("log", "--format=%s", "published/drammen-works") == ["Publish 0123abc"] * 2


def test_a_site_that_did_not_change_is_left_alone(host: _Host) -> None:
    """No commit is made for a site whose files are the same."""
    host.publish()
    host.build("drammen-works/index.html", "Drammen!")
    host.publish()
    host.publish()
    assert len(host.git("log", "--format=%h", "published/drammen-works")) == 2
    assert len(host.git("log", "--format=%h", "published/opplev-hokksund")) == 1
