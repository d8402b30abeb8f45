"""Earlier versions at a target: their manifests, and the bytes of files that are not public any more.

    versions/2026-11-30.2.json    the manifest of a version
    objects/3f/3f9a…              a file by its digest; one that is public is stored nowhere else

So a version takes what has changed since, and a publication reads and stores once more each file that it
replaces or removes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from drammenworks.base.digests import sha256
from drammenworks.errors import Phrase
from drammenworks.publish.errors import DamagedManifestError, PublishError, RefusedError
from drammenworks.publish.manifest import MAX_BYTES, TargetManifest, decode, encode, is_version
from drammenworks.publish.store import TargetStore

_VERSIONS: Final = "versions"
_OBJECTS: Final = "objects"
_ENDING: Final = ".json"
_NUMBERED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,6})")


class Archive:
    """The versions of a site at its target."""

    def __init__(self, records: TargetStore) -> None:
        """Take the store that they are in; nothing is read yet."""
        self._records = records

    def names(self) -> list[str]:
        """Return the names of all versions, the oldest first."""
        names = (
            path.removeprefix(f"{_VERSIONS}/").removesuffix(_ENDING)
            for path in self._records.list(_VERSIONS)
            if path.endswith(_ENDING)
        )
        return sorted((name for name in names if is_version(name)), key=_order)

    def version(self, name: str) -> TargetManifest | None:
        """Return the manifest of a version; None when there is none.

        :raises DamagedManifestError: if it cannot be trusted.
        """
        path = f"{_VERSIONS}/{name}{_ENDING}"
        data = self._records.read(path, limit=MAX_BYTES) if is_version(name) else None
        return decode(data, f"{self._records.name}/{path}") if data is not None else None

    def newest_first(self) -> Iterator[TargetManifest]:
        """Yield the manifests of all versions that can be read."""
        for name in reversed(self.names()):
            try:
                found = self.version(name)
            except DamagedManifestError:
                continue
            if found is not None:
                yield found

    def wanted(self, name: str, current: TargetManifest | None) -> TargetManifest:
        """Return the version to go back to.

        :param name: of the version; empty for the one before that which is public.
        :raises RefusedError: if there is none.
        """
        names = self.names()
        if not name:
            # Who goes back twice wants the version before that which the first time brought.
            public = (current.restores or current.version) if current is not None else ""
            earlier = [one for one in names if _order(one) < _order(public)]
            if not earlier:
                raise RefusedError(
                    Phrase(
                        "Det er ingen tidligere utgave å gå tilbake til i {place}.", place=self._records.name
                    )
                )
            name = earlier[-1]
        found = self.version(name)
        if found is None:
            raise RefusedError(
                Phrase(
                    "Utgaven «{name}» finnes ikke i {place}. Disse finnes: {names}.",
                    name=name,
                    place=self._records.name,
                    names=", ".join(reversed(names)) or "–",
                )
            )
        return found

    def new_name(self, now: datetime) -> str:
        """Return the name of a version that is published now: the day, and its number on that day."""
        day = now.date().isoformat()
        numbers = [
            int(found[2]) for name in self.names() if (found := _NUMBERED.fullmatch(name)) and found[1] == day
        ]
        return f"{day}.{max(numbers, default=0) + 1}"

    def add(self, manifest: TargetManifest) -> None:
        """Store the manifest of a version."""
        self._records.write(f"{_VERSIONS}/{manifest.version}{_ENDING}", encode(manifest))

    def has(self, wanted: str) -> bool:
        """Tell whether a file is stored."""
        return self._records.exists(_object(wanted))

    def store(self, data: bytes) -> None:
        """Store a file by its digest."""
        self._records.write(_object(sha256(data)), data)

    def load(self, wanted: str) -> bytes:
        """Return a file by its digest.

        :raises PublishError: if it is gone, or is another.
        """
        data = self._records.read(_object(wanted))
        if data is None or sha256(data) != wanted:
            raise PublishError(
                Phrase(
                    "En fil i en tidligere utgave er borte eller ødelagt: {place}. Gå tilbake til en annen "
                    "utgave.",
                    place=f"{self._records.name}/{_object(wanted)}",
                )
            )
        return data

    def prune(self, keep: int) -> int:
        """Remove all but the newest versions, and the files that only those had; return how many went."""
        names = self.names()
        old = names[: max(len(names) - keep, 0)]
        if not old:
            return 0
        needed: set[str] = set()
        for name in names[len(old) :]:
            try:
                found = self.version(name)
            except DamagedManifestError:
                # Nobody knows what it needs.
                return 0
            needed.update(found.files.values() if found is not None else ())
        for name in old:
            self._records.remove(f"{_VERSIONS}/{name}{_ENDING}")
        for path in list(self._records.list(_OBJECTS)):
            if path.rpartition("/")[2] not in needed:
                self._records.remove(path)
        return len(old)


def _object(wanted: str) -> str:
    return f"{_OBJECTS}/{wanted[:2]}/{wanted}"


def _order(name: str) -> tuple[str, int, str]:
    found = _NUMBERED.fullmatch(name)
    return (found[1], int(found[2]), "") if found else (name, 0, name)
