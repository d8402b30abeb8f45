"""Text as HTML."""

from __future__ import annotations

from collections.abc import Iterable

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


def escape_text(text: str) -> str:
    """Return ``text`` as it stands between tags, with soft hyphens that a person can see."""
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
    """Return ``text`` as it stands in the quotes of an attribute."""
    return escape_text(text).replace('"', "&quot;")


def html_attributes(attributes: Iterable[tuple[str, str]]) -> str:
    """Return the attributes as they stand in a tag, each with a space before it."""
    return "".join(f' {name}="{escape_value(value)}"' for name, value in attributes)
