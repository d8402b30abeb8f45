"""How a preview is asked for, and whom it tells what happens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from drammenworks.errors import Translate
from drammenworks.pipeline.options import Progress
from drammenworks.pipeline.report import Report


@dataclass(frozen=True, slots=True)
class Settings:
    """How a preview is asked for."""

    root: Path
    """The project: the folder that holds content/ and themes/."""
    now: Callable[[], datetime]
    """Returns the present, with an offset."""
    at: datetime | None = None
    """As of when to show the sites, until somebody chooses otherwise; as of now when None."""
    host: str = "127.0.0.1"
    port: int = 8000
    """Of the first site; the others follow."""
    drafts: bool = True
    image_memory: int | None = None
    """Bytes that pictures may take while they are made; a quarter of the machine's memory when None."""
    edit_url: str | None = None
    """Where files are edited, as :class:`preview.editor.Editor` takes it; on this machine when None."""
    say: Translate = str
    """Says what pages show in the person's language."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a site is previewed."""

    site: str
    """Its id."""
    name: str
    url: str
    port: int


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Who is told what happens; always in the main thread."""

    progress: Callable[[], AbstractContextManager[Progress]]
    """Shows a build's progress while it is entered."""
    on_build: Callable[[], None]
    """A build begins because something changed."""
    on_report: Callable[[Report, bool], None]
    """A build ended; and whether there are pages to show, of this or an earlier one."""
    on_ready: Callable[[Sequence[Address]], None]
    """The first build ended, and the sites can be visited."""
    on_new_site: Callable[[Address], None]
    """A site was added to the project, and can be visited once it is built."""
    on_missing: Callable[[Sequence[str]], None]
    """Folders without which nothing can be built are gone; it goes on when they are back."""
    on_polling: Callable[[str], None]
    """The system will not tell of changes, for this reason, so that they are looked for."""
    on_fault: Callable[[Exception], None]
    """Something failed that is not the content's fault."""
