"""The lock of a published report: what it said when it was adopted, and how many corrections it had then.

A lock is a digest of what the file of a report says, and of its data, with the number of its errata. It
follows from the files alone, so that another version of the program or another system finds the same; where
the document lies, and when it is published, may change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drammenworks.base.digests import digest_parts
from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_common import Value
from drammenworks.content.document import Document

FREE_FIELDS = frozenset(
    {
        "locked",
        "errata",
        "updated",
        "draft",
        "publish_at",
        "expire_at",
        "sites",
        "canonical_site",
        "slug",
        "aliases",
        "tags",
        "related",
        "seo",
        "pdf",
    }
)
"""Fields of a locked report that may change: none is part of what it reports."""

_LOCK = re.compile("(?P<digest>[0-9a-f]{16})-(?P<errata>[0-9]+)")


@dataclass(frozen=True, slots=True)
class ReportLock:
    """What a report was locked as."""

    digest: str
    errata: int
    """How many corrections it had."""

    def __str__(self) -> str:
        return f"{self.digest}-{self.errata}"


def parse_lock(text: str) -> ReportLock | None:
    """Return the lock that a report states; None when it is none."""
    found = _LOCK.fullmatch(text.strip())
    return ReportLock(found["digest"], int(found["errata"])) if found is not None else None


def lock_of(document: Document, data: Mapping[str, bytes]) -> ReportLock:
    """Return the lock of a report as it is now.

    :param data: the bytes of each of its :func:`data_files`, by path.
    """
    fields = load(document.location.text, path=document.location.path)
    parts = [repr(_plain({key: value for key, value in fields.items() if key not in FREE_FIELDS}))]
    parts.append(document.body_digest)
    # Version control may change the ends of lines.
    parts += [text for path in sorted(data) for text in (path, digest_parts(_with_lf(data[path])))]
    # A translation has the corrections of its original, unless it has its own.
    return ReportLock(digest_parts(*parts)[:16], len(getattr(document.meta, "errata", ())))


def data_files(document: Document) -> list[str]:
    """Return the paths of the data that a report shows; its pictures may be replaced by better ones."""
    return sorted(
        {document.file(use.src) for use in document.files if not use.is_picture and not use.is_offered}
    )


def stated_lock(document: Document) -> str | None:
    """Return the lock that a report states, as it is written."""
    return getattr(document.meta, "locked", None)


def _plain(value: Value) -> object:
    """Return a value that does not depend on the order in which its keys are written."""
    if isinstance(value, dict):
        return sorted((key, _plain(inner)) for key, inner in value.items())
    return [_plain(inner) for inner in value] if isinstance(value, list) else value


def _with_lf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")
