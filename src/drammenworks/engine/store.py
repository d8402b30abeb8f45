"""Files kept by the digest of their bytes: finished pages, to be published again without being made again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.base.files import write_atomic


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files named by their digests."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep ``data``, and return its digest."""
        name = digest(data)
        file = self.file(name)
        if not file.exists():
            write_atomic(file, data)
        return name

    def file(self, name: str) -> Path:
        """Return where the bytes of a digest are kept, or would be."""
        return self.folder / name[:2] / name[2:]

    def holds(self, name: str) -> bool:
        """Tell whether the bytes of a digest are here, and whole."""
        try:
            return digest(self.file(name).read_bytes()) == name
        except OSError:
            return False

    def prune(self, keep: Collection[str]) -> int:
        """Remove what is not in ``keep``, and return how many files that were."""
        removed = 0
        for file in self.folder.glob("??/*"):
            if file.parent.name + file.name not in keep:
                file.unlink(missing_ok=True)
                removed += 1
        return removed
