"""Where the editor of a preview opens files, and in which language the toolbar addresses them."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.errors import Translate
from drammenworks.preview.editor import Editor


@dataclass(frozen=True, slots=True)
class EditorContext:
    """How the toolbar links to source files, and how it translates texts."""

    editor: Editor | None
    """None where files cannot be opened from the page."""
    say: Translate
    """Returns a text in the editor's language."""

    def link(self, path: str, line: int | None = None, column: int | None = None) -> str | None:
        """Return the URL that opens a file, by its path from the project's root; None without an editor."""
        return self.editor.link(path, line, column) if self.editor is not None else None
