"""The workflows as they stand, and their shell."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FILES = {file.stem: file for file in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@functools.cache
def read_workflow(name: str) -> dict[Any, Any]:
    """Return a workflow by the name of its file."""
    found = yaml.safe_load(FILES[name].read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def triggers_of(name: str) -> dict[str, Any]:
    """Return what starts a workflow."""
    # YAML 1.1, which PyYAML reads, takes the key «on» for the truth value.
    found = read_workflow(name)[True]
    assert isinstance(found, dict)
    return found


def steps_of(name: str) -> list[dict[str, Any]]:
    """Return the steps of all jobs of a workflow."""
    return [step for job in read_workflow(name)["jobs"].values() for step in job["steps"]]


def step_of(name: str, title: str) -> dict[str, Any]:
    """Return the step of a workflow with this name."""
    (found,) = [step for step in steps_of(name) if step.get("name") == title]
    return found


def environment(given: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """Return the environment of a step, with the values of the expressions in it."""
    return {key: _EXPRESSION.sub(lambda match: known[match[1]], value) for key, value in given.items()}
