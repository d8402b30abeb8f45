"""Where a site is published, and what is stored there of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drammenworks.publish.manifest import MAX_BYTES, TargetManifest, decode, decode_paths
from drammenworks.publish.store import TargetStore

CURRENT: Final = "current.json"
PENDING: Final = "pending.json"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is published."""

    site: str
    files: TargetStore
    """What the public reads."""
    records: TargetStore
    """What is known of it, and earlier versions."""


def current_manifest(records: TargetStore) -> TargetManifest | None:
    """Return the manifest of what is public; None when nothing has been published.

    :raises DamagedManifestError: if it cannot be trusted.
    """
    data = records.read(CURRENT, limit=MAX_BYTES)
    return decode(data, f"{records.name}/{CURRENT}") if data is not None else None


def pending_paths(records: TargetStore) -> dict[str, str]:
    """Return what a run that did not end was about to change: each path with the digest of what was to come.

    :raises DamagedManifestError: if it cannot be trusted.
    """
    data = records.read(PENDING, limit=MAX_BYTES)
    return decode_paths(data, f"{records.name}/{PENDING}") if data is not None else {}
