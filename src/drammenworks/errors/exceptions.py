"""The exception tree; every one of them survives pickling between worker processes."""

from __future__ import annotations

from collections.abc import Iterable

from drammenworks.errors.finding import Finding


class DrammenworksError(Exception):
    """Root of the errors that we raise on purpose; made of what to tell the person at the terminal."""

    @property
    def message(self) -> str:
        """What to tell; a ``Phrase`` when it is ours to say."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class ContentError(DrammenworksError):
    """Content, a theme or the configuration is wrong.

    Carries every finding that is known at the point of raising, so that a run can report them together.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Finding, ...]]]:
        return (type(self), (self.findings,))


class UsageError(DrammenworksError):
    """The command was called wrongly; the message is for the person who called it."""
