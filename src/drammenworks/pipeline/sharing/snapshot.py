"""The graph of a build, with its documents and pages, for a build that begins with nothing.

A graph is up to date with some state of the input files, and may be brought up to date with any other: what
a snapshot is of, need not be what is built now. So there is one for each version of the program and each way
of asking for a build, the newest; where there is none for this way, the documents in another are as good.
"""

from __future__ import annotations

import pickle
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from drammenworks.base.atomic_write import write_atomic
from drammenworks.base.digests import digest
from drammenworks.content.attachments import attachment
from drammenworks.content.image_queries import adopt_probes, stored_probes
from drammenworks.content.read_documents import (
    PackedDocument,
    adopt_documents,
    has_documents,
    packed_documents,
)
from drammenworks.engine.content_store import Store
from drammenworks.engine.graph import Graph
from drammenworks.engine.graph_store import GraphStore, adopt_graph
from drammenworks.engine.records import unpack_record
from drammenworks.engine.sharing.entries import action_name
from drammenworks.engine.sharing.portable import (
    PACKAGES,
    NotPortableError,
    dump_portable,
    has_paths,
    load_portable,
)
from drammenworks.engine.sharing.shared_cache import SharedCache
from drammenworks.engine.sharing.stream import LARGEST, StreamItem, read_stream, write_stream
from drammenworks.engine.sqlite_cache import Cache, CacheDamagedError
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.graph_files import index_files, page_files, pdf_source_files
from drammenworks.pipeline.input_scan import graph_name
from drammenworks.pipeline.options import Options

_SECONDS = 4.0
"""How long a snapshot may take on the way, however large it is: making all of it takes little more."""
_WORTH = 20
"""A new one is stored when more than one page in so many was rendered."""

_GRAPH, _DOCUMENTS, _BODIES, _PROBES, _FILES = "graph", "documents", "bodies", "probes", "file "
"""The sections of a snapshot; the name of a folder of the cache follows the last."""
_FOLDERS: Mapping[str, Callable[[Graph], Iterator[str]]] = {
    "pages": page_files,
    "search": index_files,
    "pdfs/sources": pdf_source_files,
}
"""Folders of files named by their digests, with those that a graph refers to."""
_THEMES = "themes"
"""The folder of web fonts and icons, whose names are a key, a digest and a suffix."""
_FILE_NAME = re.compile(r"(?:[0-9a-f]{32}\.)?([0-9a-f]{32})(?:\.[a-z0-9]{2,5})?")
_PLAIN, _PORTABLE = b"\0", b"\1"
"""Before each row: it is as it was here, or its paths have been taken out."""


def restore(options: Options, cache: Cache, shared: SharedCache) -> None:
    """Take the newest graph that others have stored, or its documents, where nothing was built yet.

    Elsewhere there may be graphs that expect the documents to be those that they have read.

    :raises OSError: if the cache cannot be written.
    """
    if shared.is_graph_taken or has_documents(cache, options.root):
        return
    shared.is_graph_taken = True
    end = time.monotonic() + _SECONDS
    for action, is_whole in zip(_actions(options), (True, False), strict=True):
        for _, data in shared.fetch([action], limit=LARGEST, seconds=max(0.0, end - time.monotonic())):
            try:
                _adopt(options, cache, data, is_whole=is_whole)
            except OSError:
                raise
            except Exception:
                # It was signed, by a program that wrote it otherwise.
                cache.close()
                continue
            cache.commit()
            return


def suspect_unshared(graph: Graph) -> None:
    """Let a graph that was taken make again the files that no snapshot has: the originals of pictures."""
    for key in graph.keys(attachment.name):
        record = graph.find(key)
        if (
            record is not None
            and record.answer.attachment is not None
            and record.answer.attachment.is_original
        ):
            graph.suspect(key)


def offer(
    options: Options, cache: Cache, store: GraphStore, graph: Graph, shared: SharedCache, *, share: float
) -> None:
    """Let others have the graph, if it differs enough from what they can have already.

    :param graph: what is in the store.
    :param share: how much of all pages was rendered, from 0 to 1.
    """
    actions = _actions(options)
    if not shared.is_filled or (share * _WORTH <= 1 and shared.has(actions[0])):
        return
    try:
        data = write_stream(_items(options, cache, store, graph))
    except (NotPortableError, CacheDamagedError, OSError):
        return
    if len(data) <= LARGEST:
        shared.offer(data, *actions)


def _actions(options: Options) -> tuple[str, str]:
    """Return the names of the graph, and of the documents in whatever graph is the newest."""
    asked = (options.site_ids, sorted(options.base_urls.items()), options.drafts)
    fingerprint = generator_fingerprint()
    return action_name("graph", fingerprint, repr(asked)), action_name("documents", fingerprint)


def _places(options: Options) -> dict[str, Path]:
    """Return the folders that paths in a graph may be below; the innermost first."""
    return {"cache": options.cache, PACKAGES: Path(sys.prefix), "project": options.root}


# --- storing --------------------------------------------------------------------------------------


def _items(options: Options, cache: Cache, store: GraphStore, graph: Graph) -> Iterator[StreamItem]:
    places = _places(options)
    for path, row, body in packed_documents(cache, options.root):
        yield StreamItem(_DOCUMENTS, path, _without_paths(row, places))
        yield StreamItem(_BODIES, path, _without_paths(body, places))
    for path, row in stored_probes(cache):
        yield StreamItem(_PROBES, path, _without_paths(row, places))
    for folder, names in _FOLDERS.items():
        for name in sorted(set(names(graph))):
            yield StreamItem(_FILES + folder, name, (options.cache / folder / name).read_bytes())
    for file in sorted((options.cache / _THEMES).glob("*.*.*")):
        yield StreamItem(_FILES + _THEMES, file.name, file.read_bytes())
    # The state of the graph comes last, and with it the graph.
    for name, row in store.rows():
        yield StreamItem(_GRAPH, name, _without_paths(row, places))


def _without_paths(row: bytes, places: Mapping[str, Path]) -> bytes:
    if not has_paths(row):
        return _PLAIN + row
    value = pickle.loads(row)
    if isinstance(value, dict):
        # A worker's records are packed once more.
        value = {
            key: unpack_record(record) if isinstance(record, bytes) else record
            for key, record in value.items()
        }
    return _PORTABLE + dump_portable(value, places)


# --- taking ---------------------------------------------------------------------------------------


def _adopt(options: Options, cache: Cache, data: bytes, *, is_whole: bool) -> None:
    """Keep what is in a snapshot whose signature is verified; all of it, or the documents alone."""
    places = _places(options)
    name = graph_name(options)
    rows: dict[str, bytes] = {}
    for section, key, value in read_stream(data):
        if section == _DOCUMENTS:
            rows[key] = _with_paths(value, places)
        elif section == _BODIES:
            document = PackedDocument(key, rows.pop(key, b""), _with_paths(value, places))
            adopt_documents(cache, options.root, [document])
        elif section == _PROBES:
            adopt_probes(cache, [(key, _with_paths(value, places))])
        elif is_whole and section.startswith(_FILES):
            _adopt_file(options.cache, section.removeprefix(_FILES), key, value)
        elif is_whole and section == _GRAPH:
            adopt_graph(cache, name, [(key, _with_paths(value, places))])


def _with_paths(row: bytes, places: Mapping[str, Path]) -> bytes:
    if row[:1] == _PLAIN:
        return row[1:]
    return pickle.dumps(load_portable(row[1:], places), pickle.HIGHEST_PROTOCOL)


def _adopt_file(cache: Path, folder: str, name: str, data: bytes) -> None:
    """Write a file of the cache.

    :raises ValueError: if it belongs elsewhere, or has other bytes than its name says.
    """
    match = _FILE_NAME.fullmatch(name)
    if (folder != _THEMES and folder not in _FOLDERS) or match is None or match[1] != digest(data):
        raise ValueError(name)
    if folder in _FOLDERS:
        Store(cache / folder).open().put(data)
    else:
        write_atomic(cache / folder / name, data)
