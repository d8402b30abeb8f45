"""What the parts of a comparison are called."""

from __future__ import annotations

from typing import Final

from drammenworks.diff.page_difference import Notice
from drammenworks.diff.site_difference import SiteDifference
from drammenworks.errors import Phrase
from drammenworks.errors.phrase import plural

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
        "endret i kalenderen, men uten høyere SEQUENCE: kalendere som har det, endrer det ikke før «updated» "
        "settes til i dag"
    ),
}
CHANGED_PAGES: Final = Phrase("Endrede sider")
NEW: Final = Phrase("nytt")
GONE: Final = Phrase("borte")
PICTURE: Final = Phrase("Bilde")
LINK: Final = Phrase("Lenke")
CHANGES: Final = Phrase("Dette endrer seg for leserne")
LOST_ADVICE: Final = Phrase(
    "Gi siden som har overtatt, den gamle adressen i «aliases», så leder den dit. "
    "Er innholdet borte for godt, så skriv den i content/urls/gone.yaml."
)
EMPTIED: Final = Phrase("en liste som ble tom")
LOST_LIST_ADVICE: Final = Phrase(
    "En liste som ble tom, hadde det siste som hørte til et emne, et sted, et år eller lignende. Den kommer "
    "tilbake når noe hører til der igjen. Skal den ikke det, så skriv adressen i «aliases» på siden som "
    "leserne heller bør komme til."
)
NOTHING: Final = Phrase("Ingen forskjell.")
WHOLE_SITE: Final = Phrase("Nettstedet")


def rest_of(site: SiteDifference) -> tuple[tuple[Phrase, tuple[str, ...]], ...]:
    """Return the addresses of pages that say what they said, each kind with what is different about it."""
    around = tuple(page.path for page in site.around)
    return (
        (
            plural(
                "{number} side har bare andre kort, menyer eller bunntekst.",
                "{number} sider har bare andre kort, menyer eller bunntekst.",
                len(around),
            ),
            around,
        ),
        (
            plural(
                "{number} side har den samme teksten, men annen HTML: det er malene som er endret.",
                "{number} sider har den samme teksten, men annen HTML: det er malene som er endret.",
                len(site.templates_only),
            ),
            site.templates_only,
        ),
        (
            plural(
                "{number} side er endret, men for stor til å sammenlignes.",
                "{number} sider er endret, men for store til å sammenlignes.",
                len(site.unread),
            ),
            site.unread,
        ),
    )


def language(code: str) -> str:
    """Return what a language is called; its code when it is none of ours."""
    return LANGUAGES.get(code, code)
