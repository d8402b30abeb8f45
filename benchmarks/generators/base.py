"""What a generator is to the benchmark, and what all of them are given alike."""

from __future__ import annotations

import shutil
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, NamedTuple

from benchmarks.corpus import Document, Entry, Outline, Paging, make_document

THEMES = Path(__file__).parents[1] / "themes"

SITE_NAME = "Målestokk"
BASE_URL = "https://malestokk.example"
LEAD = "Et nettsted som bare er til for å måles, med tekster som handler om ingenting."
"""On the front page."""


class NotAvailableError(Exception):
    """A peer that cannot be installed here; the message says why."""


@dataclass(frozen=True, slots=True)
class Command:
    """How a generator is started."""

    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    """On top of what every command gets."""


class EditPoint(NamedTuple):
    """Where a source file of a site is edited: before the last occurrence of a text."""

    path: str
    """Under the site's folder."""
    before: str


class Generator(ABC):
    """A generator with its own copy of the site."""

    name: ClassVar[str]
    """On the command line, and of its folders."""
    label: ClassVar[str]
    """In tables."""
    differences: ClassVar[Sequence[str]]
    """How its work differs from that of the rest; a sentence each."""
    stylesheet: ClassVar[str]
    """Where the style sheet that all share belongs, under the site's folder."""
    kind_template: ClassVar[EditPoint]
    """Where to edit the template of projects; peers have one template for all documents."""
    is_incremental: ClassVar[bool] = False
    """A build renders only what changed, and removes the pages of deleted documents."""
    paging: ClassVar[Paging] = Paging()

    def __init__(self, home: Path) -> None:
        self.home = home
        """Where it is installed."""

    @abstractmethod
    def install(self) -> None:
        """Install it, unless it is already.

        :raises NotAvailableError: if that is not possible here.
        """

    @abstractmethod
    def version(self) -> str:
        """Return the version that is installed."""

    def fingerprint(self) -> str:
        """Return a value that changes with the generator itself; peers do not change during a session."""
        return ""

    @abstractmethod
    def command(self, site: Path, *, cold: bool) -> Command:
        """Return the command that builds the site, to be run in its folder."""

    @abstractmethod
    def source(self, entry: Entry) -> str:
        """Return the path of a document's file under the site's folder."""

    @abstractmethod
    def front_matter(self, document: Document) -> str:
        """Return everything that precedes the body of a document."""

    @abstractmethod
    def write_scaffold(self, site: Path, outline: Outline) -> None:
        """Write everything but the documents: configuration, theme, front page."""

    @abstractmethod
    def output(self, site: Path) -> Path:
        """Return the folder with the finished pages."""

    @abstractmethod
    def caches(self, site: Path) -> Sequence[Path]:
        """Return what a cold build must not find, besides the output."""

    def address(self, kind: str, name: str, outline: Outline) -> str:
        """Return how a text links to a document."""
        section = outline.by_kind[kind][0].kind.section
        return f"/{section}/{name}/" if section else f"/{name}/"

    def text(self, document: Document, outline: Outline) -> str:
        """Return a document as this generator reads it."""
        body = document.markdown(lambda kind, name: self.address(kind, name, outline))
        return self.front_matter(document) + body

    def pages(self, outline: Outline) -> set[str]:
        """Return the path of every HTML file that a build has to write."""
        return outline.pages(self.paging)

    def write_site(self, site: Path, outline: Outline) -> None:
        """Write the whole site into an empty folder."""
        self.write_scaffold(site, outline)
        write(site / self.stylesheet, (THEMES / "site.css").read_text(encoding="utf-8"))
        for entry in outline.entries:
            write(site / self.source(entry), self.text(make_document(outline, entry), outline))

    def clear(self, site: Path) -> None:
        """Remove the output and the caches of earlier builds."""
        for folder in (self.output(site), *self.caches(site)):
            shutil.rmtree(folder, ignore_errors=True)


def write(file: Path, text: str) -> None:
    """Write a file; missing parent folders are created."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def run_installer(argv: Sequence[str | Path]) -> None:
    """Run a package manager.

    :raises NotAvailableError: with the end of its output, if it fails or does not exist.
    """
    command = [str(part) for part in argv]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotAvailableError(f"{command[0]}: {error}") from error
    if done.returncode != 0:
        output = (done.stderr or done.stdout).strip().splitlines()
        raise NotAvailableError(
            f"{Path(command[0]).name} failed: {output[-1] if output else done.returncode}"
        )
