"""DW4xx: what looks like Markdown and is not, and what Markdown makes of what is none.

DW480–DW481 lists    DW482–DW485 signs    DW486–DW487, DW492 tables    DW488–DW489 characters
DW490–DW491, DW499 links and pictures    DW493 names    DW494–DW497 tables of figures    DW498 boxes
"""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

TEXT_AS_LIST = Rule(
    "DW480",
    _WARNING,
    "«{text}» begynner med «{mark}», så det blir et punkt i en liste.",
    "Er det ingen liste, så skriv «{better}».",
)
SPEECH_AS_LIST = Rule(
    "DW481",
    _WARNING,
    "«{text}» ser ut som noe noen sier, men begynner med bindestrek i stedet for tankestrek.",
    "Begynn replikken med tankestrek: «– {better}».",
)
HARD_SPACE = Rule(
    "DW482",
    _WARNING,
    "Mellomrommet ved «{mark}» er ikke et vanlig mellomrom, men et {name}, så «{mark}» vises som vanlig "
    "tekst.",
    "Slett det, og skriv mellomrommet på nytt: «{better}».",
)
NO_SPACE = Rule(
    "DW483",
    _WARNING,
    "Det mangler et mellomrom etter «{mark}», så «{mark}» vises som vanlig tekst.",
    "Skriv «{better}».",
)
LOOSE_EMPHASIS = Rule(
    "DW484",
    _WARNING,
    "«{mark}» ved «{text}» blir ikke til framhevet tekst, men vises på siden.",
    "Sett tegnene helt inntil ordene som skal framheves, med mellomrommet utenfor: "
    "«{mark}Merk:{mark} Husk», ikke «{mark}Merk: {mark}Husk». Skal tegnet vises, så skriv «\\{sign}».",
)
TYPED_BULLETS = Rule(
    "DW485",
    _WARNING,
    "Linjen begynner med «{mark}», men blir ikke et punkt i en liste: linjene blir til løpende tekst.",
    "Begynn hver linje med «- » uten innrykk, eller med «1. » når punktene skal ha nummer, og sett en tom "
    "linje før den første.",
)
BROKEN_TABLE = Rule(
    "DW486",
    _WARNING,
    "«{text}» ser ut som en linje i en tabell, men blir ingen tabell: {reason}.",
    "Skriv linjen «{delimiter}» rett under overskriftene, med like mange kolonner som dem, og ingen tomme "
    "linjer mellom linjene i tabellen.",
)
SURPLUS_CELL = Rule(
    "DW487",
    _WARNING,
    "«{text}» blir ikke vist, for raden har flere kolonner enn tabellens overskrifter.",
    "Gi tabellen en overskrift til, eller ta bort teksten. Skal tegnet «|» vises i en celle, så skriv «\\|».",
)
CONTROL_CHARACTER = Rule(
    "DW488",
    _ERROR,
    "Her står et styretegn som ikke vises og ikke kan brukes på en nettside: {name}.",
    "Slett tegnet. Skulle det være en ny linje, så skriv linjeskiftet på nytt.",
)
INVISIBLE_CHARACTER = Rule(
    "DW489",
    _WARNING,
    "Her står et tegn som ikke vises: {name}. Ord, lenker, lister og overskrifter virker ikke som de skal "
    "med det.",
    "Slett tegnet, eller skriv linjen på nytt: «{better}».",
)
FOOTNOTE_IN_LINK = Rule(
    "DW490",
    _WARNING,
    "Fotnoten [^{label}] står inni lenken, og en lenke kan ikke ligge i en annen. Derfor vises lenken som "
    "vanlig tekst.",
    "Flytt [^{label}] ut av lenken: «{better}».",
)
INLINE_PICTURE = Rule(
    "DW491",
    _WARNING,
    "{what} blir ikke vist, for «{src}» står i en lenke, en setning, en overskrift eller en tabell.",
    "Sett bildet på en linje for seg selv, uten lenke rundt, og med en tom linje før og etter.",
)
TEXT_IN_TABLE = Rule(
    "DW492",
    _WARNING,
    "«{text}» står rett under en tabell og blir en rad i den.",
    "Sett en tom linje mellom tabellen og teksten. Er det en rad, så skriv «| {text} |».",
)
RESERVED_ID = Rule(
    "DW493",
    _ERROR,
    "«#{id}» er i bruk på alle sider, så lenker dit treffer feil sted.",
    "Gi stedet et annet navn, for eksempel «{{#{suggestion}}}».",
)
UNKNOWN_TABLE = Rule(
    "DW494",
    _ERROR,
    "Det er {what} som heter «{name}» i feltet «{field}», så det blir ikke noe å vise.",
    "Bruk et av navnene der: {known}.{suggestion}",
)
NO_NUMBERS = Rule(
    "DW495",
    _WARNING,
    "Diagrammet «{id}» kan ikke tegnes, for ingen kolonne i «{src}» etter den første har tall.",
    "Skriv verdiene som tall, for eksempel 1234,5, og si i «columns» hva en kolonne er når det er "
    "gjettet feil.",
)
NOT_A_NUMBER = Rule(
    "DW496",
    _WARNING,
    "«{text}» i kolonnen «{column}» er ikke et tall som de andre, så raden får ingen søyle i diagrammet "
    "«{id}».",
    "Skriv verdien som et tall, for eksempel 1234,5, eller la cellen stå tom.",
)
UNKNOWN_COLUMN = Rule(
    "DW497",
    _ERROR,
    "Tabellen «{src}» har ingen kolonne som heter «{name}».",
    "Skriv navnet slik det står i filen. Kolonnene heter: {known}.{suggestion}",
)
TOO_FEW_COLONS = Rule(
    "DW498",
    _WARNING,
    "Linjen ser ut som begynnelsen på en boks, men har bare «{mark}», så den vises som vanlig tekst.",
    "Skriv tre kolon: «{better}», og avslutt boksen med en linje med bare «:::».",
)
LOST_FRAMES = Rule(
    "DW499",
    _WARNING,
    "Bildet «{src}» er en animasjon som er lagret feil, så det vises uten bevegelse.",
    "Lagre animasjonen på nytt, for eksempel som GIF eller WebP, eller legg den ut som video.",
)
