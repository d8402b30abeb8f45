"""When the sites are published, and what publishing does to their branches."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.project import Project
from tests.workflows.runner import GitHost, Ran
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


def test_only_the_last_job_may_write() -> None:
    """It takes nothing from a cache, and runs one command of the commit that is published."""
    jobs = read_workflow("publish")["jobs"]
    writers = [name for name, job in jobs.items() if "write" in job["permissions"].values()]
    assert writers == ["publish"]
    assert jobs["publish"]["needs"] == "build"
    assert "cache" not in str(jobs["publish"]["steps"])
    assert step_of("publish", "Publish both sites")["run"].startswith("gh auth setup-git\n")
    assert step_of("publish", "Keep the addresses")["run"] == "bash .ci/ledger"


@pytest.fixture
def host(project: Project, tmp_path: Path) -> GitHost:
    if os.name == "nt" or not shutil.which("git") or not shutil.which("bash"):
        pytest.skip("needs git and bash")
    return GitHost(project, tmp_path / "host")


@pytest.mark.slow
def test_each_site_gets_a_branch_that_follows_it(host: GitHost) -> None:
    """By the steps as they stand; what did not change gets no commit, and a site does not vanish by mistake."""

    def publish() -> dict[str, Ran]:
        ran = host.run_job("publish", "build")
        assert {name: one.stdout for name, one in ran.items() if one.code} == {}
        # This is not handed over.
        shutil.rmtree(host.temporary / "sites/.drammenworks")
        ran = host.run_job("publish", "publish")
        # Every run has a machine of its own.
        shutil.rmtree(host.temporary / "sites")
        return ran

    def commits(site: str) -> int:
        return len(host.git("log", "--format=%h", f"published/{site}", cwd=host.remote).splitlines())

    for number in range(60):
        host.project.write(
            f"content/pages/side-{number}.md", f"---\ntitle: Side {number}\nsites: [b]\n---\nTekst.\n"
        )
    assert not any(one.code for one in publish().values())
    assert {"index.html", ".nojekyll", "404.html"} <= set(host.files("published/a"))
    assert "om/index.html" in host.files("published/a")
    assert (host.temporary / "report.json").is_file()
    host.project.change("content/pages/om.md", "title: Om oss", "title: Om foreningen")
    publish()
    publish()
    assert "Om foreningen" in host.file("published/a", "om/index.html")
    assert (commits("a"), commits("b")) == (2, 1)

    # Without the ledger, which would have stopped the build.
    host.project.remove("content/urls")
    for number in range(60):
        host.project.remove(f"content/pages/side-{number}.md")
    refused = publish()["Publish both sites"]
    assert (refused.code, commits("b")) == (1, 1)
    assert "--allow-removals" in refused.stderr
    host.known["inputs.allow-removals"] = "true"
    assert publish()["Publish both sites"].code == 0
    assert commits("b") == 2


@pytest.mark.slow
def test_what_is_public_is_kept_in_the_ledger(host: GitHost) -> None:
    """On main, and once; where main is protected, as one pull request; not when main has moved on."""

    def publish() -> str:
        for job in ("build", "publish"):
            ran = host.run_job("publish", job)
            assert {name: one.stderr for name, one in ran.items() if one.code} == {}
        return ran["Keep the addresses"].stdout

    assert "added to main" in publish()
    assert "/om/" in host.file("main", "content/urls/a.txt").splitlines()
    host.git("pull", "--quiet", "origin", "main")
    before = host.git("rev-parse", "main", cwd=host.remote)
    publish()
    assert host.git("rev-parse", "main", cwd=host.remote) == before

    host.project.write("content/pages/ny.md", "---\ntitle: Ny side\nsites: [a]\n---\nTekst.\n")
    host.commit()
    host.git("push", "--quiet", "origin", "main")
    hook = host.remote / "hooks/update"
    hook.write_text('#!/bin/sh\n[ "$1" != refs/heads/main ]\n', encoding="utf-8")
    hook.chmod(0o755)
    assert "pull request" in publish()
    assert "/ny/" in host.file("addresses", "content/urls/a.txt").splitlines()
    assert host.requests == [["create", "--base", "main", "--head", "addresses"]]

    hook.unlink()
    host.git("reset", "--quiet", "--hard", "HEAD^")
    host.git("push", "--quiet", "origin", "HEAD:refs/heads/other")
    host.git("commit", "--quiet", "--amend", "--message", "y")
    assert "moved on" in publish()
