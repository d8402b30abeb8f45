"""Links that open a file where it can be edited."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

VS_CODE = "vscode://file/{file}:{line}:{column}"
"""code.visualstudio.com/docs/configure/command-line#_opening-vs-code-with-urls"""


@dataclass(frozen=True, slots=True)
class Editor:
    """Makes links to files of a project."""

    root: Path
    """The project's folder."""
    template: str = VS_CODE
    """A URL with ``{path}`` (from the root) or ``{file}`` (on this machine), and ``{line}`` and ``{column}``.

    It is ``https://github.com/org/repo/edit/branch/{path}`` where the files are edited on the web."""

    def link(self, path: str, line: int | None = None, column: int | None = None) -> str:
        """Return the URL that opens a file, by its path from the project's root, at a place in it."""
        places = {
            "{path}": quote(path),
            # A drive comes first on Windows, and nothing may come before the slash elsewhere.
            "{file}": quote((self.root / path).as_posix().lstrip("/"), safe="/:"),
            "{line}": str(line or 1),
            "{column}": str(column or 1),
        }
        url = self.template
        for placeholder, value in places.items():
            url = url.replace(placeholder, value)
        return url
