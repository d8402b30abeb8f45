"""The languages of messages: bokmål, the source language, and English.

An up-to-date build imports this module, so a catalogue is loaded only for a language other than bokmål.
"""

from __future__ import annotations

from pathlib import Path

from drammenworks.errors import Translate
from drammenworks.messages.language import ENGLISH, LANGUAGES, SOURCE_LANGUAGE, choose_language

__all__ = ["ENGLISH", "LANGUAGES", "LOCALE_FOLDER", "SOURCE_LANGUAGE", "choose_language", "translator"]

LOCALE_FOLDER = Path(__file__).with_name("locale")


def translator(language: str) -> Translate:
    """Return the function that translates to ``language``; the first phrase loads the catalogue."""
    if language == SOURCE_LANGUAGE:
        return str
    from drammenworks.messages.catalogue import MessageCatalogue  # noqa: PLC0415

    return MessageCatalogue(LOCALE_FOLDER / language / "LC_MESSAGES" / "drammenworks.mo").translate
