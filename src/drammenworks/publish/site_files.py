"""The files of the built sites, with their digests: what is to be published."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drammenworks.base.digests import sha256
from drammenworks.diff.published_site import PublishedSite, published_sites
from drammenworks.engine.journal import is_interrupted
from drammenworks.engine.manifest import own_files
from drammenworks.errors import Phrase, UsageError
from drammenworks.outputs.headers import FILE as HEADERS
from drammenworks.outputs.headers import NOINDEX
from drammenworks.publish.archive import Archive
from drammenworks.publish.errors import RefusedError
from drammenworks.publish.manifest import is_publishable

_FRONT_PAGE = "index.html"


class PublishableSite(Protocol):
    """Where the bytes to publish come from."""

    @property
    def files(self) -> Mapping[str, str]:
        """Path → digest."""
        ...

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, which has that digest."""
        ...


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site as a build has written it."""

    folder: Path
    files: Mapping[str, str]

    def read(self, path: str) -> bytes:
        """Return the bytes of a file.

        :raises RefusedError: if it is not what it was.
        """
        try:
            data = (self.folder / path).read_bytes()
        except OSError as error:
            raise RefusedError(_changed(path)) from error
        if sha256(data) != self.files[path]:
            raise RefusedError(_changed(path))
        return data


@dataclass(frozen=True, slots=True)
class ArchivedSite:
    """A site as it was in an earlier version."""

    archive: Archive
    files: Mapping[str, str]

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return self.archive.load(self.files[path])


def built_folders(output: Path, chosen: Collection[str]) -> dict[str, Path]:
    """Return the folders of the sites to publish, by their ids; that of a site that is the folder is empty.

    :raises UsageError: if there are none, or not those, or a build has not ended well.
    """
    if is_interrupted(output):
        raise UsageError(
            Phrase("En bygging i «{folder}» stanset midt i. Bygg på nytt, og publiser så.", folder=output)
        )
    sites = published_sites(output)
    unknown = sorted(set(chosen) - sites.keys())
    if unknown:
        raise UsageError(
            Phrase(
                "Nettstedet «{id}» er ikke bygd i «{folder}». Der ligger: {names}.",
                id=unknown[0],
                folder=output,
                names=", ".join(sorted(sites)) or "–",
            )
        )
    return {name: site.folder for name, site in sites.items() if not chosen or name in chosen}


def read_site(output: Path, name: str, *, allow_hidden: bool = False) -> BuiltSite:
    """Return a built site with the digests of its files.

    Of a folder that a build has listed, only what that build wrote is published.

    :param allow_hidden: also one that is kept out of search engines, as those with drafts are.
    :raises UsageError: if it is no site, or has a file that cannot be published.
    :raises RefusedError: if it is hidden, and may not be; or a file is missing that the build wrote.
    """
    site = published_sites(output)[name]
    paths = site.files
    if name and (ours := own_files(output, name)):
        if missing := sorted(ours - paths):
            raise RefusedError(
                Phrase(
                    "«{path}» er bygd, men mangler i «{folder}», og ingenting er publisert. Bygg på nytt, og "
                    "publiser så.",
                    path=missing[0],
                    folder=site.folder,
                )
            )
        paths &= ours
    if _FRONT_PAGE not in paths:
        raise UsageError(
            Phrase("I «{folder}» er det ingen index.html: det er ikke et nettsted.", folder=site.folder)
        )
    for path in sorted(paths):
        if not is_publishable(path):
            raise UsageError(Phrase("Filen «{path}» har et navn som ikke kan publiseres.", path=path))
    if not allow_hidden and _is_hidden(site):
        raise RefusedError(
            Phrase(
                "Ingenting er publisert: nettstedet i «{folder}» er en forhåndsvisning, har med utkast "
                "eller har «robots: false», og er skjult for søkemotorer. Bygg det uten --drafts og "
                "--base-url. Er det meningen, legger du til --allow-hidden.",
                folder=site.folder,
            )
        )
    try:
        return BuiltSite(site.folder, {path: _digest_of_file(site.folder / path) for path in sorted(paths)})
    except OSError as error:
        raise UsageError(
            Phrase(
                "Kan ikke lese {file}: {reason}",
                file=error.filename or site.folder,
                reason=error.strerror or error,
            )
        ) from error


def _is_hidden(site: PublishedSite) -> bool:
    headers = site.read(HEADERS) or b""
    return NOINDEX.encode() in (line.strip() for line in headers.splitlines())


def _digest_of_file(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _changed(path: str) -> Phrase:
    return Phrase(
        "«{path}» endret seg mens den ble publisert. Vent til byggingen er ferdig, og publiser på nytt.",
        path=path,
    )
