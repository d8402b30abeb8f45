"""A published report that is locked says what it said, or tells what was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.base.paths import is_file
from drammenworks.base.source_text import decode_source, read_source
from drammenworks.content.document import Document
from drammenworks.content.frontmatter import split_file
from drammenworks.content.graph_queries import file
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
    now = lock_of(read, _body(ask, read), _data(ask, read))
    if now.errata < lock.errata:
        yield rules.LOST_ERRATUM.at(place, count=lock.errata, left=now.errata)
    elif not (changed := lock.changed(now)):
        return
    elif now.errata == lock.errata:
        yield rules.CHANGED_LOCKED.at(place, path=path, what=format_list(changed))
    else:
        yield rules.NOT_LOCKED_AGAIN.at(place, path=path)


def _body(ask: QueryContext, read: Document) -> str:
    workspace: Workspace = ask.environment
    path = read.location.path
    file(ask, path)
    return split_file(decode_source(read_source(workspace.root / path, path=path), path=path), path=path).body


def _data(ask: QueryContext, read: Document) -> dict[str, bytes]:
    workspace: Workspace = ask.environment
    found: dict[str, bytes] = {}
    for path in data_files(read):
        file(ask, path)
        # One that is gone has a finding of its own.
        if is_file(workspace.root / path):
            found[path] = (workspace.root / path).read_bytes()
    return found
