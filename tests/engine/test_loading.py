"""What a build loads: what it has no use for would cost it more than its work does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import drammenworks
from tests.engine.bench import Bench

_CODE = """
import sys
from drammenworks.cli.main import cli
from drammenworks.cli.invocation import make_invocation
arguments = ["build", "--jobs", "1", "--at", "2026-11-21T12:00:00+01:00"]
cli(arguments, standalone_mode=False, obj=make_invocation("nb"))
print(*sys.modules, file=sys.stderr)
"""
_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(drammenworks.__file__).parents[1]), "PYTHONUTF8": "1"}

PICTURES = {"PIL.Image", "pillow_heif", "pyphen", "resvg_py", "uharfbuzz"}
PAGES = {"babel", "jinja2", "markdown_it", "pydantic"}
THEMES = {"fontTools", "lightningcss", "uharfbuzz"}
ALL = PICTURES | PAGES | THEMES | {"sqlite3", "yaml"}


def loaded_by(bench: Bench) -> set[str]:
    """Return what a build in a process of its own loads of what takes long to load."""
    done = subprocess.run(
        [sys.executable, "-c", _CODE],
        cwd=bench.root,
        env=_ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return ALL & {*done.stderr.split()}


def test_nothing_to_do_loads_nothing(bench: Bench) -> None:
    """Neither templates nor texts nor the cache are looked at."""
    assert loaded_by(bench) == set()


def test_an_edited_text_loads_no_yaml_and_nothing_for_pictures(bench: Bench) -> None:
    """The fields are as they were, and are not read again."""
    bench.world.doc("page:om").words["nb"].pieces.append("Helt andre ord her.")
    bench.sync()
    assert loaded_by(bench) == PAGES | {"sqlite3"}


def test_an_edited_title_loads_nothing_for_pictures(bench: Bench) -> None:
    """Every picture is known, and what is made of it is kept."""
    bench.world.doc("page:om").words["nb"].title = "Om alt"
    bench.sync()
    assert loaded_by(bench) & PICTURES == set()
