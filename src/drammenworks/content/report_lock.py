"""The lock of a published report: what it said when it was adopted, and how many corrections it had then.

A lock has a digest of what each part of a report says, and the number of its errata. It follows from the
files alone, so that another version of the program or another system finds the same; where the document lies,
when it is published, and what no reader sees may change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drammenworks.base.digests import digest_parts
from drammenworks.base.source_text import decode_source
from drammenworks.base.strict_yaml import load
from drammenworks.base.yaml_common import Value
from drammenworks.content.document import Document
from drammenworks.content.markdown.as_read import body_as_read, paragraphs_as_read
from drammenworks.content.tables import read_table
from drammenworks.errors import ContentError, Phrase

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
        "uid",
        "tags",
        "related",
        "seo",
        "pdf",
    }
)
"""Fields of a locked report that may change: none is part of what it reports."""

_LOCK = re.compile("(?P<parts>[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})-(?P<errata>[0-9]+)")

PARTS = (Phrase("feltene øverst"), Phrase("teksten"), Phrase("filene med tall"))
"""What has a digest each in a lock, in this order."""


@dataclass(frozen=True, slots=True)
class ReportLock:
    """What a report was locked as."""

    digests: tuple[str, ...]
    """Of each of its :data:`PARTS`."""
    errata: int
    """How many corrections it had."""

    def __str__(self) -> str:
        return "-".join((*self.digests, str(self.errata)))

    def changed(self, other: ReportLock) -> list[Phrase]:
        """Return the parts in which another lock differs."""
        pairs = zip(PARTS, self.digests, other.digests, strict=True)
        return [part for part, one, two in pairs if one != two]


def parse_lock(text: str) -> ReportLock | None:
    """Return the lock that a report states; None when it is none."""
    found = _LOCK.fullmatch(text.strip())
    return ReportLock(tuple(found["parts"].split("-")), int(found["errata"])) if found is not None else None


def lock_of(document: Document, body: str, data: Mapping[str, bytes]) -> ReportLock:
    """Return the lock of a report as it is now.

    :param body: its text.
    :param data: the bytes of each of its :func:`data_files`, by path.
    """
    fields = load(document.location.text, path=document.location.path)
    kept = {key: value for key, value in fields.items() if key not in FREE_FIELDS}
    files = [text for path in sorted(data) for text in (path, _data_as_read(path, data[path]))]
    parts = ((repr(_as_read(kept)),), (body_as_read(body),), files)
    # A translation has the corrections of its original, unless it has its own.
    errata = len(getattr(document.meta, "errata", ()))
    return ReportLock(tuple(digest_parts(*texts)[:8] for texts in parts), errata)


def data_files(document: Document) -> list[str]:
    """Return the paths of the data that a report shows; its pictures may be replaced by better ones."""
    return sorted(
        {document.file(use.src) for use in document.files if not use.is_picture and not use.is_offered}
    )


def stated_lock(document: Document) -> str | None:
    """Return the lock that a report states, as it is written."""
    return getattr(document.meta, "locked", None)


def _as_read(value: Value) -> object:
    """Return a value of a file without what no reader sees: the order of keys, and where its lines break."""
    if isinstance(value, dict):
        return sorted((key, _as_read(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return [_as_read(inner) for inner in value]
    return paragraphs_as_read(value) if isinstance(value, str) else value


def _data_as_read(path: str, data: bytes) -> str:
    """Return what a file of figures says: its cells or values, however they are written."""
    try:
        text = decode_source(data, path=path)
        if path.casefold().endswith(".csv"):
            table = read_table(text, path)
            return repr((table.columns, table.rows))
        return repr(_as_read(load(text, path=path)))
    except ContentError:
        # Nobody can read it, which has findings of its own.
        return digest_parts(data)
