"""What the parts of a comparison are called."""

from __future__ import annotations

from typing import Final

from drammenworks.diff.page_difference import Notice
from drammenworks.errors import Phrase

NOTICES: Final = {
    Notice.TITLE: Phrase("Tittel"),
    Notice.DATE: Phrase("Dato"),
    Notice.PRICE: Phrase("Pris"),
    Notice.STATUS: Phrase("Status"),
    Notice.FIGURE: Phrase("Tall"),
}
LANGUAGES: Final = {"nb": Phrase("bokmål"), "nn": Phrase("nynorsk"), "en": Phrase("engelsk")}
FILES: Final = {
    "pictures": Phrase("Bilder"),
    "documents": Phrase("Filer til nedlasting"),
    "assets": Phrase("Stilark, skrifter og skript"),
    "others": Phrase("Andre filer"),
}
CALENDARS: Final = {
    "added": Phrase("nytt i kalenderen"),
    "removed": Phrase("borte fra kalenderen"),
    "changed": Phrase("endret i kalenderen"),
    "unraised": Phrase(
        "endret i kalenderen, men uten høyere SEQUENCE: kalendere som har det, endrer det ikke"
    ),
}
NOTHING: Final = Phrase("Ingen forskjell.")
WHOLE_SITE: Final = Phrase("Nettstedet")


def language(code: str) -> str:
    """Return what a language is called; its code when it is none of ours."""
    return LANGUAGES.get(code, code)
