"""Quotations in findings."""

from __future__ import annotations

_MAX_LENGTH = 60
"""Characters."""
_MAX_WORDS = 5


def shortened(text: str) -> str:
    """Return a text, or its first characters."""
    return text if len(text) <= _MAX_LENGTH else f"{text[:_MAX_LENGTH]}…"


def beginning(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    return shortened(" ".join(words[:_MAX_WORDS])) + (" …" if len(words) > _MAX_WORDS else "")
