"""The modules import each other without a cycle, and a class's name is that of one class."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

_SOURCE = Path(__file__).parents[1] / "src"
_PACKAGE = "drammenworks"


def _modules() -> dict[str, Path]:
    """Return the file of each module and package by its name."""
    files = sorted((_SOURCE / _PACKAGE).rglob("*.py"))
    names = [file.relative_to(_SOURCE).with_suffix("").parts for file in files]
    return {".".join(parts).removesuffix(".__init__"): file for parts, file in zip(names, files, strict=True)}


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _imports(tree: ast.AST, known: Mapping[str, object]) -> Iterator[str]:
    """Yield the modules of the program that a module imports: at its top, in functions, and for types alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names if node.module in known else ():
                name = f"{node.module}.{alias.name}"
                yield name if name in known else node.module


def test_no_module_imports_itself_by_a_detour() -> None:
    """Neither when it is loaded nor later: two modules that need each other are one."""
    modules = _modules()
    graph = {name: set(_imports(_tree(file), modules)) - {name} for name, file in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_the_name_of_a_class_is_that_of_no_second_class() -> None:
    """Whoever reads of one knows which is meant."""
    places = defaultdict(list)
    for name, file in _modules().items():
        for node in ast.walk(_tree(file)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(name)
    assert {name: found for name, found in places.items() if len(found) > 1} == {}
