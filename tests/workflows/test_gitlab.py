"""GitLab's equivalent of the workflows."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.workflows.steps import ROOT

_FILE = ROOT / ".gitlab-ci.yml"
_GLOBAL = {"default", "include", "stages", "variables", "workflow", "spec"}
"""https://docs.gitlab.com/ci/yaml/#global-keywords"""
_JOB = {
    *(
        "after_script",
        "allow_failure",
        "artifacts",
        "before_script",
        "cache",
        "coverage",
        "dast_configuration",
    ),
    *(
        "dependencies",
        "environment",
        "extends",
        "hooks",
        "id_tokens",
        "identity",
        "image",
        "inherit",
        "interruptible",
    ),
    *(
        "manual_confirmation",
        "needs",
        "pages",
        "parallel",
        "release",
        "resource_group",
        "retry",
        "rules",
        "run",
    ),
    *(
        "script",
        "secrets",
        "services",
        "stage",
        "start_in",
        "tags",
        "timeout",
        "trigger",
        "variables",
        "when",
    ),
}
"""https://docs.gitlab.com/ci/yaml/#job-keywords"""
_ARTIFACTS = {
    "paths",
    "exclude",
    "expire_in",
    "expose_as",
    "name",
    "public",
    "access",
    "reports",
    "untracked",
    "when",
}
_RULE = {"if", "changes", "exists", "allow_failure", "needs", "variables", "interruptible", "when"}
_CACHE = {"paths", "key", "untracked", "unprotect", "when", "policy", "fallback_keys"}


def _configuration() -> dict[str, Any]:
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    assert isinstance(read, dict)
    return read


def _jobs() -> dict[str, dict[str, Any]]:
    return {name: job for name, job in _configuration().items() if name not in _GLOBAL}


def test_every_key_is_one_of_gitlab() -> None:
    """In jobs, and in what they have of artifacts, rules and caches."""
    for name, job in {**_jobs(), "default": _configuration()["default"]}.items():
        assert job.keys() <= _JOB, name
        assert job.get("artifacts", {}).keys() <= _ARTIFACTS, name
        for rule in job.get("rules", []):
            assert rule.keys() <= _RULE, name
        for cache in job.get("cache", []):
            assert cache.keys() <= _CACHE, name


def test_every_job_has_a_stage_and_a_script() -> None:
    """Of its own, or from what it extends."""
    configuration = _configuration()
    for name, job in _jobs().items():
        whole = {**configuration[job["extends"]], **job} if "extends" in job else job
        assert whole["stage"] in configuration["stages"], name
        assert name.startswith(".") or whole["script"], name


def test_the_commands_are_those_of_the_other_workflows() -> None:
    """Whatever they do runs on a laptop, too."""
    lines = [line for job in _jobs().values() for line in job.get("script", [])]
    assert all(re.match(r"python3 build\.py |bash \.ci/(content|code)\b", line) for line in lines)
    assert any("check --format gitlab" in line for line in lines)


def test_only_the_default_branch_publishes() -> None:
    """One run at a time, which is let finish."""
    job = _jobs()["publish"]
    assert job["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert job["resource_group"] == "publish"
    assert job["interruptible"] is False
