"""Files that the public may fetch: reports, films and captions as they are, pictures without metadata."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import NamedTuple

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.text.slugs import slugify
from drammenworks.content.captions import read_captions
from drammenworks.content.placeholders import unfilled_lines
from drammenworks.content.records import known_digests, read_file, record_file
from drammenworks.engine.cache import Cache, FileRecord
from drammenworks.engine.store import Store
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.images.probe import UnusableImageError

FOLDER = "files"
_SPACE = "attachments"
_LONGEST_STEM = 60
_SUFFIXES = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "HEIF": (".heic", ".heif"),
    "TIFF": (".tif", ".tiff"),
    "GIF": (".gif",),
    "SVG": (".svg",),
}
"""What a picture of each format may be called; the first when its own name says another."""


@dataclass(frozen=True, slots=True)
class Attachment(FastPickle):
    """A file that the public may fetch."""

    output_path: str
    """Under the site's output folder; the digest is in the name, so that hosts may cache it for ever."""
    digest: str
    """Of what is published."""
    size: int
    """Bytes of it."""
    is_original: bool
    """It is a picture without its metadata, which the store holds, and not the file itself."""

    @property
    def format(self) -> str:
        """What readers call it, such as ``PDF``."""
        suffix = PurePath(self.output_path).suffix.lstrip(".").upper()
        return {"JPG": "JPEG", "TIF": "TIFF", "M4V": "MP4"}.get(suffix, suffix)


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files that were asked about, by their paths from the project's root."""

    usable: Mapping[str, Attachment] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    """What holds the bytes of each."""
    unusable: Mapping[str, str] = field(default_factory=dict)
    """Why others cannot be published."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What is wrong inside the rest, for the same reason."""
    unfilled: Mapping[str, tuple[Location, ...]] = field(default_factory=dict)
    """Where something is still to be written, in usable ones."""


class _Kept(NamedTuple):
    """What is kept of a file between builds."""

    digest: str
    """Of its bytes."""
    attachment: Attachment
    unfilled: tuple[Location, ...] = ()


def attach(
    root: Path,
    as_they_are: Iterable[str],
    originals: Iterable[str],
    cache: Cache,
    store: Store,
    *,
    existing: Collection[str],
) -> Attachments:
    """Return what is published of these files.

    :param as_they_are: published with the bytes that they have.
    :param originals: pictures, published in their own size and format without any metadata.
    :param store: keeps what the originals become.
    :param existing: the files that there are; what is kept of others is forgotten.
    """
    wanted = dict.fromkeys(sorted({*as_they_are}), False) | dict.fromkeys(sorted({*originals}), True)
    kept: dict[str, _Kept] = {path: pickle.loads(stored) for path, stored in cache.items(_SPACE)}
    digests = known_digests(root, wanted, cache)
    held = store.names()
    known: dict[str, _Kept] = {}
    unusable: dict[str, str] = {}
    findings: dict[str, tuple[Finding, ...]] = {}
    for path, is_original in wanted.items():
        found = kept.get(path)
        if (
            found is not None
            and found.digest == digests.get(path)
            and found.attachment.is_original == is_original
            and (not is_original or found.attachment.digest in held)
        ):
            known[path] = found
            continue
        try:
            known[path] = (_strip if is_original else _record)(root, path, cache, store)
        except ContentError as error:
            findings[path] = error.findings
        except UnusableImageError as error:
            unusable[path] = error.reason
        except OSError as error:
            unusable[path] = Phrase("den kan ikke leses ({error})", error=error.strerror)
    gone = [path for path in kept if path not in existing]
    cache.drop(_SPACE, gone)
    cache.commit()
    usable = {path: found.attachment for path, found in known.items()}
    holders = {
        path: store.file(attachment.digest) if attachment.is_original else root / path
        for path, attachment in usable.items()
    }
    unfilled = {path: found.unfilled for path, found in known.items() if found.unfilled}
    return Attachments(usable, holders, unusable, findings, unfilled)


def kept_originals(cache: Cache) -> set[str]:
    """Return the digests of what originals became, as far as the cache knows of them."""
    known: Iterable[_Kept] = (pickle.loads(stored) for _, stored in cache.items(_SPACE))
    return {found.attachment.digest for found in known if found.attachment.is_original}


def _record(root: Path, path: str, cache: Cache, store: Store) -> _Kept:
    """Return a file as it is, when it is what its name says."""
    suffix = PurePath(path).suffix.lower()
    unfilled: tuple[Location, ...] = ()
    if suffix == ".vtt":
        data, record = read_file(root / path)
        unfilled = tuple(unfilled_lines(read_captions(data, path=path), path=path))
    else:
        with (root / path).open("rb") as file:
            # A film is not read for its first bytes.
            start = file.read(16)
        reason = _fault(suffix, start) if start else Phrase("filen er tom")
        if reason is not None:
            raise UnusableImageError(reason)
        record = record_file(root / path)
    attachment = _attachment(path, record.digest, record.size, is_original=False)
    return _keep(path, record, _Kept(record.digest, attachment, unfilled), cache)


def _strip(root: Path, path: str, cache: Cache, store: Store) -> _Kept:
    # Loaded only when it is needed: it takes as long as planning a thousand pages.
    from drammenworks.images.stripping import strip_original  # noqa: PLC0415

    data, record = read_file(root / path)
    stripped, kind = strip_original(root / path, data)
    suffixes = _SUFFIXES[kind]
    pure = PurePath(path)
    called = path if pure.suffix.lower() in suffixes else pure.with_suffix(suffixes[0]).as_posix()
    name, _ = store.put(stripped)
    attachment = _attachment(called, name, len(stripped), is_original=True)
    return _keep(path, record, _Kept(record.digest, attachment), cache)


def _keep(path: str, record: FileRecord, kept: _Kept, cache: Cache) -> _Kept:
    cache.put_files([(path, record)])
    cache.put(_SPACE, [(path, pickle.dumps(kept))])
    return kept


def _attachment(path: str, name: str, size: int, *, is_original: bool) -> Attachment:
    pure = PurePath(path)
    stem = slugify(pure.stem)[:_LONGEST_STEM].strip("-") or "fil"
    return Attachment(f"{FOLDER}/{stem}.{name[:10]}{pure.suffix.lower()}", name, size, is_original)


def _fault(suffix: str, start: bytes) -> Phrase | None:
    """Return why a file that begins like this is not what its name says."""
    if suffix == ".pdf":
        return None if start.startswith(b"%PDF-") else Phrase("den er ikke en PDF")
    if suffix in (".mp4", ".m4v"):
        return None if start[4:8] == b"ftyp" else Phrase("den er ikke en video i formatet MP4")
    if suffix == ".webm":
        return None if start.startswith(b"\x1aE\xdf\xa3") else Phrase("den er ikke en video i formatet WebM")
    return Phrase("navnet må slutte på .pdf, .mp4, .m4v, .webm eller .vtt")
