"""What a target is, as it is typed: a folder, a branch in git, or the URL of a store.

../ut/{site}                        a folder
git:origin#published/{site}         a branch, of a remote by its name, URL or folder
git:origin#gh-pages:pr/7/{site}     a folder in a branch
s3://bucket/{site}                  a store
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from drammenworks.engine.manifest import OWN_FOLDER, stays_inside
from drammenworks.errors import Phrase, UsageError
from drammenworks.publish.errors import without_secrets
from drammenworks.publish.fsspec_store import EXTRAS

SITE: Final = "{site}"
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_BRACES: Final = re.compile(r"\{[^{}/]*\}")
_GIT: Final = "git:"
_WEB: Final = frozenset({"http", "https"})
# What git-check-ref-format(1) allows, less what nobody needs.
_BRANCH: Final = re.compile(
    r"(?!.*(?:\.\.|//|/\.|@\{|\.lock(?:/|$)))[^\s~^:?*\[\\\x00-\x1f\x7f/.-][^\s~^:?*\[\\\x00-\x1f\x7f]*(?<![/.])"
)


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """A folder of this machine."""

    folder: Path
    own: Path | None = None
    """The folder that, with all below it, is ours; the folder itself when None."""

    @property
    def records(self) -> FolderTarget:
        """Where its records are, unless told otherwise: beside it, where no reader of the site comes."""
        beside = self.folder.parent
        return FolderTarget(beside / OWN_FOLDER / self.folder.name, own=beside)

    def __str__(self) -> str:
        return str(self.folder)


@dataclass(frozen=True, slots=True)
class StoreTarget:
    """A place that fsspec reaches."""

    url: str

    @property
    def records(self) -> StoreTarget:
        """Where its records are, unless told otherwise.

        :raises UsageError: if there is no place beside it.
        """
        scheme, _, rest = self.url.partition("://")
        host, _, path = rest.rstrip("/").partition("/")
        if not path:
            raise UsageError(
                Phrase(
                    "{target} er en hel bøtte, og ved siden av den er det ikke plass til tidligere utgaver. "
                    "Legg til --state med en annen bøtte eller mappe, som ikke er åpen for alle.",
                    target=without_secrets(self.url),
                )
            )
        folder, _, name = path.rpartition("/")
        return StoreTarget(f"{scheme}://{host}/{folder}{'/' if folder else ''}{OWN_FOLDER}/{name}")

    def __str__(self) -> str:
        return without_secrets(self.url)


@dataclass(frozen=True, slots=True)
class GitTarget:
    """A branch, or a folder in it."""

    remote: str
    branch: str
    folder: str = ""
    """In the branch, with forward slashes; empty for all of it."""

    def __str__(self) -> str:
        return f"{without_secrets(self.remote)}#{self.branch}{f':{self.folder}' if self.folder else ''}"


Target = FolderTarget | StoreTarget | GitTarget


def targets_of(text: str, site_ids: Iterable[str]) -> dict[str, Target]:
    """Return the target of each site.

    :raises UsageError: if it is no target, or two sites would be in one place.
    """
    ids = sorted(site_ids)
    unknown = next((braces for braces in _BRACES.findall(text) if braces != SITE), None)
    if unknown is not None:
        raise UsageError(
            Phrase("«{braces}» blir ikke byttet ut. Skriv {{site}} der id-en skal stå.", braces=unknown)
        )
    if len(ids) > 1 and SITE not in text:
        raise UsageError(
            Phrase(
                "Det er flere nettsteder ({names}), og de kan ikke ligge på samme sted. Skriv {{site}} i "
                "målet der id-en skal stå, eller velg ett med --site.",
                names=", ".join(ids),
            )
        )
    return {site_id: _target(text.replace(SITE, site_id)) for site_id in ids}


def _target(text: str) -> Target:
    if text.startswith(_GIT):
        return _git_target(text)
    scheme = found[1].lower() if (found := _SCHEME.match(text)) else ""
    if scheme == "file":
        return FolderTarget(Path(url2pathname(urlsplit(text).path)).absolute())
    if scheme in EXTRAS:
        return StoreTarget(text)
    if scheme in _WEB:
        raise UsageError(
            Phrase(
                "{target} er adressen leserne bruker. Skriv adressen filene lastes opp til, eller "
                "git:{target}#gren for et depot.",
                target=without_secrets(text),
            )
        )
    if scheme:
        raise UsageError(
            Phrase(
                "«{scheme}://» kan det ikke publiseres til. Dette går: en mappe, git:, {schemes}.",
                scheme=scheme,
                schemes=", ".join(f"{name}://" for name in ("s3", "gs", "az", "sftp")),
            )
        )
    if not text.strip() or "\0" in text:
        raise UsageError(Phrase("Skriv hvor nettstedene skal publiseres."))
    return FolderTarget(Path(text).expanduser().absolute())


def is_branch(name: str) -> bool:
    """Tell whether git can have a branch of this name."""
    return _BRANCH.fullmatch(name) is not None


def _git_target(text: str) -> GitTarget:
    remote, _, rest = text.removeprefix(_GIT).rpartition("#")
    branch, _, folder = rest.partition(":")
    folder = folder.strip("/")
    # A remote that began with a hyphen would be an option of git.
    is_valid = bool(remote) and not remote.startswith("-") and is_branch(branch)
    if not is_valid or (folder and (not stays_inside(folder) or ".git" in folder.casefold().split("/"))):
        raise UsageError(
            Phrase(
                "«{target}» er ikke en gren i git. Skriv for eksempel git:origin#published/{{site}}.",
                target=without_secrets(text),
            )
        )
    return GitTarget(remote, branch, folder)
