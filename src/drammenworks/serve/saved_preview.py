"""Saves the pages of a preview, so that the next preview can show them before its first build ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from drammenworks.base.atomic_write import write_atomic
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.checksummed import pack, unpack
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.input_scan import changes_since_stored, scan_inputs
from drammenworks.pipeline.options import Options
from drammenworks.serve.preview_state import SiteTree


@dataclass(frozen=True, slots=True)
class CachedPreview:
    """The pages of an earlier preview."""

    names: Mapping[str, str]
    """The name of each site, by its id."""
    trees: Mapping[str, SiteTree]
    styles: Mapping[str, str]
    is_current: bool
    """Whether a build would give the same pages: neither input files nor the clock have changed them."""


def save_preview(
    file: Path,
    options: Options,
    names: Mapping[str, str],
    trees: Mapping[str, SiteTree],
    styles: Mapping[str, str],
    next_change: datetime | None,
    generation: str,
) -> None:
    """Save the pages of a build with these options.

    :param generation: that of the graph which the pages are of, as it was saved.
    :raises OSError: if the file cannot be written.
    """
    plain = {
        site: [(path, _content(artifact), artifact.digest) for path, artifact in tree.items()]
        for site, tree in trees.items()
    }
    until = next_change.timestamp() if next_change is not None else None
    validity = (options.at.timestamp(), until)
    write_atomic(file, pack((_key(options), generation, validity, dict(names), plain, dict(styles))))


def load_preview(file: Path, options: Options) -> CachedPreview | None:
    """Return the saved pages; None when there are none for these options or the file is damaged."""
    try:
        saved: Any = unpack(file.read_bytes())
    except OSError:
        return None
    if not isinstance(saved, tuple) or saved[0] != _key(options):
        return None
    _, generation, (built_at, until), names, plain, styles = saved
    at = options.at.timestamp()
    is_outdated = at < built_at or (until is not None and at >= until)
    trees = {
        site: {
            path: Artifact(path, content if isinstance(content, bytes) else Path(content), digest)
            for path, content, digest in files
        }
        for site, files in plain.items()
    }
    changes = changes_since_stored(options, scan_inputs(options))
    is_current = not is_outdated and changes.is_empty and changes.generation == generation
    return CachedPreview(names, trees, styles, is_current)


def _content(artifact: Artifact) -> bytes | str:
    return artifact.content if isinstance(artifact.content, bytes) else str(artifact.content)


def _key(options: Options) -> tuple[object, ...]:
    """Return the generator and the options that the pages depend on."""
    urls = tuple(sorted(options.base_urls.items()))
    return (generator_fingerprint(), str(options.root), urls, options.drafts)
