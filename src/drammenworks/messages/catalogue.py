"""Say phrases in another language, by gettext's catalogues."""

from __future__ import annotations

from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from drammenworks.errors import Phrase, Say
from drammenworks.errors.phrase import fill
from drammenworks.messages.language import SOURCE_LANGUAGE

LOCALE_FOLDER = Path(__file__).with_name("locale")
DOMAIN = "drammenworks"


def say_in(language: str) -> Say:
    """Return what says a text in ``language``; a catalogue is read when the first phrase is said."""
    return str if language == SOURCE_LANGUAGE else _Catalogue(language).say


class _Catalogue:
    """The translations to one language."""

    def __init__(self, language: str) -> None:
        self._file = LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo"

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
