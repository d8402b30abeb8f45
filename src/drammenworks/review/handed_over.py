"""What a build of a pull request handed over: a folder or a zip file, made by a stranger's program.

Nothing of it is written to a disk by its own name, and no link is followed: members are listed, each name is
checked, and all of them before the first is read. Sizes are bounded by what a preview can have.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from drammenworks.base.paths import overlong
from drammenworks.engine.manifest import stays_inside
from drammenworks.errors import DrammenworksError, Phrase
from drammenworks.errors.phrase import CONTROL

REPORT: Final = "report.json"
DIFFERENCES: Final = "forskjell.json"
_OWN_FILES: Final = frozenset({REPORT, DIFFERENCES, "forskjell.md", "forskjell.html"})
"""What lies beside the sites; nothing else may."""
MAX_FILES: Final = 20_000
MAX_FILE: Final = 50 << 20
"""Bytes of one file; GitHub takes at most 100 MiB."""
MAX_BYTES: Final = 300 << 20
"""Bytes of all files; GitHub Pages serves at most 1 GB, of all previews."""
_GIT_NAME: Final = re.compile(r"\.git.*|git~[0-9]+.*", re.IGNORECASE)
"""Names that mean something to git, on file systems that fold case or shorten names too."""
_ENCRYPTED: Final = 0x1
_COMPRESSIONS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""Those that Python unpacks in parts; of the others, a few bytes can become gigabytes at once."""
_CHUNK: Final = 1 << 20
_BASE_PATH: Final = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")


class ArtifactRefusedError(DrammenworksError):
    """What was handed over is not what a build of ours hands over."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            Phrase(
                "Det som er levert, er ikke en forhåndsvisning: {reason} Ingenting er lagt ut.", reason=reason
            )
        )

    def __reduce__(self) -> tuple[type[ArtifactRefusedError], tuple[str]]:
        return (type(self), (self.reason,))


class MemberSource(Protocol):
    """Where the members are."""

    def members(self) -> Iterator[tuple[str, int]]:
        """Yield the path and the size of each file.

        :raises ArtifactRefusedError: if one is not a plain file.
        """
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        ...


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A preview whose names and sizes have been checked."""

    source: MemberSource
    sites: tuple[str, ...]
    """The paths of the sites' files under the base path, in order."""
    own: frozenset[str]
    """Which of the reports are there."""
    base_path: str

    def site_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file of the sites, by its path under the base path."""
        for path in self.sites:
            yield path, self.source.read(f"{self.base_path}/{path}")

    def report(self, name: str) -> bytes | None:
        """Return the bytes of a report; None when it was not handed over."""
        return self.source.read(name) if name in self.own else None


def check_handed_over(place: Path, base_path: str) -> HandedOver:
    """List and check what was handed over.

    :param place: a folder or a zip file, or a folder into which a zip file was downloaded.
    :param base_path: the folder in it that the sites must be in, and where they are published.
    :raises ArtifactRefusedError: if anything is there that a build does not make.
    """
    if not _BASE_PATH.fullmatch(base_path) or not stays_inside(base_path):
        raise ArtifactRefusedError(Phrase("«{path}» er ikke stien til en forhåndsvisning.", path=base_path))
    source = _source(place)
    sites: list[str] = []
    own: set[str] = set()
    seen: set[str] = set()
    total = 0
    for path, size in source.members():
        _check_name(path)
        total += size
        if len(seen) >= MAX_FILES:
            raise ArtifactRefusedError(Phrase("det er flere enn {count} filer.", count=MAX_FILES))
        if size > MAX_FILE or total > MAX_BYTES:
            raise ArtifactRefusedError(
                Phrase("filene er større enn et nettsted kan være, først «{path}».", path=path)
            )
        if path in seen:
            raise ArtifactRefusedError(Phrase("«{path}» er der to ganger.", path=path))
        seen.add(path)
        if path in _OWN_FILES:
            own.add(path)
        elif path.startswith(f"{base_path}/"):
            sites.append(path.removeprefix(f"{base_path}/"))
        else:
            raise ArtifactRefusedError(Phrase("«{path}» ligger utenfor «{base}».", path=path, base=base_path))
    folders = {path[:end] for path in seen for end in _slashes(path)}
    if both := sorted(folders & seen):
        raise ArtifactRefusedError(Phrase("«{path}» er både en fil og en mappe.", path=both[0]))
    return HandedOver(source, tuple(sorted(sites)), frozenset(own), base_path)


def _source(place: Path) -> MemberSource:
    """Return what reads a folder, a zip file, or the one file that a folder has."""
    if not place.is_dir():
        return _Zip(place)
    with os.scandir(place) as entries:
        there = [*islice(entries, 2)]
    is_single = len(there) == 1 and there[0].is_file(follow_symlinks=False)
    return _Zip(Path(there[0].path)) if is_single else _Folder(place)


def _slashes(path: str) -> Iterator[int]:
    return (position for position, char in enumerate(path) if char == "/")


def _check_name(path: str) -> None:
    parts = path.split("/")
    is_plain = (
        stays_inside(path)
        and not CONTROL.search(path)
        and not any(char in path for char in "\\:")
        and overlong(path) is None
        and not any(_GIT_NAME.fullmatch(part.strip(". ")) or _GIT_NAME.fullmatch(part) for part in parts)
    )
    try:
        path.encode()
    except UnicodeEncodeError:
        is_plain = False
    if not is_plain:
        raise ArtifactRefusedError(Phrase("«{path}» er ikke navnet på en fil av et nettsted.", path=path))


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def members(self) -> Iterator[tuple[str, int]]:
        waiting = [""]
        while waiting:
            prefix = waiting.pop()
            with os.scandir(self._folder / prefix) as entries:
                for entry in entries:
                    path = f"{prefix}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{path}/")
                        continue
                    status = entry.stat(follow_symlinks=False)
                    if not stat.S_ISREG(status.st_mode):
                        raise ArtifactRefusedError(Phrase("«{path}» er ikke en vanlig fil.", path=path))
                    yield path, status.st_size

    def read(self, path: str) -> bytes:
        # What has become a link since it was listed is not followed; Windows has no such flag.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        try:
            with open(os.open(self._folder / path, flags), "rb") as file:  # noqa: PTH123 - A descriptor.
                return file.read(MAX_FILE)
        except OSError as error:
            raise ArtifactRefusedError(Phrase("«{path}» kan ikke leses.", path=path)) from error


class _Zip:
    def __init__(self, file: Path) -> None:
        self._members: dict[str, zipfile.ZipInfo] = {}
        try:
            if file.stat().st_size > MAX_BYTES:
                raise ArtifactRefusedError(Phrase("«{file}» er større enn et nettsted kan være.", file=file))
            self._zip = zipfile.ZipFile(file)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            reason = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
            raise ArtifactRefusedError(
                Phrase("«{file}» kan ikke åpnes som en zip-fil ({reason}).", file=file, reason=reason)
            ) from error

    def members(self) -> Iterator[tuple[str, int]]:
        for member in self._zip.infolist():
            # Python cuts the other name at a NUL.
            path = member.orig_filename
            if path.endswith("/") and not member.file_size:
                _check_name(path.rstrip("/"))
                continue
            # Zip files of Windows have no mode at all.
            kind = stat.S_IFMT(member.external_attr >> 16)
            if kind not in (0, stat.S_IFREG) or member.flag_bits & _ENCRYPTED:
                raise ArtifactRefusedError(Phrase("«{path}» er ikke en vanlig fil.", path=path))
            if member.compress_type not in _COMPRESSIONS:
                raise ArtifactRefusedError(
                    Phrase("«{path}» er pakket på en måte som ikke støttes.", path=path)
                )
            self._members[path] = member
            yield path, member.file_size

    def read(self, path: str) -> bytes:
        try:
            # In parts, no more is unpacked than the size that was checked; a checksum of it is compared.
            with self._zip.open(self._members[path]) as file:
                return b"".join(iter(lambda: file.read(_CHUNK), b""))
        except Exception as error:
            # zlib has errors of its own, and a damaged header gives any.
            raise ArtifactRefusedError(Phrase("«{path}» kan ikke pakkes ut.", path=path)) from error
