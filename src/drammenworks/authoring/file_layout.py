"""Find kinds by their names, and the file layout of their documents."""

from __future__ import annotations

from enum import Enum, auto

from drammenworks.content.models import KIND_SYNONYMS, KINDS, Kind
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean


class FileLayout(Enum):
    """The file layout of a new document."""

    TEXT = auto()
    """``name.md``; its pictures are in content/media/."""
    FOLDER = auto()
    """``name/index.md``, with pictures, captions or tables beside it."""
    DATA = auto()
    """``name.yaml``: fields alone, without prose."""

    @property
    def suffix(self) -> str:
        """The suffix of the file."""
        return ".yaml" if self is FileLayout.DATA else ".md"


_LAYOUTS = {
    "report": FileLayout.FOLDER,
    "video": FileLayout.FOLDER,
    "person": FileLayout.DATA,
    "organisation": FileLayout.DATA,
}


def file_layout(kind: Kind) -> FileLayout:
    """Return the file layout of a kind's documents."""
    return _LAYOUTS.get(kind.name, FileLayout.TEXT)


def find_kind(name: str) -> Kind:
    """Return the kind named ``name``, in bokmål or English, singular or plural.

    :raises UsageError: if no kind has this name; the message suggests the nearest one.
    """
    by_name = {
        word: kind for kind in KINDS.values() for word in (kind.name, kind.folder, kind.label, kind.plural)
    }
    by_name |= {word: KINDS[kind] for word, kind in KIND_SYNONYMS.items()}
    found = by_name.get(name.strip().casefold())
    if found is None:
        known = ", ".join(kind.label for kind in KINDS.values())
        suggestion = did_you_mean(name, by_name)
        raise UsageError(
            Phrase(
                "Innholdstypen «{name}» finnes ikke.{suggestion} Velg blant: {known}.",
                name=name,
                suggestion=suggestion,
                known=known,
            )
        )
    return found
