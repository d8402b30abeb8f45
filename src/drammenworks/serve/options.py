"""The settings of a local preview, and the callbacks for its events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from drammenworks.errors import Finding, Translate
from drammenworks.pipeline.options import Progress, Sharing
from drammenworks.pipeline.report import Report


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """The settings of a local preview."""

    root: Path
    """The project: the folder that contains content/ and themes/."""
    now: Callable[[], datetime]
    """Returns the current time, with a UTC offset."""
    at: datetime | None = None
    """The point in time that the sites are shown for until the clock is set; the current time when None."""
    host: str = "127.0.0.1"
    port: int = 8000
    """The port of the first site; the next sites get the next free ports."""
    ports: Mapping[str, int] = field(default_factory=dict)
    """The ports of sites in the preview that this one continues, by id."""
    drafts: bool = True
    image_memory: int | None = None
    """Bytes of memory for image processing; a quarter of the machine's memory when None."""
    edit_url: str | None = None
    """The template of links to source files, as in :class:`preview.editor.Editor`; VS Code when None."""
    sharing: Sharing | None = None
    """The cache that machines share; None for none."""
    say: Translate = str
    """Returns a text in the user's language."""


@dataclass(frozen=True, slots=True)
class SiteAddress:
    """The address at which a site is previewed."""

    site: str
    """The site's id."""
    name: str
    url: str
    port: int


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Functions that are called on events, always in the main thread."""

    progress: Callable[[], AbstractContextManager[Progress]]
    """Returns a context in which the progress of a build is shown."""
    on_build: Callable[[], None]
    """A build starts because something changed."""
    on_report: Callable[[Report, bool], None]
    """A build ended. The second argument is whether there are pages to show, from any build."""
    on_finding: Callable[[Finding], None]
    """Something is wrong with a picture that was made after its page was shown."""
    on_ready: Callable[[Sequence[SiteAddress]], None]
    """The sites can be visited for the first time."""
    on_new_site: Callable[[SiteAddress], None]
    """A site was added to the project; it can be visited once it is built."""
    on_missing: Callable[[Sequence[str]], None]
    """Input folders are missing; builds resume when they are back."""
    on_polling: Callable[[str], None]
    """The system cannot report changes, for the given reason, so the folders are polled."""
    on_fault: Callable[[Exception], None]
    """Something failed that is not caused by the content."""
