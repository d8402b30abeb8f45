"""What a preview showed last, so that the next one has something to show before it has built anything.

It is the first sight only: a build follows at once, and what it gives takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from drammenworks.base.files import write_atomic
from drammenworks.engine.artifact import Artifact
from drammenworks.engine.checksummed import pack, unpack
from drammenworks.pipeline.fingerprint import generator_fingerprint
from drammenworks.pipeline.options import Options
from drammenworks.pipeline.unchanged import look_at_inputs
from drammenworks.serve.preview import Tree


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was shown."""

    names: Mapping[str, str]
    """What each site is called, by its id."""
    trees: Mapping[str, Tree]
    styles: Mapping[str, str]
    is_current: bool
    """Nothing has changed since, neither on disk nor by the clock."""


def remember(
    file: Path,
    options: Options,
    names: Mapping[str, str],
    trees: Mapping[str, Tree],
    styles: Mapping[str, str],
    next_change: datetime | None,
) -> None:
    """Keep what a build with these options gave; nothing may have changed since.

    :raises OSError: if it cannot be written.
    """
    plain = {
        site: [(path, _content(artifact), artifact.digest) for path, artifact in tree.items()]
        for site, tree in trees.items()
    }
    until = next_change.timestamp() if next_change is not None else None
    moments = (options.at.timestamp(), until)
    inputs = look_at_inputs(options).files
    write_atomic(file, pack((_key(options), inputs, moments, dict(names), plain, dict(styles))))


def recall(file: Path, options: Options) -> Remembered | None:
    """Return what was kept of a preview like this one; None when there is nothing that is whole."""
    try:
        kept: Any = unpack(file.read_bytes())
    except OSError:
        return None
    if not isinstance(kept, tuple) or kept[0] != _key(options):
        return None
    _, inputs, (built_at, until), names, plain, styles = kept
    at = options.at.timestamp()
    is_due = at < built_at or (until is not None and at >= until)
    trees = {
        site: {
            path: Artifact(path, content if isinstance(content, bytes) else Path(content), digest)
            for path, content, digest in files
        }
        for site, files in plain.items()
    }
    is_current = not is_due and look_at_inputs(options).files == inputs
    return Remembered(names, trees, styles, is_current)


def _content(artifact: Artifact) -> bytes | str:
    return artifact.content if isinstance(artifact.content, bytes) else str(artifact.content)


def _key(options: Options) -> tuple[object, ...]:
    """Return what makes two previews alike, in plain types."""
    urls = tuple(sorted(options.base_urls.items()))
    return (generator_fingerprint(), str(options.root), urls, options.drafts)
