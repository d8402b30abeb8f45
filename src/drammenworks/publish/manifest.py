"""The manifest at a target: which files are published there, and which are not of the site any more.

Whoever can write to the target can have written it. So nothing of it is believed that could lead anywhere
else: a path that leaves the site's folder, or is of our own folder, makes the whole manifest damaged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from drammenworks.base.paths import MAX_PATH
from drammenworks.engine.manifest import OWN_FOLDER, stays_inside
from drammenworks.errors import Phrase
from drammenworks.publish.errors import DamagedManifestError

MAX_BYTES: Final = 256 << 20
"""Of a manifest that is read; one of 10,000 documents with pictures has 8 MB."""
MAX_FILES: Final = 2_000_000

_FORMAT: Final = 1
_DIGEST: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_VERSION: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,63}")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONGEST_NOTE: Final = 500


@dataclass(frozen=True, slots=True)
class Retired:
    """A file that is at the target, and of the site no longer."""

    digest: str
    since: datetime


@dataclass(frozen=True, slots=True)
class TargetManifest:
    """What is published at a target."""

    version: str
    published_at: datetime
    files: Mapping[str, str]
    """Path → digest of each file of the site."""
    retired: Mapping[str, Retired] = field(default_factory=dict)
    """Path → what is still there."""
    restores: str = ""
    """The version that this one went back to."""
    note: str = ""


def encode(manifest: TargetManifest) -> bytes:
    """Return a manifest as it is stored; the same for the same manifest."""
    stored = {
        "format": _FORMAT,
        "version": manifest.version,
        "published_at": manifest.published_at.isoformat(),
        "restores": manifest.restores,
        "note": manifest.note,
        "files": dict(sorted(manifest.files.items())),
        "retired": {
            path: [one.digest, one.since.isoformat()] for path, one in sorted(manifest.retired.items())
        },
    }
    return json.dumps(stored, ensure_ascii=False, indent=0).encode()


def decode(data: bytes, place: str) -> TargetManifest:
    """Return a manifest that is stored.

    :param place: where it is stored, for the message.
    :raises DamagedManifestError: if anything in it is not as :func:`encode` writes it.
    """
    try:
        return _decoded(_parsed(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedManifestError(
            Phrase(
                "Listen over det som er publisert, {place}, er ødelagt eller skrevet av noen andre, og "
                "ingenting er gjort. Finn ut hvem som kan skrive der. Slett så listen, og publiser med "
                "--take-over: da blir det som mangler eller er endret, lagt ut på nytt, og ingenting "
                "fjernet.",
                place=place,
            )
        ) from error


def encode_paths(paths: Mapping[str, str]) -> bytes:
    """Return paths that are about to change, as they are stored: each with the digest of what comes."""
    return json.dumps(
        {"format": _FORMAT, "files": dict(sorted(paths.items()))}, ensure_ascii=False, indent=0
    ).encode()


def decode_paths(data: bytes, place: str) -> dict[str, str]:
    """Return the paths that an interrupted publication was about to change.

    :raises DamagedManifestError: if they are not as :func:`encode_paths` writes them.
    """
    try:
        files = _parsed(data)["files"]
        return {_path(path): _digest(digest) if digest else "" for path, digest in files.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedManifestError(
            Phrase(
                "Listen over det en publisering som stanset, holdt på med, {place}, er ødelagt eller "
                "skrevet av noen andre, og ingenting er gjort. Finn ut hvem som kan skrive der. Slett så "
                "listen, og publiser med --verify.",
                place=place,
            )
        ) from error


def is_publishable(path: str) -> bool:
    """Tell whether a path can be that of a published file: plain, below the site, and none of our own."""
    return (
        bool(path)
        and len(path.encode(errors="replace")) <= MAX_PATH
        and stays_inside(path)
        and "\\" not in path
        and _CONTROL.search(path) is None
        and path.partition("/")[0] != OWN_FOLDER
    )


def is_version(name: str) -> bool:
    """Tell whether a version can have this name."""
    return _VERSION.fullmatch(name) is not None and ".." not in name


def _parsed(data: bytes) -> dict[str, Any]:
    stored = json.loads(data)
    if not isinstance(stored, dict) or stored["format"] != _FORMAT:
        raise ValueError("it has another format")
    if len(stored["files"]) > MAX_FILES:
        raise ValueError("it has more files than a site can have")
    return stored


def _decoded(stored: Mapping[str, Any]) -> TargetManifest:
    if not is_version(stored["version"]) or (stored["restores"] and not is_version(stored["restores"])):
        raise ValueError("its name is not one of a version")
    return TargetManifest(
        version=stored["version"],
        published_at=_instant(stored["published_at"]),
        files={_path(path): _digest(digest) for path, digest in stored["files"].items()},
        retired={
            _path(path): Retired(_digest(digest), _instant(since))
            for path, (digest, since) in stored["retired"].items()
        },
        restores=stored["restores"],
        note=str(stored["note"])[:_LONGEST_NOTE],
    )


def _path(path: str) -> str:
    if not is_publishable(path):
        raise ValueError("a path leads out of the site")
    return path


def _digest(digest: str) -> str:
    if _DIGEST.fullmatch(digest) is None:
        raise ValueError("a digest is none")
    return digest


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant has no offset")
    return instant
