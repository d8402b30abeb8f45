"""A repository in place of GitHub's, and a machine that runs the steps of the workflows in a clone of it.

The shell is that of the files. What the actions around it do, checking out and handing over, is done here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.project import AT, Project
from tests.review.fake_gh import install
from tests.workflows.steps import ROOT, environment, read_workflow

# In place of the script that installs the program. Tests do not depend on the day that they are run.
_BUILD = """\
import os, sys
given = sys.argv[1:]
if given[0] in ("build", "check", "diff"):
    given[1:1] = ["--at", {at!r}]
os.execv({python!r}, [{python!r}, "-m", "drammenworks", *given])
"""
COMMIT = "0123456789abcdef0123456789abcdef01234567"
_KNOWN = {
    "github.event.repository.name": "depot",
    "github.event.repository.default_branch": "main",
    "github.event.number": "7",
    "github.repository_owner": "Eier",
    "github.event.pull_request.head.repo.full_name": "Eier/depot",
    "github.event.pull_request.head.ref": "endring",
    "github.token": "hemmelig",
    "inputs.allow-removals": "",
    "vars.CACHE_URL": "",
    "secrets.CACHE_KEY": "",
    "github.event_name == 'pull_request' && 'HEAD^1' || ''": "HEAD^1",
    "github.event.workflow_run.head_repository.owner.login": "Eier",
    "github.event.workflow_run.head_branch": "endring",
    "github.event.workflow_run.head_sha": COMMIT,
    "github.event.workflow_run.html_url": "https://github.com/Eier/depot/actions/runs/1",
    "github.event.workflow_run.head_repository.full_name == github.repository "
    "|| vars.PREVIEW_FORKS == 'true'": "true",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """What a step did."""

    code: int
    stdout: str
    stderr: str


class GitHost:
    """The repository on the host, what its users know of it, and a clone to work in."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        self.folder = folder
        self.remote = folder / "server/Eier/depot"
        self.temporary = folder / "runner"
        self.summary = folder / "summary.md"
        self.known = dict(_KNOWN)
        for made in (self.remote, self.temporary, folder / "home"):
            made.mkdir(parents=True)
        self._state = install(folder, pulls=[{"number": 7, "head": {"label": "Eier:endring", "sha": COMMIT}}])
        (folder / "bin/python3").symlink_to(sys.executable)
        project.write("build.py", _BUILD.format(at=AT, python=sys.executable))
        project.write(".gitignore", ".cache/\noutput/\n")
        shutil.copytree(ROOT / ".ci", project.root / ".ci")
        self.git("init", "--quiet", "--bare", cwd=self.remote)
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("remote", "add", "origin", self.remote.as_uri())
        self.commit()
        self.git("push", "--quiet", "origin", "main")

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        """Run git, and return what it says."""
        return subprocess.run(
            ["git", *arguments],
            cwd=cwd or self.project.root,
            env=self._environment(),
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout

    def commit(self) -> None:
        """Commit all that is in the clone."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")

    def check_out_merged(self, branch: str) -> None:
        """Check out a branch as GitHub does for a pull request: merged into main."""
        self.git("checkout", "--quiet", "-B", "merged", "main")
        self.git("merge", "--quiet", "--no-ff", "--message", "x", branch)

    def run_job(self, workflow: str, job: str) -> dict[str, Ran]:
        """Run the steps of a job that have shell, as GitHub would, and return what each did.

        After one that failed, only those run that say so.
        """
        found = read_workflow(workflow)["jobs"][job]
        ran: dict[str, Ran] = {}
        for step in found["steps"]:
            has_failed = any(one.code for one in ran.values())
            condition = step.get("if", "")
            is_left_out = "workflow_run.conclusion" in condition and "skipped" in self.known.values()
            if "run" not in step or is_left_out or (has_failed and "cancelled()" not in condition):
                continue
            given = environment({**found.get("env", {}), **step.get("env", {})}, self.known)
            # As documented for «shell: bash» when none is named.
            done = subprocess.run(
                ["bash", "-e", "-c", step["run"]],
                cwd=self.project.root,
                env=self._environment() | given,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            ran[step["name"]] = Ran(done.returncode, done.stdout, done.stderr)
        return ran

    def hand_over(self) -> None:
        """Put what preview.yml uploads where preview-publish.yml downloads it."""
        folder = self.temporary / "preview"
        archive = self.temporary / "handed-over/forhandsvisning.zip"
        archive.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
            for file in sorted(folder.rglob("*")):
                path = file.relative_to(folder)
                if file.is_file() and ".drammenworks" not in path.parts:
                    opened.write(file, path.as_posix())
        shutil.rmtree(folder)

    @property
    def comments(self) -> list[str]:
        """The comments on the pull request."""
        return [one["body"] for one in self._read()["comments"]]

    @property
    def requests(self) -> list[list[str]]:
        """The pull requests that were asked for, by their first arguments."""
        return [one[:5] for one in self._read().get("requests", []) if one[0] == "create"]

    def tell(self, **values: Any) -> None:
        """Change what GitHub knows."""
        self._state.write_text(json.dumps({**self._read(), **values}), encoding="utf-8")

    def files(self, branch: str) -> list[str]:
        """Return the files of a branch on the host."""
        listed = self.git("ls-tree", "-rz", "--name-only", branch, cwd=self.remote)
        return [path for path in listed.split("\0") if path]

    def file(self, branch: str, path: str) -> str:
        """Return the text of a file of a branch on the host."""
        return self.git("show", f"{branch}:{path}", cwd=self.remote)

    def _read(self) -> dict[str, Any]:
        known: dict[str, Any] = json.loads(self._state.read_text(encoding="utf-8"))
        return known

    def _environment(self) -> dict[str, str]:
        who = {
            f"GIT_{who}_{what}": "x@x.test" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        return {
            **who,
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder / "home"),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "GIT_CONFIG_NOSYSTEM": "1",
            "DRAMMENWORKS_LANG": "nb",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_SERVER_URL": (self.folder / "server").as_uri(),
            "GITHUB_REPOSITORY": "Eier/depot",
            "GITHUB_SHA": COMMIT,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "RUNNER_TEMP": str(self.temporary),
        }
