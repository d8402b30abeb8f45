"""Move a document: all of it, or nothing when anything would be wrong afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from drammenworks.authoring.move.locks import lock_again
from drammenworks.authoring.move.names import check_folder, find_document, new_name
from drammenworks.authoring.move.plan_move import MovePlan, plan_move
from drammenworks.authoring.move.stray_file import find_stray_file, plan_stray_file
from drammenworks.authoring.write_errors import write_error
from drammenworks.base.atomic_write import write_atomic
from drammenworks.content.graph_queries import sites
from drammenworks.content.models import KIND_BY_FOLDER
from drammenworks.engine.contexts import RecordingContext
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding
from drammenworks.errors.rules import urls as url_rules
from drammenworks.pipeline.maintenance.planned import errors_of, planned
from drammenworks.pipeline.options import Options, Progress, silent
from drammenworks.site.links import is_anything_broken


@dataclass(frozen=True, slots=True)
class MoveOutcome:
    """What became of a move."""

    plan: MovePlan | None
    """None when something has to be mended first."""
    locked: tuple[str, ...] = ()
    """Locked reports that were locked again, since only names in them differ."""
    errors: tuple[Finding, ...] = ()
    """What stopped it."""


def move_document(
    options: Options, old: str, new: str, progress: Progress | None = None, *, is_dry: bool = False
) -> MoveOutcome:
    """Rename a document, with everything that names it.

    :param old: its file, its name with its kind, or its address.
    :param is_dry: only return what it would take.
    :raises UsageError: if there is no such document, or the new name cannot be its name.
    :raises NotWritableError: if a file cannot be written; then none is.
    """
    tell = progress or silent
    with planned(options, tell) as graph:
        ask = RecordingContext(graph)
        before = errors_of(graph)
        if is_anything_broken(ask) or not graph.ask(sites.key()):
            # What cannot be read may name the document.
            return MoveOutcome(None, errors=before)
        plan = _plan(ask, old, new)
        locked = lock_again(ask, plan)
    if is_dry:
        return MoveOutcome(plan, locked)
    with _applied(options.root, plan) as keep:
        with planned(options, tell) as graph:
            errors = tuple(_new(before, errors_of(graph), plan))
        if not errors:
            keep()
    return MoveOutcome(plan, locked, errors)


def _plan(ask: QueryContext, old: str, new: str) -> MovePlan:
    stray = find_stray_file(ask, old)
    if stray is not None:
        return plan_stray_file(ask, stray, new_name(new, KIND_BY_FOLDER[stray.split("/")[1]].name))
    document_id = find_document(ask, old)
    name = new_name(new, document_id.partition("/")[0])
    check_folder(ask, document_id, new, name)
    return plan_move(ask, document_id, name)


def _new(before: tuple[Finding, ...], after: tuple[Finding, ...], plan: MovePlan) -> Iterator[Finding]:
    """Yield what was not wrong before; an address that was lost already may have another advice now."""
    known = Counter(_kind_of(finding) for finding in before)
    for finding in after:
        if finding.rule is url_rules.LOST and any(one.rule is url_rules.LOST for one in before):
            continue
        if known[_kind_of(finding)] > 0:
            known[_kind_of(finding)] -= 1
        else:
            yield finding


def _kind_of(finding: Finding) -> tuple[str, str]:
    return finding.code, str(finding.message)


@contextmanager
def _applied(root: Path, plan: MovePlan) -> Iterator[Callable[[], None]]:
    """Write and rename everything; at the end take it all back, unless the caller has said to keep it."""
    originals = {path: (root / path).read_bytes() for path in plan.texts}
    done: list[tuple[Path, Path]] = []
    kept: list[bool] = []
    path = ""
    try:
        try:
            for path, data in plan.texts.items():
                write_atomic(root / path, data)
            for path, new in plan.renames:
                _rename(root / path, root / new)
                done.append((root / path, root / new))
        except OSError as error:
            raise write_error(path, error) from error
        yield lambda: kept.append(True)
    finally:
        if not kept:
            for before, after in reversed(done):
                _rename(after, before)
            for path, data in originals.items():
                if (root / path).read_bytes() != data:
                    write_atomic(root / path, data)


def _rename(old: Path, new: Path) -> None:
    """Rename a file or folder; by a detour, since to some systems names that differ by case are one."""
    between = old.with_name(f".{old.name}.tmp")
    old.rename(between)
    try:
        between.rename(new)
    except OSError:
        between.rename(old)
        raise
