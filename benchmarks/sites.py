"""The generators' copies of the corpus on disk, and the edits that are made to them."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.corpus import Document, Entry, Outline, make_document
from benchmarks.edits import (
    DOCUMENT_EDITS,
    colour,
    edit_document,
    edited_entry,
    extra_article,
    shown_by,
)
from benchmarks.generators import Generator
from benchmarks.generators.base import THEMES, write

_HERE = Path(__file__).parent

_TOKEN = re.compile(r"--accent: #[0-9a-f]{6};")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the output shows that a build took an edit into account."""

    text: str
    entry: Entry | None = None
    """The document whose page has the text; None for a style sheet."""


@dataclass(slots=True)
class Site:
    """One generator's copy of the corpus."""

    generator: Generator
    outline: Outline
    """Before all edits."""
    folder: Path
    edited: dict[int, Document] = field(default_factory=dict)
    """The documents that differ from those of the outline, by index."""
    added: dict[Case, Entry] = field(default_factory=dict)
    """The articles that the outline does not have, by the case that adds them."""

    @property
    def output(self) -> Path:
        """Where the finished pages are."""
        return self.generator.output(self.folder)

    def current(self) -> Outline:
        """Return the outline with all edits."""
        entries = [
            self.edited[entry.index].entry if entry.index in self.edited else entry
            for entry in self.outline.entries
        ]
        return Outline.of(self.outline.seed, (*entries, *self.added.values()))

    def set_up(self, case: Case) -> bool:
        """Bring about what a case needs before its edit, and return whether anything had to change."""
        match case:
            case Case.TAG:
                entry = edited_entry(self.outline, case)
                return self.edited.pop(entry.index, None) is not None and self._write(entry)
            case Case.ADDED | Case.OLDEST if case in self.added:
                self._remove(case)
                return True
            case Case.DELETED if Case.ADDED not in self.added:
                self._add(Case.ADDED)
                return True
        return False

    def edit(self, case: Case, word: str, number: int) -> Evidence | None:
        """Make the edit of a case, and return how it shows; None when the pages that exist show it."""
        match case:
            case Case.ADDED | Case.OLDEST:
                entry = self._add(case)
                return Evidence(make_document(self.outline, entry).sample, entry)
            case Case.DELETED:
                self._remove(Case.ADDED)
                return None
            case Case.COLOUR:
                self._write_style(f"--accent: {colour(word)};")
                return Evidence(colour(word))
            case Case.TEMPLATE:
                self._write_template(word)
                return Evidence(word, self.outline.by_kind["project"][0])
        entry = edited_entry(self.outline, case)
        document = edit_document(make_document(self.outline, entry), case, word, number, self.outline)
        self.edited[entry.index] = document
        self._write(entry)
        return Evidence(shown_by(document, case, word), entry)

    def renew(self) -> None:
        """Write every source file anew with the same bytes, as a checkout does."""
        generated = {self.output, *self.generator.caches(self.folder)}
        for file in sorted(self.folder.rglob("*")):
            if file.is_file() and generated.isdisjoint(file.parents):
                fresh = file.with_name(f".{file.name}.fresh")
                fresh.write_bytes(file.read_bytes())
                fresh.replace(file)

    def restore(self) -> None:
        """Undo all edits, also those of an earlier session."""
        self.edited.clear()
        self.added.clear()
        for case in DOCUMENT_EDITS:
            self._write(edited_entry(self.outline, case))
        for case in (Case.ADDED, Case.OLDEST):
            self._source(extra_article(self.outline, case)).unlink(missing_ok=True)
        self._write_style("")
        self._write_template("")

    def _add(self, case: Case) -> Entry:
        self.added[case] = extra_article(self.outline, case)
        self._write(self.added[case])
        return self.added[case]

    def _remove(self, case: Case) -> None:
        self._source(self.added.pop(case)).unlink()

    def _source(self, entry: Entry) -> Path:
        return self.folder / self.generator.source(entry)

    def _write(self, entry: Entry) -> bool:
        """Write a document as it is now, and return whether that changes its file."""
        document = self.edited.get(entry.index) or make_document(self.outline, entry)
        return _write_changed(self._source(entry), self.generator.text(document, self.outline))

    def _write_style(self, token: str) -> None:
        text = (THEMES / "site.css").read_text(encoding="utf-8")
        _write_changed(self.folder / self.generator.stylesheet, _TOKEN.sub(token, text) if token else text)

    def _write_template(self, word: str) -> None:
        point = self.generator.kind_template
        file = self.folder / point.path
        unedited = re.sub(r"<!-- edit -->.*?<!-- /edit -->", "", file.read_text(encoding="utf-8"))
        head, before, tail = unedited.rpartition(point.before)
        insertion = f"<!-- edit --><b>{word}</b><!-- /edit -->" if word else ""
        _write_changed(file, f"{head}{insertion}{before}{tail}")


def make_site(generator: Generator, outline: Outline, folder: Path) -> Site:
    """Return a generator's copy of the corpus, written anew unless the one in ``folder`` is the same."""
    site = Site(generator, outline, folder)
    stamp = folder.with_name(f"{folder.name}.stamp")
    wanted = f"{_recipe()} {len(outline.entries)} {outline.seed}"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        site.restore()
        return site
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    generator.write_site(folder, outline)
    stamp.write_text(wanted, encoding="utf-8")
    return site


def _write_changed(file: Path, text: str) -> bool:
    """Write a file unless it has these bytes already, and return whether it was written."""
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return False
    write(file, text)
    return True


def _recipe() -> str:
    """Return a digest of everything that the copies are made from."""
    parts = hashlib.sha256()
    for folder in ("corpus", "generators", "themes"):
        for file in sorted((_HERE / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                parts.update(file.relative_to(_HERE).as_posix().encode() + b"\0" + file.read_bytes())
    return parts.hexdigest()
