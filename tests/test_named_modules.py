"""The modules that documents and docstrings name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "docs", "benchmarks", "illustrations")
MODULES = ["/build.py"] + [
    f"/{file.relative_to(ROOT).as_posix()}" for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")
]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_module_that_a_document_names_exists(document: Path) -> None:
    """Documents follow when modules are renamed."""
    named = re.findall(r"`([\w/.]+\.py)`", document.read_text(encoding="utf-8"))
    assert [name for name in named if not any(module.endswith(f"/{name}") for module in MODULES)] == []


def test_every_module_that_a_docstring_names_exists() -> None:
    """So do docstrings."""
    missing = {
        (file.name, name)
        for file in (ROOT / "src").rglob("*.py")
        for name in re.findall(r":mod:`([\w.]+)`", file.read_text(encoding="utf-8"))
        if not any(module.endswith(f"/{name.rpartition('.')[2]}.py") for module in MODULES)
    }
    assert missing == set()
