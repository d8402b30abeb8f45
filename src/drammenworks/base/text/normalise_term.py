"""The form in which terms, such as tags, are compared and shown."""

from __future__ import annotations

import unicodedata


def normalise_term(text: str) -> str:
    """Return a term composed, with single blanks and without characters that nobody sees.

    A Mac may write « å » as an a and a ring, and copied text has marks that have no width.
    """
    seen = (char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())
