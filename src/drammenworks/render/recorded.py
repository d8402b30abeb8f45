"""Answers as they were recorded, for a build in which nothing but texts and templates changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from drammenworks.content.document import Document
from drammenworks.content.tables import Table, load_table
from drammenworks.engine.recorder import UnforeseenError
from drammenworks.render.facts import OF_THEMES, TEXT, Facts, Question
from drammenworks.render.materials import Materials

Load = Callable[[str], Document | None]
"""Returns the document in a file, by the file's path."""


class RecordedFacts(Facts):
    """Answers what was asked before as it was answered then, but for texts and looks, which are read anew."""

    __slots__ = ("_load", "_root", "_tables")

    def __init__(
        self, materials: Materials, recorded: Iterable[tuple[Question, Any]], load: Load, root: Path
    ) -> None:
        """Take answers that are known to hold.

        :param recorded: what former builds asked, and the answers, also those about texts and looks.
        """
        super().__init__(materials)
        self._answers.update(pair for pair in recorded if pair[0][0] not in OF_THEMES and pair[0][0] != TEXT)
        self._load = load
        self._root = root
        self._tables: dict[str, Table] = {}

    def answer(self, question: Question) -> Any:
        """Return the answer.

        :raises UnforeseenError: if it was not recorded, and is about more than texts and looks.
        """
        if question not in self._answers and question[0] not in OF_THEMES and question[0] != TEXT:
            raise UnforeseenError(question)
        return super().answer(question)

    def document(self, document_id: str, lang: str) -> Document | None:
        """Return a document whose fields were asked for before."""
        answer = self.answer(("meta", document_id, lang))
        return self._load(answer[1]) if answer is not None else None

    def table(self, file: str) -> Table | None:
        """Return the table in a file, which is as it was."""
        if file not in self._tables:
            self._tables[file] = load_table(self._root / file, file)
        return self._tables[file]
