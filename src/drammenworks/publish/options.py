"""What publishing is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""

OnWait = Callable[[str], None]
"""Called with a message when somebody else is publishing to the same target."""


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """What publishing is asked to do."""

    target: str
    """As it was typed; ``{site}`` stands for the id of a site."""
    output: Path
    """The folder of the built sites."""
    now: datetime
    state: str | None = None
    """Where earlier versions are stored, as it was typed; beside the target when None."""
    site_ids: tuple[str, ...] = ()
    """All sites of the output when empty."""
    back_to: str | None = None
    """The version to go back to; when empty the one before the public one. None publishes the output."""
    dry_run: bool = False
    allow_removals: bool = False
    allow_hidden: bool = False
    """Publish a site that is kept out of search engines, as those with drafts are."""
    keep_assets: timedelta = timedelta(days=1)
    """How long a fingerprinted file stays that no page uses any more."""
    keep_versions: int = 20
    take_over: bool = False
    """Publish where there are files that no publication has listed."""
    verify: bool = False
    """Read what is at the target, instead of believing what the last publication listed."""
    note: str = ""
    """Stored with the version."""
