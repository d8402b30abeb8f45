"""A file that is no document yet, because of its name alone: it only gets another one."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from drammenworks.authoring.move.plan_move import MovePlan, refuse_taken
from drammenworks.authoring.move.renaming import Renaming
from drammenworks.base.paths import CONTENT
from drammenworks.content.graph_queries import document_in
from drammenworks.content.models import KIND_BY_FOLDER
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import QueryContext

_SUFFIXES = (".md", ".yaml", ".yml")


def find_stray_file(ask: QueryContext, text: str) -> str | None:
    """Return the path of a file among the documents that is none of them; None when it is no such file."""
    workspace: Workspace = ask.environment
    path = PurePosixPath(text.replace("\\", "/"))
    if path.parts[:1] != (CONTENT,) or len(path.parts) < 3 or path.parts[1] not in KIND_BY_FOLDER:
        return None
    folder = workspace.root / Path(*path.parts[:-1])
    # Windows and macOS find it by any case; it has one.
    names = [file.name for file in folder.iterdir()] if folder.is_dir() else []
    name = path.name if path.name in names else _alike(path.name, names)
    found = (path.parent / name).as_posix() if name is not None else None
    is_stray = found is not None and found.casefold().endswith(_SUFFIXES) and not document_in(ask, found)
    return found if is_stray and (folder / str(name)).is_file() else None


def _alike(name: str, names: list[str]) -> str | None:
    return next((one for one in names if one.casefold() == name.casefold()), None)


def plan_stray_file(ask: QueryContext, path: str, name: str) -> MovePlan:
    """Return what it takes to rename such a file; nobody can have linked to it.

    :raises UsageError: if there is a file of that name.
    """
    folder, _, file = path.rpartition("/")
    new = f"{folder}/{name}{file[file.index('.') :].casefold()}"
    kind = KIND_BY_FOLDER[path.split("/")[1]].name
    plan = MovePlan(Renaming(kind, file, name, {path: new}, {}), [(path, new)])
    refuse_taken(ask, plan)
    return plan
