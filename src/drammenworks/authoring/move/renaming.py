"""What a move gives another name: a document, its files and pages; and what each way of naming it becomes."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from drammenworks.base.paths import CONTENT
from drammenworks.content.document import file_path
from drammenworks.engine.queries import QueryContext
from drammenworks.site.own_addresses import own_address


@dataclass(frozen=True, slots=True)
class Renaming:
    """A document that gets another name."""

    kind: str
    old: str
    new: str
    files: Mapping[str, str]
    """Every file that moves, from the project's root, with where it moves."""
    pages: Mapping[tuple[str, str], str]
    """Site and path of each page whose address changes, with its new path."""

    @property
    def id(self) -> str:
        """The id of the document before."""
        return f"{self.kind}/{self.old}"

    @property
    def words(self) -> frozenset[bytes]:
        """What any file that names the document has in it."""
        last = (path.rstrip("/").rpartition("/")[2] for _, path in self.pages)
        return frozenset(word.encode() for word in (self.old, *last))

    def target(self, ask: QueryContext, target: str, path: str) -> str | None:
        """Return what a link becomes; None when it stays.

        :param path: of the file that it stands in.
        """
        before, sign, anchor = target.partition("#")
        rest = sign + anchor
        if before == f"{self.kind}:{self.old}":
            return f"{self.kind}:{self.new}{rest}"
        if before.lower().startswith(("http://", "https://")):
            own = own_address(ask, target)
            page = self._page(own.path, [own.site]) if own is not None else None
            return target.replace(page[0], page[1], 1) if page is not None and page[0] in target else None
        if ":" in before or not before:
            return None
        file = self.file(unquote(before), path)
        if file is not None:
            return file + rest
        page = self._page(before, {site for site, _ in self.pages}) if before.startswith("/") else None
        return before.replace(page[0], page[1], 1) + rest if page is not None else None

    def file(self, src: str, path: str) -> str | None:
        """Return what the name of a file becomes, as a document names it; None when it stays."""
        moved = self.files.get(file_path(path, src))
        if moved is None:
            return None
        if src.startswith("/"):
            name = moved.removeprefix(CONTENT)
        else:
            name = posixpath.relpath(moved, self.files.get(path, path).rpartition("/")[0])
        return name if name != posixpath.normpath(src) else None

    def _page(self, path: str, sites: Collection[str]) -> tuple[str, str] | None:
        """Return the old and the new path of a page that a link leads to, without their last slashes."""
        wanted = f"{path.removesuffix('index.html').rstrip('/')}/"
        new = next((self.pages[site, wanted] for site in sorted(sites) if (site, wanted) in self.pages), None)
        return (wanted.rstrip("/"), new.rstrip("/")) if new is not None else None
