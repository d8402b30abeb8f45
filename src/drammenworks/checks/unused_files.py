"""Files under content/ that no document names."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from drammenworks.content.document import Document
from drammenworks.content.referenced_files import files_of
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as rules


def check_unused(documents: Iterable[Document], files: Collection[str]) -> list[Finding]:
    """Return a finding for every file that no document names, drafts and expired ones included.

    :param documents: all there are; what could not be read may use any file.
    """
    used = {use.path for document in documents for use in files_of(document)}
    return [rules.UNUSED.at(Location(path), name=path.rsplit("/", 1)[-1]) for path in sorted({*files} - used)]
