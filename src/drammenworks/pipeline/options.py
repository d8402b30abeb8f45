"""How a build is asked for, and whom it tells of its progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Told the stage, and how much of how much of it is done."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Toolbar:
    """The toolbar that editors see on each page of a static preview."""

    language: str
    """Of its texts."""
    edit_url: str | None = None
    """Where files are edited, as :class:`preview.editor.Editor` takes it; nowhere when None."""
    differences_url: str | None = None
    """Where the HTML page of ``drammenworks diff`` is published; nowhere when None."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """The cache that machines share."""

    url: str = field(repr=False)
    """Where it is; may have a password in it."""
    keys_file: Path
    """The public keys of those who may fill it."""
    private_key: str | None = field(default=None, repr=False)
    """What this machine signs with, as ssh-keygen writes it; None when it only reads."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a build is asked for."""

    root: Path
    """The project: the folder that holds content/ and themes/."""
    output: Path
    cache: Path
    at: datetime
    """As of when, with an offset."""
    site_ids: tuple[str, ...] = ()
    """The sites to build; all when empty."""
    base_urls: Mapping[str, str] = field(default_factory=dict)
    """Where a site will lie in this build, by its id; where it is published when absent."""
    drafts: bool = False
    toolbar: Toolbar | None = None
    """The toolbar of each page; None for pages as the public gets them."""
    jobs: int | None = None
    """How many processes work at once; as many as there are cores when None."""
    image_memory: int | None = None
    """Bytes that pictures may take while they are made; a quarter of the machine's memory when None."""
    tolerated: frozenset[str] = frozenset()
    """Codes of findings that are not told of and stop nothing: the caller finds them out otherwise."""
    strict: bool = False
    """Let nothing be published while there are warnings."""
    clean: bool = False
    """Begin by throwing away what is kept between builds."""
    sharing: Sharing | None = None
    """The cache that machines share; None for none."""
    patience: float = 60.0
    """Seconds to wait for another build that uses the same cache or output."""
