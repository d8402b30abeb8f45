"""Errors of an output folder: it cannot be written, or foreign files are in the way."""

from __future__ import annotations

import errno

from drammenworks.errors import DrammenworksError, Phrase

_REASONS = {
    errno.ENOSPC: Phrase("det er ikke mer plass på disken. Frigjør plass, og prøv igjen."),
    errno.EDQUOT: Phrase("kvoten på disken er brukt opp. Frigjør plass, og prøv igjen."),
    errno.EROFS: Phrase("den er skrivebeskyttet. Gi skrivetilgang, og prøv igjen."),
    errno.EACCES: Phrase("du har ikke tilgang. Gi skrivetilgang, og prøv igjen."),
    errno.EPERM: Phrase("du har ikke tilgang. Gi skrivetilgang, og prøv igjen."),
    errno.EEXIST: Phrase("der ligger det noe annet enn en mappe. Flytt det, og prøv igjen."),
    errno.ENOTDIR: Phrase("der ligger det noe annet enn en mappe. Flytt det, og prøv igjen."),
    errno.ENOENT: Phrase(
        "den, eller mappen den ligger i, finnes ikke. Se etter skrivefeil, eller lag mappen, og prøv igjen."
    ),
    errno.EISDIR: Phrase("der ligger det en mappe. Velg et annet navn, og prøv igjen."),
    errno.ENAMETOOLONG: Phrase("navnet er for langt. Velg et kortere, og prøv igjen."),
    errno.ELOOP: Phrase("snarveier der leder i ring. Rett dem, eller velg en annen mappe, og prøv igjen."),
    errno.EIO: Phrase("disken svarer med feil. Se etter om den er full eller skadet, og prøv igjen."),
    errno.EXDEV: Phrase("den er på en annen disk enn resten. Velg en mappe der alt er på samme disk."),
}


class OutputUnwritableError(DrammenworksError, OSError):
    """The output folder cannot be written: it is full, or forbidden."""


class OutputOccupiedError(DrammenworksError):
    """Foreign files lie where ours must be."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        """Under the output folder."""
        super().__init__(
            Phrase("Det ligger noe i veien som ingen bygging har laget: {paths}.", paths=", ".join(paths))
        )

    def __reduce__(self) -> tuple[type[OutputOccupiedError], tuple[tuple[str, ...]]]:
        return (type(self), (self.paths,))


def reason_of(error: OSError) -> str:
    """Return why a file could not be written, and what to do about it, in bokmål."""
    return _REASONS.get(error.errno or 0, f"{error.strerror or error}.")
