"""What can go wrong while files are made for people, beside wrong usage."""

from __future__ import annotations

from drammenworks.engine.publish import reason_of
from drammenworks.errors import DrammenworksError, Phrase


class NotWritableError(DrammenworksError):
    """A file cannot be written."""


class UnreadableSettingsError(DrammenworksError):
    """A file that others write in as well cannot be read, and is left alone."""


def write_error(path: str, error: OSError) -> NotWritableError:
    """Return the error to raise when the system refused to write a file."""
    return NotWritableError(Phrase("Kan ikke skrive {path}: {reason}", path=path, reason=reason_of(error)))
