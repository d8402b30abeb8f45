"""Files that the public may fetch: reports, films and captions as they are, pictures without metadata."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import NamedTuple

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.text.slugs import file_stem
from drammenworks.content.attachment_formats import fault_of, is_protected, label_of
from drammenworks.content.captions import read_captions
from drammenworks.content.graph_queries import file
from drammenworks.content.todo_markers import unfilled_lines
from drammenworks.content.workspace import Workspace
from drammenworks.engine.artifact import digest_of_file
from drammenworks.engine.content_store import Store
from drammenworks.engine.queries import CATALOGUE, QueryContext
from drammenworks.errors import ContentError, Finding, Location, Phrase
from drammenworks.images.probe_result import UnusableImageError

FOLDER = "files"
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
        suffix = PurePath(self.output_path).suffix
        return {".jpg": "JPEG", ".tif": "TIFF"}.get(suffix) or label_of(suffix)


class Attached(NamedTuple):
    """What becomes of a file that a document offers to the public."""

    attachment: Attachment | None
    """None when it cannot be published."""
    reason: str | None = None
    """Why it cannot be published, when that concerns the file as a whole."""
    findings: tuple[Finding, ...] = ()
    """What is wrong inside it, for which it cannot be published."""
    unfilled: tuple[Location, ...] = ()
    """The places where something is still to be written."""
    is_protected: bool = False
    """It asks for a password, or restricts what readers may do with it."""


@CATALOGUE.query(shards=16)
def attachment(ask: QueryContext, path: str, is_image: bool) -> Attached:
    """What is published of a file: an image without its metadata, any other file as it is."""
    workspace: Workspace = ask.environment
    file(ask, path)
    try:
        return (_strip if is_image else _as_it_is)(workspace, path)
    except ContentError as error:
        return Attached(None, findings=error.findings)
    except UnusableImageError as error:
        return Attached(None, error.reason)
    except OSError as error:
        return Attached(None, Phrase("den kan ikke leses ({error})", error=error.strerror))


def originals_store(cache_folder: Path) -> Store:
    """Return the store of images that the public may download, without their metadata."""
    return Store(cache_folder / "originals").open()


def _as_it_is(workspace: Workspace, path: str) -> Attached:
    """Return a file as it is, when it is what its name says."""
    suffix = PurePath(path).suffix.lower()
    location = workspace.root / path
    reason = fault_of(location, suffix) if suffix != ".vtt" else None
    if reason is not None:
        return Attached(None, reason)
    unfilled: tuple[Location, ...] = ()
    if suffix == ".vtt":
        unfilled = tuple(unfilled_lines(read_captions(location.read_bytes(), path=path), path=path))
    published = _attachment(path, digest_of_file(location), location.stat().st_size, is_original=False)
    return Attached(published, unfilled=unfilled, is_protected=is_protected(location, suffix))


def _strip(workspace: Workspace, path: str) -> Attached:
    # Loaded only when it is needed: it takes as long as planning a thousand pages.
    from drammenworks.images.stripping import strip_original  # noqa: PLC0415

    location = workspace.root / path
    stripped, kind = strip_original(location, location.read_bytes())
    suffixes = _SUFFIXES[kind]
    pure = PurePath(path)
    called = path if pure.suffix.lower() in suffixes else pure.with_suffix(suffixes[0]).as_posix()
    name, _ = originals_store(workspace.cache_folder).put(stripped)
    return Attached(_attachment(called, name, len(stripped), is_original=True))


def _attachment(path: str, name: str, size: int, *, is_original: bool) -> Attachment:
    pure = PurePath(path)
    stem = file_stem(pure.stem, "fil")
    return Attachment(f"{FOLDER}/{stem}.{name[:10]}{pure.suffix.lower()}", name, size, is_original)
