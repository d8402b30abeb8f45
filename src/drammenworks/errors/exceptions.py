"""The exception hierarchy; every exception can be pickled between worker processes."""

from __future__ import annotations

from collections.abc import Iterable

from drammenworks.errors.finding import Finding


class DrammenworksError(Exception):
    """Base of all intentional errors; its argument is the message for the person at the terminal."""

    @property
    def message(self) -> str:
        """The message; a ``Phrase`` if it is translatable."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class ContentError(DrammenworksError):
    """Content, a theme or the configuration is invalid.

    Carries every finding known when it is raised, so that a run reports them together.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(str(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Finding, ...]]]:
        return (type(self), (self.findings,))


class UsageError(DrammenworksError):
    """The command is called incorrectly; the message is for the person at the terminal."""
