"""DW4xx: how the text is written. Reported by ``check`` alone.

DW438–DW439 links    DW444 pictures    DW470 its time    DW465–DW468, DW471–DW479 the text itself
"""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_WARNING = Severity.WARNING
_INFO = Severity.INFO

URL_AS_TEXT = Rule(
    "DW438",
    _WARNING,
    "Lenketeksten er selve adressen, «{text}», som blir lest opp tegn for tegn (WCAG 2.4.4).",
    "Skriv hva leseren kommer til: [tekst]({target}).",
)
URL_NOT_LINKED = Rule(
    "DW439",
    _INFO,
    "Adressen «{text}» står i teksten, men er ikke en lenke, så leseren må skrive den av.",
    "Gjør det den handler om til en lenke: [tekst]({target}).",
)
ALT_SAYS_PICTURE = Rule(
    "DW444",
    _INFO,
    "Den alternative teksten begynner med «{text}», men skjermlesere sier selv at det er et bilde.",
    "Begynn med det som er å se.",
)
CAPITALS = Rule(
    "DW471",
    _WARNING,
    "«{text}» er skrevet med bare store bokstaver. Det er tungt å lese, og noen skjermlesere staver det.",
    "Skriv med små og store bokstaver. Skal noe framheves, så bruk **fet** skrift.",
)
SPACES = Rule(
    "DW472",
    _INFO,
    "Det er flere mellomrom etter hverandre ved «{text}», men på siden vises bare ett.",
    "Slett de overflødige.",
)
REPEATED_MARKS = Rule(
    "DW473",
    _INFO,
    "«{text}» gjør teksten masete, og en skjermleser kan lese opp hvert tegn.",
    "Skriv ett tegn.",
)
DATE = Rule(
    "DW474",
    _WARNING,
    "Datoen «{text}» er ikke skrevet slik den skrives i løpende tekst på norsk.",
    "Skriv «{better}».",
)
CLOCK = Rule(
    "DW475",
    _WARNING,
    "Klokkeslettet «{text}» er ikke skrevet slik det skrives på norsk.",
    "Skriv «{better}».",
)
NUMBER = Rule(
    "DW476",
    _WARNING,
    "Tallet «{text}» er ikke skrevet slik det skrives på norsk, og kan leses som et annet.",
    "Skriv «{better}».",
)
LONG_SENTENCE = Rule(
    "DW477",
    _INFO,
    "Setningen som begynner med «{text}», er på {count} ord. Lange setninger er tunge å lese.",
    "Del den i flere, eller sett opp det den ramser opp, som en liste.",
)
LONG_SUMMARY = Rule(
    "DW478",
    _INFO,
    "Sammendraget er på {length} tegn. Det blir kuttet i søketreff og når siden deles.",
    "Skriv det viktigste med høyst {limit} tegn, og la resten stå i brødteksten.",
)
FOREIGN = Rule(
    "DW479",
    _WARNING,
    "Avsnittet som begynner med «{text}», ser ut til å være på {language}, men er ikke merket. "
    "En skjermleser leser det med feil uttale (WCAG 3.1.2).",
    "Sett hakeparenteser rundt teksten, og skriv språket etter: [tekst]{{lang={lang}}}.",
)
OVERDUE = Rule(
    "DW470",
    _WARNING,
    "«{text}» sier hva som skal skje, men {year} er over.",
    "Skriv hva som var målet («skulle» i stedet for «skal»), eller hvordan det gikk.",
)
NOTE_TO_EDITORS = Rule(
    "DW465",
    _WARNING,
    "«{text}» ser ut som en beskjed til dem som lager siden, men alle kan lese den.",
    "Gjør det som gjenstår, og ta bort beskjeden. En beskjed kan stå i YAML etter «#».",
)
DOUBLED_WORD = Rule(
    "DW466",
    _INFO,
    "«{word}» står to ganger etter hverandre.",
    "Ta bort det ene, eller skriv om.",
)
OTHER_NORWEGIAN = Rule(
    "DW467",
    _WARNING,
    "{words} er {language}, men siden er på {own}.",
    "Skriv om, eller merk det som er på {language}: [tekst]{{lang={lang}}}.",
)
DUE_FOR_REVIEW = Rule(
    "DW469",
    _INFO,
    "Siden skulle vært sett gjennom innen {day}.",
    "Les den, og rett det som er gammelt. Skriv så dagens dato i «reviewed», og sett «review_by» fram.",
)
TWO_ENDINGS = Rule(
    "DW468",
    _INFO,
    "«{text}» har en annen endelse her enn de fleste andre steder i innholdet, der det står «{other}».",
    "Skriv «{other}», eller bruk den andre endelsen overalt.",
)
