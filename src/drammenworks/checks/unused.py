"""Files under content/ that no document names."""

from __future__ import annotations

from drammenworks.content.files import files_of
from drammenworks.content.library import Library
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as rules


def check_unused(library: Library) -> list[Finding]:
    """Return a finding for every file that no document names, including drafts and expired documents."""
    if library.broken:
        return []  # The unreadable documents may use any file.
    used = {use.path for document in library.documents.values() for use in files_of(document)}
    return [
        rules.UNUSED.at(Location(path), name=path.rsplit("/", 1)[-1]) for path in sorted(library.files - used)
    ]
