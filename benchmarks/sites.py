"""The generators' copies of the corpus on disk, and the edits that are made to them."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.corpus import Entry, Outline, make_document
from benchmarks.generators import Generator

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Site:
    """One generator's copy of the corpus."""

    generator: Generator
    outline: Outline
    folder: Path

    @property
    def output(self) -> Path:
        """Where the finished pages are."""
        return self.generator.output(self.folder)

    def edited_entry(self, case: Case) -> Entry:
        """Return the article that a case edits, each case one of its own."""
        articles = self.outline.by_kind["article"]
        return articles[len(articles) * (1 if case is Case.BODY else 2) // 3]

    def edit(self, case: Case, word: str) -> None:
        """Put ``word`` at the end of the body or the title of the case's article."""
        entry = self.edited_entry(case)
        if case is Case.BODY:
            self._rewrite(entry, postscript=f"Dette er en rettelse: {word}.")
        else:
            # At its end, so that the article keeps its place among those of its day.
            self._rewrite(entry, title=f"{entry.title} {word}")

    def restore(self) -> None:
        """Undo all edits."""
        for case in (Case.BODY, Case.TITLE):
            self._rewrite(self.edited_entry(case))

    def _rewrite(self, entry: Entry, *, title: str | None = None, postscript: str = "") -> None:
        document = make_document(self.outline, entry)
        text = self.generator.text(document, self.outline, title=title, postscript=postscript)
        file = self.folder / self.generator.source(entry)
        if file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8", newline="\n")


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


def _recipe() -> str:
    """Return a digest of everything that the copies are made from."""
    parts = hashlib.sha256()
    for folder in ("corpus", "generators", "themes"):
        for file in sorted((_HERE / folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                parts.update(file.relative_to(_HERE).as_posix().encode() + b"\0" + file.read_bytes())
    return parts.hexdigest()
