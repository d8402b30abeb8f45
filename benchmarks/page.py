"""docs/benchmarks.md, which several commands write: each its own part."""

from __future__ import annotations

import re
from pathlib import Path


def write_part(file: Path, name: str, text: str) -> None:
    """Replace a part of the page by ``text``, or add it at the end; the other parts stay as they are."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    part = f"{begin}\n\n{text.strip()}\n\n{end}\n"
    page = file.read_text(encoding="utf-8") if file.exists() else ""
    mine = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}\n", re.DOTALL)
    replaced, count = mine.subn(lambda _: part, page)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(replaced if count else "\n".join(filter(None, (page, part))), encoding="utf-8")
