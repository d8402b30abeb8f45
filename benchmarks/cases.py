"""The situations in which builds are measured."""

from __future__ import annotations

from enum import StrEnum


class Case(StrEnum):
    """A situation; the value is its name on the command line. Repetitions go through them in this order."""

    COLD = "cold"
    UNCHANGED = "unchanged"
    CHECKOUT = "checkout"
    BODY = "body"
    TITLE = "title"
    SUMMARY = "summary"
    TAG = "tag"
    DATE = "date"
    ADDED = "added"
    DELETED = "deleted"
    OLDEST = "oldest"
    COLOUR = "colour"
    TEMPLATE = "template"

    @property
    def label(self) -> str:
        """What tables call it."""
        return _LABELS[self]

    @property
    def is_edit(self) -> bool:
        """Return whether a source file differs from what the last build read."""
        return self not in (Case.COLD, Case.UNCHANGED, Case.CHECKOUT)


_LABELS = {
    Case.COLD: "Cold: no output and no cache",
    Case.UNCHANGED: "Nothing changed, new process",
    Case.CHECKOUT: "Fresh checkout: new time stamps, same bytes, last build's cache and output",
    Case.BODY: "One body edited, new process",
    Case.TITLE: "One title edited, new process",
    Case.SUMMARY: "One summary edited, new process",
    Case.TAG: "One tag added to an article, new process",
    Case.DATE: "One date edited, new process",
    Case.ADDED: "One article added: the newest",
    Case.DELETED: "One article deleted: the newest",
    Case.OLDEST: "One article added: the oldest, so that our lists, numbered from it, move by one",
    Case.COLOUR: "One colour token of the style sheet edited, new process",
    Case.TEMPLATE: "Template of one kind edited: projects, one document in twenty",
}
