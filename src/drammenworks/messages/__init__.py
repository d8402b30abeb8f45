"""The languages in which people are told things: bokmål, which is the source, and English.

A build with nothing to do imports this, so a catalogue is loaded only for who speaks another language.
"""

from __future__ import annotations

from pathlib import Path

from drammenworks.errors import Translate
from drammenworks.messages.language import ENGLISH, LANGUAGES, SOURCE_LANGUAGE, choose_language

__all__ = ["ENGLISH", "LANGUAGES", "LOCALE_FOLDER", "SOURCE_LANGUAGE", "choose_language", "translator"]

LOCALE_FOLDER = Path(__file__).with_name("locale")


def translator(language: str) -> Translate:
    """Return what says a text in ``language``; a catalogue is read when the first phrase is said."""
    if language == SOURCE_LANGUAGE:
        return str
    from drammenworks.messages.catalogue import Catalogue  # noqa: PLC0415

    return Catalogue(LOCALE_FOLDER / language / "LC_MESSAGES" / "drammenworks.mo").say
