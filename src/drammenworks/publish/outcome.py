"""What publishing has done, as text and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drammenworks.errors import Phrase, Translate
from drammenworks.errors.phrase import CONTROL, format_decimal, plural
from drammenworks.outputs.caching import is_fingerprinted

_SHOWN = 40
"""Paths of a kind that a list for people has."""
_KILO = 1000
_OSLO = ZoneInfo("Europe/Oslo")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing has done to one target, or would do."""

    site: str
    target: str
    """As messages name it."""
    version: str
    """That which is public now; empty when nothing is."""
    is_new: bool
    """Whether this run published it."""
    uploaded: tuple[str, ...] = ()
    replaced: frozenset[str] = frozenset()
    """Those of the uploaded paths at which there was something else before."""
    removed: tuple[str, ...] = ()
    verified: int = 0
    """Files that are known to be there by their bytes."""
    unchanged: int = 0
    waiting: int = 0
    """Files that no page uses any more, and that go later."""
    size: int = 0
    """Bytes uploaded."""
    restores: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was published."""

    site: str
    name: str
    published_at: datetime
    note: str
    restores: str = ""
    is_public: bool = False


def as_text(outcomes: Sequence[Outcome], translate: Translate = str, *, dry_run: bool = False) -> str:
    """Return what was done as lines; with ``dry_run`` what would be done, path by path."""
    return "\n".join(line for outcome in outcomes for line in _lines(outcome, translate, dry_run=dry_run))


def as_json(outcomes: Sequence[Outcome], *, dry_run: bool = False) -> dict[str, Any]:
    """Return what was done as JSON values."""
    return {
        "dry_run": dry_run,
        "sites": [
            {
                "site": outcome.site,
                "target": outcome.target,
                "version": outcome.version,
                "is_new": outcome.is_new,
                "restores": outcome.restores or None,
                "uploaded": list(outcome.uploaded),
                "replaced": [path for path in outcome.uploaded if path in outcome.replaced],
                "removed": list(outcome.removed),
                "verified": outcome.verified,
                "unchanged": outcome.unchanged,
                "waiting": outcome.waiting,
                "bytes": outcome.size,
            }
            for outcome in outcomes
        ],
    }


def versions_as_text(versions: Sequence[Version], translate: Translate = str) -> str:
    """Return versions as lines, the newest first."""
    if not versions:
        return translate(Phrase("Ingenting er publisert dit ennå."))
    return "\n".join(_version(version, translate) for version in versions)


def versions_as_json(versions: Sequence[Version]) -> dict[str, Any]:
    """Return versions as JSON values."""
    return {
        "versions": [
            {
                "site": version.site,
                "version": version.name,
                "published_at": version.published_at.isoformat(),
                "note": version.note,
                "restores": version.restores or None,
                "is_public": version.is_public,
            }
            for version in versions
        ]
    }


def _lines(outcome: Outcome, translate: Translate, *, dry_run: bool) -> Iterator[str]:
    name = f"{outcome.site} → {outcome.target}" if outcome.site else outcome.target
    if not (outcome.is_new or outcome.uploaded or outcome.removed):
        message = Phrase("{name}: ingenting er endret siden sist.", name=name)
    elif dry_run:
        message = Phrase(
            "{name}: {uploaded} ville blitt lagt ut, {removed} fjernet.",
            name=name,
            uploaded=_files(len(outcome.uploaded)),
            removed=len(outcome.removed),
        )
    elif outcome.restores:
        message = Phrase(
            "{name}: tilbake til utgave {old}, som utgave {version}. {uploaded} er lagt ut, {removed} "
            "fjernet.",
            name=name,
            old=outcome.restores,
            version=outcome.version,
            uploaded=_files(len(outcome.uploaded)),
            removed=len(outcome.removed),
        )
    else:
        message = Phrase(
            "{name}: utgave {version}. {uploaded} er lagt ut ({size}) og kontrollert, {removed} fjernet, "
            "{unchanged} som før.",
            name=name,
            version=outcome.version,
            uploaded=_files(len(outcome.uploaded)),
            size=_size(outcome.size),
            removed=len(outcome.removed),
            unchanged=outcome.unchanged,
        )
    yield translate(message)
    if outcome.waiting:
        waiting = plural(
            "  {number} fil som ingen side bruker lenger, blir fjernet senere.",
            "  {number} filer som ingen side bruker lenger, blir fjernet senere.",
            outcome.waiting,
        )
        yield translate(waiting)
    if dry_run:
        yield from _listed("+", set(outcome.uploaded) - outcome.replaced, translate)
        yield from _listed("~", outcome.replaced, translate)
        yield from _listed("-", outcome.removed, translate)


def _listed(sign: str, paths: Collection[str], translate: Translate) -> Iterator[str]:
    # People look for pages.
    for path in sorted(paths, key=lambda path: (is_fingerprinted(path), path))[:_SHOWN]:
        yield f"  {sign} {CONTROL.sub(' ', path)}"
    if len(paths) > _SHOWN:
        yield f"  {sign} " + translate(Phrase("… og {number} til", number=len(paths) - _SHOWN))


def _version(version: Version, translate: Translate) -> str:
    marks = []
    if version.is_public:
        marks.append(translate(Phrase("ligger ute nå")))
    if version.restores:
        marks.append(translate(Phrase("tilbake til {version}", version=version.restores)))
    if version.note:
        marks.append(version.note)
    when = f"{version.published_at.astimezone(_OSLO):%Y-%m-%d %H:%M}"
    parts = (version.site, version.name, when, ", ".join(marks))
    return CONTROL.sub(" ", "  ".join(part for part in parts if part))


def _files(number: int) -> Phrase:
    return plural("{number} fil", "{number} filer", number)


def _size(size: int) -> Phrase:
    if size < _KILO * _KILO:
        return Phrase("{number} kB", number=-(-size // _KILO))
    return Phrase("{number} MB", number=format_decimal(size / _KILO / _KILO, 1))
