"""What publishing does, and in which order: decided from plain values, before anything is done.

A reader who has a page finds all that it needs. So what pages use is there before them, a new page before
those that link to it, and what a page used is there for a day after it. Removals come last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from drammenworks.errors import Phrase
from drammenworks.errors.phrase import plural
from drammenworks.outputs.caching import is_fingerprinted
from drammenworks.publish.errors import RefusedError
from drammenworks.publish.manifest import Retired, TargetManifest

_PAGE: Final = ".html"
_LAST: Final = frozenset({"robots.txt", "site.webmanifest", "_headers", "_redirects"})
"""Names of files that tell programs which pages there are, and lead to them."""
_LAST_ENDINGS: Final = ("feed.xml", "feed.json", "feed.atom", ".webmanifest")
_SHOWN: Final = 10
"""Removals that a refusal names."""


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """What publishing does to one target."""

    phases: tuple[tuple[str, ...], ...]
    """Paths to upload: each phase is complete before the next begins."""
    in_the_way: tuple[str, ...]
    """Paths to remove before anything is uploaded that could not be there beside them."""
    removals: tuple[str, ...]
    """Paths to remove when all else is done."""
    known: Mapping[str, str]
    """Path → digest of all that is at the target."""
    retired: Mapping[str, Retired]
    """What is at the target and not of the site, the removals among it."""
    is_new: bool
    """Whether the site has other files than the version that is public."""

    @property
    def uploads(self) -> tuple[str, ...]:
        """All paths to upload, in order."""
        return tuple(path for phase in self.phases for path in phase)

    @property
    def replaced(self) -> frozenset[str]:
        """The uploads at whose paths something else is."""
        return frozenset(self.uploads) & self.known.keys()

    @property
    def staying(self) -> dict[str, Retired]:
        """What is retired and is not removed yet."""
        gone = {*self.removals, *self.in_the_way}
        return {path: one for path, one in self.retired.items() if path not in gone}


def make_plan(
    current: TargetManifest | None,
    wanted: Mapping[str, str],
    *,
    now: datetime,
    keep_assets: timedelta,
    found: Mapping[str, str | None] | None = None,
) -> PublishPlan:
    """Return how a target that has one version comes to have the wanted files.

    :param wanted: path → digest.
    :param found: path → digest of what was read there, for paths of which the manifest may be wrong; None
        where nothing is.
    """
    known = _known(current, found or {})
    uploads = [path for path, digest in wanted.items() if known.get(path) != digest]
    retired = {path: _retired(path, known[path], current, now) for path in known.keys() - wanted.keys()}
    in_the_way = _in_the_way(retired, wanted)
    due = {
        path for path, one in retired.items() if not is_fingerprinted(path) or now - one.since >= keep_assets
    }
    return PublishPlan(
        phases=_phases(uploads, known),
        in_the_way=tuple(sorted(in_the_way)),
        removals=tuple(sorted(due - in_the_way)),
        known=known,
        retired=retired,
        is_new=current is None or dict(current.files) != dict(wanted),
    )


def check_removals(current: TargetManifest | None, wanted: Mapping[str, str]) -> None:
    """Check that most of what is public stays.

    Fingerprinted files do not count: a new style of all pictures replaces each of them.

    :raises RefusedError: if more than a third goes.
    """
    if current is None:
        return
    public = [path for path in current.files if not is_fingerprinted(path)]
    gone = sorted(path for path in public if path not in wanted)
    if len(gone) * 3 > len(public):
        names = ", ".join(gone[:_SHOWN]) + (" …" if len(gone) > _SHOWN else "")
        raise RefusedError(
            Phrase(
                "Ingenting er publisert: {count} av {total} ville blitt borte, og det er mer enn en tredel. "
                "Det gjelder {names}. Er det meningen, legger du til --allow-removals.",
                count=plural("{number} fil", "{number} filer", len(gone)),
                total=len(public),
                names=names,
            )
        )


def _known(current: TargetManifest | None, found: Mapping[str, str | None]) -> dict[str, str]:
    known: dict[str, str] = {}
    if current is not None:
        known.update({path: one.digest for path, one in current.retired.items()})
        known.update(current.files)
    for path, digest in found.items():
        if digest is None:
            known.pop(path, None)
        else:
            known[path] = digest
    return known


def _retired(path: str, digest: str, current: TargetManifest | None, now: datetime) -> Retired:
    before = current.retired.get(path) if current is not None else None
    return Retired(digest, before.since if before is not None else now)


def _in_the_way(retired: Iterable[str], wanted: Collection[str]) -> set[str]:
    """Return what must go first: a file where a folder is to be, or one whose name differs by case alone."""
    folders = {parent for path in wanted for parent in _parents(path)}
    folded = {path.casefold() for path in wanted}
    return {
        path
        for path in retired
        if path in folders
        or path.casefold() in folded
        or any(parent in wanted or parent.casefold() in folded for parent in _parents(path))
    }


def _parents(path: str) -> Iterable[str]:
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _phases(uploads: Iterable[str], known: Collection[str]) -> tuple[tuple[str, ...], ...]:
    phases: tuple[list[str], ...] = ([], [], [], [], [])
    for path in sorted(uploads):
        phases[_phase(path, is_new=path not in known)].append(path)
    return tuple(tuple(phase) for phase in phases)


def _phase(path: str, *, is_new: bool) -> int:
    """Return when a file is uploaded: what pages use, new pages, the other pages, lists for programs."""
    if is_fingerprinted(path):
        return 0
    if path.endswith(_PAGE):
        return 2 if is_new else 3
    if path in _LAST or path.endswith(_LAST_ENDINGS) or path.rpartition("/")[2].startswith("sitemap"):
        return 4
    return 1
