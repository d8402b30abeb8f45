"""Errors and findings. Imports no other package of the program.

    DrammenworksError            root of every intentional error
    ├── ContentError             content, theme or configuration is invalid; carries its findings (exit 1)
    ├── UsageError               the command is called incorrectly (exit 2)
    ├── errors of engine         the output or the cache is in use, occupied or unwritable (exit 1)
    └── errors of authoring      a file for editors cannot be written, or must not be (exit 1)

Any other exception is a bug (exit 70).
"""

from drammenworks.errors.exceptions import ContentError, DrammenworksError, UsageError
from drammenworks.errors.finding import Finding, Location, Rule, Severity
from drammenworks.errors.nearest import nearest
from drammenworks.errors.phrase import Phrase, Translate

__all__ = [
    "ContentError",
    "DrammenworksError",
    "Finding",
    "Location",
    "Phrase",
    "Rule",
    "Severity",
    "Translate",
    "UsageError",
    "nearest",
]
