"""For whom the bar is made: where they edit, and in which language they are told things."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.errors import Translate
from drammenworks.preview.editor import Editor


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody edits, and how they are told things."""

    editor: Editor | None
    """None where nothing can be edited from."""
    say: Translate

    def link(self, path: str, line: int | None = None, column: int | None = None) -> str | None:
        """Return the URL that opens a file, by its path from the project's root, if there is one."""
        return self.editor.link(path, line, column) if self.editor is not None else None
