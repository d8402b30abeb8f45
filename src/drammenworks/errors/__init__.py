"""What can go wrong, and how it is told. Imports nothing else of ours.

    DrammenworksError            root of everything we raise on purpose
    ├── ContentError             content, theme or configuration is wrong; carries its findings (exit 1)
    ├── UsageError               the command was called wrongly (exit 2)
    ├── the engine's own         the output or the cache is in use, occupied or unwritable (exit 1)
    └── authoring's own          a file made for people cannot be written, or must not be (exit 1)

Anything else that escapes is a fault of ours (exit 70).
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
