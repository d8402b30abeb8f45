"""Text as HTML."""

from __future__ import annotations

from collections.abc import Iterable

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def escape_text(text: str) -> str:
    """Return ``text`` escaped for HTML content, with soft hyphens as visible entities."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if _SOFT_HYPHEN in text:
        text = text.replace(_SOFT_HYPHEN, "&shy;")
    return text


def escape_value(text: str) -> str:
    """Return ``text`` escaped for a quoted attribute value."""
    return escape_text(text).replace('"', "&quot;")


def html_attributes(attributes: Iterable[tuple[str, str]]) -> str:
    """Return the attributes as in a tag, each with a space before it."""
    return "".join(f' {name}="{escape_value(value)}"' for name, value in attributes)
