"""A project with the brands' content and themes, and made-up articles of both brands."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.corpus import KINDS, Document, Entry, Outline, make_document, make_entry, make_outline
from benchmarks.generators.base import write

_ROOT = Path(__file__).parents[2]
_BRANDS = ("drammen-works", "opplev-hokksund")
AT = "2026-11-30"
"""As of when the sites are built; later than every date of the corpus."""
STAGES = "stages.json"
"""What a first build writes of its stages, in the project."""
_TEMPLATE = Path("themes/base/templates/project.html")


class BrandSite:
    """A copy of this repository's content and themes."""

    def __init__(self, folder: Path, articles: int, source: Path = _ROOT) -> None:
        """:param articles: how many are added to the repository's own, half of them of each brand.

        :param source: the repository.
        """
        self.folder = folder
        self._source = source
        self._outline = make_outline(articles) if articles else None
        self._pictures = {
            brand: sorted((source / "content" / "media" / brand).glob("*.jpg")) for brand in _BRANDS
        }

    def write(self) -> None:
        """Write it anew, with nothing kept of earlier builds."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("content", "themes"):
            shutil.copytree(self._source / name, self.folder / name)
        if self._outline is not None:
            for entry in self._outline.entries:
                self._write(make_document(self._outline, entry))

    def forget(self, *, but_pictures: bool) -> None:
        """Remove what is kept between builds, and the output."""
        shutil.rmtree(self.folder / "output", ignore_errors=True)
        for kept in (self.folder / ".cache").glob("*"):
            if kept.name == "images" and but_pictures:
                continue
            shutil.rmtree(kept, ignore_errors=True) if kept.is_dir() else kept.unlink()

    def add_article(self) -> None:
        """Add one that is newer than all."""
        outline = self._needed()
        entry = make_entry(len(outline.entries), KINDS["article"], len(outline.entries), outline.seed)
        self._write(make_document(outline, entry))

    def edit_title(self, word: str) -> None:
        """Give one article in the middle another title."""
        outline = self._needed()
        file = self._file(outline.entries[len(outline.entries) // 2])
        title, *rest = file.read_text(encoding="utf-8").split("\n")[1:]
        write(file, "\n".join(["---", f"{title} {word}", *rest]))

    def edit_template(self, word: str) -> None:
        """Change the template of projects."""
        file = self.folder / _TEMPLATE
        head, mark, tail = file.read_text(encoding="utf-8").rpartition("{% endblock %}")
        write(file, f"{head}<b>{word}</b>{mark}{tail}")

    def _needed(self) -> Outline:
        assert self._outline is not None
        return self._outline

    def _file(self, entry: Entry) -> Path:
        return self.folder / "content" / "news" / f"{entry.name}.md"

    def _write(self, document: Document) -> None:
        entry, outline = document.entry, self._needed()
        brand = _BRANDS[entry.index % 2]
        pictures = self._pictures[brand]
        picture = pictures[entry.index // 2 % len(pictures)]
        numbers = {(other.kind.name, other.name): other.index for other in outline.entries}

        def address(kind: str, name: str) -> str:
            """Return a document of the same brand: the one that is meant, or its neighbour."""
            number = numbers[kind, name]
            number -= (number - entry.index) % 2
            return f"article:{outline.entries[number].name}"

        lines = [
            f"title: {entry.title}",
            f"summary: {document.summary}",
            f"date: {entry.date.isoformat()}",
            f"sites: [{brand}]",
            f"tags: [{', '.join(tag.capitalize() for tag in entry.tags)}]",
            "image:",
            f"  src: /media/{brand}/{picture.name}",
            '  alt: "En tegning som er brukt i målinger."',
        ]
        write(self._file(entry), "\n".join(["---", *lines, "---", ""]) + document.markdown(address))
