"""When the sites are published, and what publishing does to their branches."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.workflows.steps import read_workflow, step_of, triggers_of


def test_publishing_follows_main_and_the_clock() -> None:
    """Publishing runs for every push to main, by hand, and when scheduled.yml starts it."""
    triggers = triggers_of("publish")
    assert {"push", "workflow_dispatch"} == triggers.keys()
    assert triggers["push"] == {"branches": ["main"]}


def test_what_is_published_has_no_drafts_and_stops_for_errors_only() -> None:
    """The published build takes no drafts, and a warning does not keep expired pages public."""
    script = step_of("publish", "Build both sites")["run"]
    assert "--drafts" not in script
    assert "--strict" not in script


def test_the_job_that_may_write_runs_no_code_of_ours() -> None:
    """Only the last job may write, and it neither checks out nor builds anything."""
    jobs = read_workflow("publish")["jobs"]
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
        script = step_of("publish", "Push the branches, all of them or none")["run"]
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
