"""A published report that is locked says what it said, or tells what was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.base.paths import is_file
from drammenworks.content.document import Document
from drammenworks.content.graph_queries import file, parts_of
from drammenworks.content.report_lock import data_files, lock_of, parse_lock, stated_lock
from drammenworks.content.workspace import Workspace
from drammenworks.engine.queries import QueryContext
from drammenworks.errors import Finding
from drammenworks.errors.phrase import format_list
from drammenworks.errors.rules import fields as rules


def check_lock(ask: QueryContext, read: Document) -> Iterator[Finding]:
    """Yield what has happened to a locked report since it was locked."""
    stated = stated_lock(read)
    if stated is None:
        return
    path, place = read.location.path, read.location.at("locked")
    lock = parse_lock(stated)
    if lock is None:
        yield rules.NO_LOCK.at(place, value=stated, path=path)
        return
    now = lock_of(read, parts_of(ask, path).body, _data(ask, read))
    if now.errata < lock.errata:
        yield rules.LOST_ERRATUM.at(place, count=lock.errata, left=now.errata)
    elif not (changed := lock.changed(now)):
        return
    elif now.errata == lock.errata:
        yield rules.CHANGED_LOCKED.at(place, path=path, what=format_list(changed))
    else:
        yield rules.NOT_LOCKED_AGAIN.at(place, path=path)


def _data(ask: QueryContext, read: Document) -> dict[str, bytes]:
    workspace: Workspace = ask.environment
    found: dict[str, bytes] = {}
    for path in data_files(read):
        file(ask, path)
        # One that is gone has a finding of its own.
        if is_file(workspace.root / path):
            found[path] = (workspace.root / path).read_bytes()
    return found
