"""Say phrases in another language, by gettext's catalogues."""

from __future__ import annotations

from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from drammenworks.errors import Phrase
from drammenworks.errors.phrase import fill


class Catalogue:
    """The translations to one language."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _translations(self) -> NullTranslations:
        try:
            with self._file.open("rb") as file:
                return GNUTranslations(file)
        except (OSError, UnicodeDecodeError):
            # An incomplete installation still has something to say, in bokmål.
            return NullTranslations()

    def say(self, text: str) -> str:
        """Return a phrase in the language; text that is nobody's wording stays as it is."""
        if not isinstance(text, Phrase):
            return str(text)
        one, many, number, params = text.wording
        if many is None:
            wording = self._translations.gettext(one)
        else:
            wording = self._translations.ngettext(one, many, number)
        return fill(wording, params, self.say)
