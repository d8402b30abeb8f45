"""Whether a build made the whole site; one that did not is no measure of anything."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable
from pathlib import Path

from benchmarks.corpus import Entry, Outline, make_document
from benchmarks.results import Output

_SAMPLE = 25
"""Documents whose text is looked for."""


class IncompleteError(Exception):
    """The output is not what it has to be; the message says how."""


def inspect(folder: Path, outline: Outline) -> Output:
    """Return what is in an output folder.

    :raises IncompleteError: if its HTML files are not exactly those of the outline, or lack their texts.
    """
    files = dict(_files(folder))
    pages = {path for path in files if path.endswith(".html")}
    expected = outline.pages()
    for wrong, what in ((expected - pages, "missing"), (pages - expected, "too many")):
        if wrong:
            raise IncompleteError(f"{len(wrong)} pages {what}, such as {min(wrong)}")
    step = max(1, len(outline.entries) // _SAMPLE)
    for entry in outline.entries[::step]:
        if make_document(outline, entry).sample not in _text(folder, entry):
            raise IncompleteError(f"{entry.url} lacks its text")
    others = tuple(sorted(files.keys() - pages))
    return Output(len(pages), sum(files[path] for path in pages), others)


def count_showing(folder: Path, words: str) -> int:
    """Return how many pages and feeds in an output folder show these words."""
    wanted = words.encode()
    shown = (path for path, _ in _files(folder) if path.endswith((".html", ".xml")))
    return sum(wanted in (folder / path).read_bytes() for path in shown)


def require(folder: Path, entry: Entry, words: str) -> None:
    """Check that the page of a document shows these words.

    :raises IncompleteError: if it does not.
    """
    if words not in _text(folder, entry):
        raise IncompleteError(f"{entry.url} does not show the edit")


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
