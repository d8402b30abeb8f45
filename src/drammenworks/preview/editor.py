"""Links that open a source file in an editor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

VS_CODE = "vscode://file/{file}:{line}:{column}"
"""code.visualstudio.com/docs/configure/command-line#_opening-vs-code-with-urls"""


@dataclass(frozen=True, slots=True)
class Editor:
    """Builds the links that open files of a project in an editor."""

    root: Path
    """The project's folder."""
    template: str = VS_CODE
    """A URL with ``{path}`` (from the root) or ``{file}`` (on this machine), and ``{line}`` and ``{column}``.

    For files that are edited on GitHub it is ``https://github.com/org/repo/edit/branch/{path}``."""

    def link(self, path: str, line: int | None = None, column: int | None = None) -> str:
        """Return the URL that opens a file, by its path from the project's root, at a line and column."""
        values = {
            "{path}": quote(path),
            # On Windows the path starts with a drive; elsewhere the template has the leading slash already.
            "{file}": quote((self.root / path).as_posix().lstrip("/"), safe="/:"),
            "{line}": str(line or 1),
            "{column}": str(column or 1),
        }
        url = self.template
        for placeholder, value in values.items():
            url = url.replace(placeholder, value)
        return url
