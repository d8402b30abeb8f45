"""Which kind of content somebody means, and the form in which its documents are kept."""

from __future__ import annotations

from enum import Enum, auto

from drammenworks.content.models import KINDS, Kind
from drammenworks.errors import Phrase, UsageError
from drammenworks.errors.nearest import did_you_mean


class FileLayout(Enum):
    """The file or folder that a new document is."""

    TEXT = auto()
    """``name.md``; its pictures lie in content/media/."""
    FOLDER = auto()
    """``name/index.md``, with pictures, captions or tables beside it."""
    DATA = auto()
    """``name.yaml``: fields alone, without prose."""

    @property
    def suffix(self) -> str:
        """The end of its file's name."""
        return ".yaml" if self is FileLayout.DATA else ".md"


_LAYOUTS = {
    "report": FileLayout.FOLDER,
    "video": FileLayout.FOLDER,
    "person": FileLayout.DATA,
    "organisation": FileLayout.DATA,
}

_ALSO_CALLED = {
    "rapport": "report",
    "film": "video",
    "møte": "event",
    "hendelse": "event",
    "artikkel": "article",
    "sak": "article",
    "bedrift": "organisation",
}


def file_layout(kind: Kind) -> FileLayout:
    """Return the form in which the documents of a kind are kept."""
    return _LAYOUTS.get(kind.name, FileLayout.TEXT)


def find_kind(name: str) -> Kind:
    """Return the kind that is called ``name``, in bokmål or English, of one or of several.

    :raises UsageError: if there is none; the message suggests the nearest.
    """
    by_name = {
        word: kind for kind in KINDS.values() for word in (kind.name, kind.folder, kind.label, kind.plural)
    }
    by_name |= {word: KINDS[kind] for word, kind in _ALSO_CALLED.items()}
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
