"""Translate phrases with gettext catalogues."""

from __future__ import annotations

from functools import cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from drammenworks.errors import Phrase
from drammenworks.errors.phrase import fill


class MessageCatalogue:
    """The translations to one language."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @cached_property
    def _translations(self) -> NullTranslations:
        try:
            with self._file.open("rb") as file:
                return GNUTranslations(file)
        except (OSError, UnicodeDecodeError):
            # Without its catalogues, an installation falls back to bokmål.
            return NullTranslations()

    def translate(self, text: str) -> str:
        """Return the translation of a phrase; other text is unchanged."""
        if not isinstance(text, Phrase):
            return str(text)
        msgid, msgid_plural, number, params = text.source
        if msgid_plural is None:
            message = self._translations.gettext(msgid)
        else:
            message = self._translations.ngettext(msgid, msgid_plural, number)
        return fill(message, params, self.translate)
