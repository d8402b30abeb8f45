"""The errors of writing files for authors, in addition to UsageError."""

from __future__ import annotations

from drammenworks.engine.publish import reason_of
from drammenworks.errors import DrammenworksError, Phrase


class NotWritableError(DrammenworksError):
    """A file cannot be written."""


class UnreadableSettingsError(DrammenworksError):
    """A file shared with other programs cannot be read, and is not overwritten."""


def write_error(path: str, error: OSError) -> NotWritableError:
    """Return the error to raise when the system refuses to write a file."""
    return NotWritableError(Phrase("Kan ikke skrive {path}: {reason}", path=path, reason=reason_of(error)))
