"""The situations in which builds are measured."""

from __future__ import annotations

from enum import StrEnum


class Case(StrEnum):
    """A situation; the value is its name on the command line."""

    COLD = "cold"
    UNCHANGED = "unchanged"
    BODY = "body"
    TITLE = "title"

    @property
    def label(self) -> str:
        """What tables call it."""
        return _LABELS[self]

    @property
    def is_edit(self) -> bool:
        """Tell whether a document is changed before the build."""
        return self in (Case.BODY, Case.TITLE)


_LABELS = {
    Case.COLD: "Cold: no output and no cache",
    Case.UNCHANGED: "Nothing changed, new process",
    Case.BODY: "One body edited, new process",
    Case.TITLE: "One title edited, new process",
}
