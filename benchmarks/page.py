"""docs/benchmarks.md, which several commands write: each its own part."""

from __future__ import annotations

import re
from pathlib import Path

_ORDER = ("sites", "brands", "images", "start", "preview")
"""Of the parts; the first has the title of the page."""
_PART = re.compile("<!-- (?P<name>[a-z]+): begin -->.*?<!-- (?P=name): end -->\n", re.DOTALL)


def write_part(file: Path, name: str, text: str) -> None:
    """Replace a part of the page by ``text``, or add it in its place; the other parts stay as they are."""
    page = file.read_text(encoding="utf-8") if file.exists() else ""
    parts = {match["name"]: match[0] for match in _PART.finditer(page)}
    parts[name] = f"<!-- {name}: begin -->\n\n{text.strip()}\n\n<!-- {name}: end -->\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(parts[each] for each in _ORDER if each in parts), encoding="utf-8")
