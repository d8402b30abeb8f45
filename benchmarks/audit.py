"""Whether a build made the whole site; one that did not is no measure of anything."""

from __future__ import annotations

import hashlib
import html
import os
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from benchmarks.corpus import Entry, Outline, Paging, make_document
from benchmarks.corpus.outline import EVERYTHING_PAGED
from benchmarks.results import Output

_SAMPLE = 25
"""Documents whose text is looked for."""
_CARD = b'<article class="card">'
"""What each document has in a list."""


class IncompleteError(Exception):
    """The output is not what it has to be; the message says how."""


def inspect(folder: Path, outline: Outline, paging: Paging = EVERYTHING_PAGED) -> Output:
    """Return what is in an output folder.

    :raises IncompleteError: if its HTML files are not exactly those of the outline, or lack their texts, or
        if a list does not show every document once.
    """
    files = dict(_files(folder))
    pages = {
        path for path in files if path.endswith(".html") and not re.fullmatch(paging.besides or "(?!)", path)
    }
    expected = outline.pages(paging)
    for wrong, what in ((expected - pages, "missing"), (pages - expected, "too many")):
        if wrong:
            raise IncompleteError(f"{len(wrong)} pages {what}, such as {min(wrong)}")
    step = max(1, len(outline.entries) // _SAMPLE)
    for entry in outline.entries[::step]:
        if make_document(outline, entry).sample not in _text(folder, entry):
            raise IncompleteError(f"{entry.url} lacks its text")
    for found in outline.lists(paging):
        shown = sum((folder / path).read_bytes().count(_CARD) for path in found.pages)
        if shown != found.documents:
            raise IncompleteError(f"{min(found.pages)} and its pages show {shown} of {found.documents}")
    others = tuple(sorted(files.keys() - pages))
    return Output(len(pages), sum(files[path] for path in pages), others)


def count_showing(folder: Path, words: str) -> int:
    """Return how many pages and feeds in an output folder show these words."""
    wanted = words.encode()
    shown = (path for path, _ in _files(folder) if path.endswith((".html", ".xml")))
    return sum(wanted in (folder / path).read_bytes() for path in shown)


def digests(folder: Path) -> dict[str, bytes]:
    """Return a digest of every page and feed in an output folder, by path."""
    shown = (path for path, _ in _files(folder) if path.endswith((".html", ".xml")))
    return {path: hashlib.blake2b((folder / path).read_bytes(), digest_size=16).digest() for path in shown}


def count_changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> int:
    """Return how many pages and feeds are new or have different bytes."""
    return sum(before.get(path) != digest for path, digest in after.items())


def remove_stale(folder: Path, expected: Container[str]) -> None:
    """Remove the pages that are not expected: most generators leave those of deleted documents."""
    if folder.is_dir():
        for path, _ in list(_files(folder)):
            if path.endswith(".html") and path not in expected:
                (folder / path).unlink()


def require(folder: Path, entry: Entry, words: str) -> None:
    """Check that the page of a document has these words, in its text or its markup.

    :raises IncompleteError: if it does not.
    """
    if words not in _text(folder, entry):
        raise IncompleteError(f"{entry.url} does not show the edit")


def require_style(folder: Path, words: str) -> None:
    """Check that a style sheet has these words.

    :raises IncompleteError: if none does.
    """
    for path, _ in _files(folder):
        if path.endswith(".css") and words in (folder / path).read_text(encoding="utf-8"):
            return
    raise IncompleteError(f"no style sheet has {words}")


def _text(folder: Path, entry: Entry) -> str:
    file = folder / entry.url.strip("/") / "index.html"
    return html.unescape(file.read_text(encoding="utf-8"))


def _files(folder: Path, shown: str = "") -> Iterable[tuple[str, int]]:
    """Yield every file with its size."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(folder / entry.name, f"{shown}{entry.name}/")
            else:
                yield f"{shown}{entry.name}", entry.stat(follow_symlinks=False).st_size
