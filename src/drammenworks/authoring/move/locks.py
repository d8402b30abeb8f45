"""Locked reports in which a move changes nothing but names: they say what they said, and are locked again."""

from __future__ import annotations

from drammenworks.authoring.move.plan_move import MovePlan
from drammenworks.authoring.report_locks import with_lock
from drammenworks.base.paths import is_file
from drammenworks.content.discover import Source
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import discovery, languages, versions
from drammenworks.content.parse_document import parse_document, split
from drammenworks.content.report_lock import ReportLock, data_files, lock_of, parse_lock, stated_lock
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import QueryContext


def lock_again(ask: QueryContext, plan: MovePlan) -> tuple[str, ...]:
    """Give each locked report that a move touches the lock of its new text, and return their paths.

    One that has been changed since it was locked keeps its lock, and the finding about that.
    """
    workspace: Workspace = ask.environment
    locked = []
    for source in discovery(ask).sources:
        if source.kind != "report" or not _is_touched(source, plan):
            continue
        document: Document = workspace.documents.document(source.path)
        stated = stated_lock(document)
        before = parse_lock(stated) if stated is not None else None
        now = (workspace.root / source.path).read_bytes()
        of_data = _data(workspace, document, plan, is_moved=False)
        if before is None or before != lock_of(document, split(source, now).body, of_data):
            continue
        data = plan.texts.get(source.path, now)
        after = _lock_after(ask, workspace, source, data, plan)
        if after is not None and after != before:
            plan.texts[source.path] = with_lock(data.decode(), str(after)).encode()
            locked.append(source.path)
    return tuple(locked)


def _is_touched(source: Source, plan: MovePlan) -> bool:
    return source.path in plan.texts or source.path in plan.renaming.files


def _lock_after(
    ask: QueryContext, workspace: Workspace, source: Source, data: bytes, plan: MovePlan
) -> ReportLock | None:
    new = Source(plan.renaming.files.get(source.path, source.path), source.kind, source.name, source.lang)
    original = None
    if source.lang != languages(ask).default:
        of_original = versions(ask, source.id)[languages(ask).default]
        text = plan.texts.get(of_original.path, (workspace.root / of_original.path).read_bytes())
        original = split(of_original, text)
    raw = split(new, data)
    document = parse_document(raw, original).document
    if document is None:
        return None
    return lock_of(document, raw.body, _data(workspace, document, plan, is_moved=True))


def _data(workspace: Workspace, document: Document, plan: MovePlan, *, is_moved: bool) -> dict[str, bytes]:
    """Return the data of a report by the paths that they have before or after a move."""
    back = {new: old for old, new in plan.renaming.files.items()} if is_moved else {}
    places = {path: workspace.root / back.get(path, path) for path in data_files(document)}
    return {path: place.read_bytes() for path, place in places.items() if is_file(place)}
