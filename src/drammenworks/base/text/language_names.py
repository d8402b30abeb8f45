"""The names of languages in messages."""

from __future__ import annotations

from drammenworks.errors import Phrase

LANGUAGE_NAMES = {"nb": Phrase("bokmål"), "nn": Phrase("nynorsk"), "en": Phrase("engelsk")}


def language_name(lang: str) -> str:
    """Return the name of a language as messages write it: «på engelsk», and never «på en»."""
    return LANGUAGE_NAMES.get(lang, lang)
