"""The ids that themes give to parts of every page, which no text can have."""

from __future__ import annotations

FRAME_IDS = frozenset(("main", "site-menu", "site-search"))
"""Other ids of themes have a colon, which ids of headings and authors never have."""
