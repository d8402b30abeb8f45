"""What a comparison asks of a site: its files, their digests, and the bytes of its pages.

They may lie in a folder (:mod:`published_site`), or be those of a build that published nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Protocol


class ComparedSite(Protocol):
    """One side of the comparison of a site."""

    @property
    def name(self) -> str:
        """What the site is called in reports; empty when it is the only one and has no name."""

    @property
    def files(self) -> frozenset[str]:
        """The paths of its files, with forward slashes."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None when it cannot be read, or is too large to be."""

    def digest(self, path: str) -> str:
        """Return the digest of a file; empty when it is not known."""


@dataclass(frozen=True, slots=True)
class NoSite:
    """A site that is not there."""

    name: str
    files: frozenset[str] = frozenset()

    def read(self, path: str) -> bytes | None:
        """Return nothing."""
        return None

    def digest(self, path: str) -> str:
        """Return nothing."""
        return ""


@dataclass(frozen=True)
class StoredSite:
    """A site as a build made it, not published: its pages lie in a store, named by their digests."""

    name: str
    folder: Path
    """Holds the pages."""
    pages: Mapping[str, str]
    """The digest of each page, by output path."""
    others: frozenset[str] = field(default_factory=frozenset)
    """Pictures and the like, of which the names say what they hold."""

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of its files."""
        return self.others.union(self.pages)

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a page; None of other files, and when its file is lost."""
        if path not in self.pages:
            return None
        try:
            return (self.folder / self.pages[path]).read_bytes()
        except OSError:
            return None

    def digest(self, path: str) -> str:
        """Return the digest of a page; empty for other files."""
        return self.pages.get(path, "")
