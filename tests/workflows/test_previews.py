"""What previews of pull requests are built as, and what may publish them."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from tests.workflows.steps import FILES, read_workflow, step_of, steps_of, triggers_of


def test_previews_may_only_read() -> None:
    """A preview, which runs the pull request's code, has a token that reads, and no secret."""
    workflow = read_workflow("preview")
    assert triggers_of("preview").keys() == {"pull_request"}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}]
    text = FILES["preview"].read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "github.token" not in text


def test_previews_show_drafts_below_a_path_of_their_own() -> None:
    """A preview is built with drafts, and for a path that names the pull request."""
    step = step_of("preview", "Build both sites")
    assert "--drafts" in step["run"]
    assert '--base-url "https://${OWNER,,}.github.io/$BASE_PATH"' in step["run"]
    assert '--differences-url "https://${OWNER,,}.github.io/$BASE_PATH/forskjell.html"' in step["run"]
    path = read_workflow("preview")["jobs"]["preview"]["env"]["BASE_PATH"]
    assert path == "${{ github.event.repository.name }}/forhandsvisning/pr-${{ github.event.number }}"


@pytest.mark.skipif(shutil.which("jq") is None, reason="GitHub's runners have jq")
def test_previews_lead_to_where_the_request_is_edited() -> None:
    """The bar leads to the branch of the pull request, also in a fork, and whatever the branch is called."""
    step = step_of("preview", "Build both sites")
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
    step = step_of("preview", "Hand over the sites and the reports")
    assert step["if"] == "${{ !cancelled() }}"


def test_when_a_request_closes_nothing_is_built_and_its_preview_goes() -> None:
    """The run without a job is what preview-publish.yml follows, which removes all whose requests are not open."""
    assert "closed" in triggers_of("preview")["pull_request"]["types"]
    assert read_workflow("preview")["jobs"]["preview"]["if"] == "github.event.action != 'closed'"
    assert triggers_of("preview-publish") == {
        "workflow_run": {"workflows": ["Preview"], "types": ["completed"]}
    }
    assert step_of("preview-publish", "Remove previews of closed requests")["if"] == "${{ !cancelled() }}"


def test_who_publishes_previews_runs_nothing_of_the_request() -> None:
    """It checks out the default branch, takes nothing from a cache, and unpacks nothing before it is checked."""
    checkout, python, download = steps_of("preview-publish")[:3]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert "cache" not in python["with"]
    assert download["with"]["skip-decompress"] is True
    assert "actions/cache" not in str(steps_of("preview-publish"))
    scripts = [
        step["run"].split("\n")[-2 if "\n" in step["run"] else 0]
        for step in steps_of("preview-publish")
        if "run" in step
    ]
    assert len(scripts) == 2


def test_the_pages_of_a_fork_are_published_for_those_who_ask_for_it_alone() -> None:
    """They are a stranger's scripts under our address."""
    step = step_of("preview-publish", "Publish the preview and the comment")
    assert step["env"]["PAGES"] == (
        "${{ github.event.workflow_run.head_repository.full_name == github.repository "
        "|| vars.PREVIEW_FORKS == 'true' }}"
    )
    assert 'if [ "$PAGES" != true ]; then\n  options+=(--comment-only)' in step["run"]
