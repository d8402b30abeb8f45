"""Invisible characters, which come along when text is copied: which they are, and text without them."""

from __future__ import annotations

import re
import unicodedata

from drammenworks.errors import Phrase

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""What Unicode calls default ignorable: it has no width and no shape of its own."""

_NAMES = {
    "\u00ad": Phrase("en myk bindestrek"),
    "\u200b": Phrase("et mellomrom uten bredde"),
    "\u200c": Phrase("en bokstavskiller uten bredde"),
    "\u200d": Phrase("en bokstavbinder uten bredde"),
    "\u200e": Phrase("et merke for skrift mot høyre"),
    "\u200f": Phrase("et merke for skrift mot venstre"),
    "\u2060": Phrase("en ordbinder uten bredde"),
    "\ufeff": Phrase("et byterekkefølgemerke"),
}


def find_invisible(text: str) -> str | None:
    """Return the first invisible character of a text, or None when it has none."""
    found = _INVISIBLE.search(text)
    return found[0] if found is not None else None


def without_invisible(text: str) -> str:
    """Return a text without its invisible characters."""
    return _INVISIBLE.sub("", text)


def name_of_invisible(char: str) -> Phrase:
    """Return what findings call an invisible character: «et mellomrom uten bredde (U+200B)»."""
    name = _NAMES.get(char, Phrase("et usynlig tegn"))
    return Phrase("{name} (U+{number})", name=name, number=f"{ord(char):04X}")


def normalise_term(text: str) -> str:
    """Return a term as it is compared and shown: composed, with single blanks and nothing invisible."""
    return " ".join(unicodedata.normalize("NFC", without_invisible(text)).split())
