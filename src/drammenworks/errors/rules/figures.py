"""DW5xx: the figures and charts of reports, DW540–DW579.

DW540–DW545, DW568 files of figures    DW546–DW555, DW565, DW566 figures
DW556–DW564, DW567, DW569 charts and tables
"""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

VALUES_HEADINGS = Rule(
    "DW540",
    _ERROR,
    "Filen med tall har kolonnene {known}, men trenger én som heter «id» og minst ett årstall, så ingen av "
    "tallene kommer med.",
    "Skriv overskriftene slik: «id;2016;2017», med semikolon mellom, og navnet på ett tall først i hver rad.",
)
REPEATED_YEAR = Rule(
    "DW545",
    _ERROR,
    "Filen med tall har to kolonner for {year}, så vi kan ikke vite hvilken som gjelder.",
    "Ta bort den ene, eller rett årstallet i overskriften.",
)
UNUSED_COLUMN = Rule(
    "DW564",
    _WARNING,
    "Kolonnen «{column}» i filen med tall er ikke et årstall, så tallene der kommer ikke med.",
    "Skriv bare året i overskriften, slik: 2017. Skal tallene ikke med, så ta bort kolonnen.",
)
VALUE_NOT_NUMBER = Rule(
    "DW541",
    _ERROR,
    "«{text}» er ikke et tall, så «{id}» får ingen verdi for {year}.",
    "Skriv verdien som et tall, for eksempel 1234,5, eller la cellen stå tom.",
)
REPEATED_ROW = Rule(
    "DW542",
    _ERROR,
    "«{id}» har flere rader; den første er på linje {first}. Resten blir ikke brukt.",
    "Slett den raden som er feil, eller gi den et annet navn.",
)
UNKNOWN_ROW = Rule(
    "DW543",
    _ERROR,
    "«{id}» i filen med tall er ikke navnet på noe tall i rapporten, så raden blir ikke brukt.",
    "Rett navnet, eller legg tallet inn i YAML-filen først.{suggestion}",
)
NO_LABEL = Rule(
    "DW544",
    _WARNING,
    "«{id}» mangler «{field}» på {language}, så sidene på det språket viser en tekst på et annet.",
    "Skriv den på begge språk: «{field}: {{nb: …, {lang}: …}}».",
)
FIGURE_IN_HEADING = Rule(
    "DW547",
    _ERROR,
    "«[figure:{name}]» står i en overskrift. Den er også adressen til avsnittet, og kan ikke skifte med "
    "tallet.",
    "Skriv overskriften uten tallet, og la tallet stå i teksten under.",
)
UNKNOWN_IN_TEXT = Rule(
    "DW548",
    _ERROR,
    "Det er ikke noe tall som heter «{name}», så teksten får ingenting å vise.",
    "Bruk et av navnene: {known}.{suggestion} Utenfor rapporten selv må navnet på rapporten stå foran: "
    "[figure:arsrapport-2017/medlemmer].",
)
NO_VALUE_IN_TEXT = Rule(
    "DW549",
    _WARNING,
    "«[figure:{name}]» blir til en strek på siden, for {reason}.",
    "Skriv setningen om, eller legg inn det som mangler i filen med tall.",
)
MISPLACED = Rule(
    "DW565",
    _ERROR,
    "«{text}» står i {where}, der det ikke blir satt inn noe tall, så leseren ville sett hakeparentesen.",
    "Skriv det uten tallet, og la tallet stå i teksten.",
)
MISSPELT = Rule(
    "DW566",
    _WARNING,
    "«{text}» ser ut som et av rapportens tall, men er skrevet på en måte som blir stående slik på siden.",
    "Skriv [figure:{name}], med små bokstaver, uten mellomrom og med begge hakeparentesene.",
)
AMBIGUOUS_NUMBER = Rule(
    "DW568",
    _WARNING,
    "«{text}» i kolonnen «{column}» kan være både {whole} og {decimal}, og blir lest som {decimal}.",
    "Skriv {whole} hvis det er hele tall, eller {decimal}0 hvis det er desimaler.",
)
UNKNOWN_FIGURE = Rule(
    "DW546",
    _ERROR,
    "Det er ikke noe tall som heter «{name}» i årsrapporten, så det blir ikke noe å vise.",
    "Bruk et av navnene i rapportens filer med tall, eller navnet på en av tabellene: {known}.{suggestion}",
)
OTHER_UNIT = Rule(
    "DW550",
    _WARNING,
    "«{id}» har enheten «{unit}», men i {other} er den «{other_unit}», så årene kan ikke sammenlignes.",
    "Bruk samme enhet alle år, eller gi tallet et annet navn fra det året det telles på en ny måte.",
)
WRONG_SUM = Rule(
    "DW551",
    _ERROR,
    "«{id}» er {value} i {year}, men tallene det er summen av, blir {sum} til sammen.",
    "Rett det tallet som er feil, eller ta bort «sum_of» hvis det ikke er en sum.",
)
WRONG_PART = Rule(
    "DW552",
    _ERROR,
    "«{id}» kan ikke være en sum av «{part}», for {reason}.",
    "Skriv navnene på de andre tallene som summen består av: {known}.{suggestion}",
)
TYPED_NUMBER = Rule(
    "DW553",
    _WARNING,
    "«{number}» er skrevet rett inn i teksten, men er det samme som tallet «{id}». Endres tallet, blir "
    "teksten stående.",
    "Skriv [figure:{id}] i stedet. Er det et annet tall, kan det stå.",
)
TWO_VALUES = Rule(
    "DW554",
    _ERROR,
    "«{id}» har to verdier for {year}: {value} og {other}.",
    "Rett den som er feil. La hvert tall stå ett sted.",
)
OTHER_VALUE = Rule(
    "DW555",
    _WARNING,
    "«{id}» er {value} i {year} her, men {other_value} i {other}.",
    "Rett den som er feil. Er tallet rettet i ettertid, så si det i «note». Er det ikke det samme tallet, så "
    "gi det et annet navn her.",
)
MIXED_UNITS = Rule(
    "DW556",
    _ERROR,
    "Diagrammet «{id}» tegner tall med ulike enheter på samme skala: {units}.",
    "Lag ett diagram for hver enhet, eller bruk «type: multiples» eller «type: progress», der hvert tall har "
    "sin egen skala.",
)
NEGATIVE_SHARE = Rule(
    "DW557",
    _ERROR,
    "Diagrammet «{id}» viser andeler, men «{label}» er negativ, og kan ikke være del av en helhet.",
    "Bruk «type: bar», eller ta tallet ut av diagrammet.",
)
ONE_POINT = Rule(
    "DW558",
    _WARNING,
    "Diagrammet «{id}» har bare ett tall, så det er ikke noe å sammenligne.",
    "Skriv tallet i en setning i stedet, eller ta med flere tall eller år.",
)
TOO_MANY_POINTS = Rule(
    "DW559",
    _WARNING,
    "Diagrammet «{id}» tegner {count} tall, og ingen kan lese flere enn {limit} på en telefon.",
    "Vis færre: velg de viktigste, slå sammen resten, eller begynn senere med «since».",
)
LONG_LABEL = Rule(
    "DW560",
    _WARNING,
    "Navnet «{label}» i diagrammet «{id}» har {length} tegn, og tar flere linjer enn søylen det hører til.",
    "Skriv det kortere, helst under {limit} tegn. Forklaringen kan stå i «note».",
)
NO_TARGET = Rule(
    "DW561",
    _ERROR,
    "Diagrammet «{id}» viser framdrift mot et mål, men «{figure}» har ikke noe mål.",
    "Legg inn «target» på tallet, eller bruk «type: bar».",
)
WRONG_TOTAL = Rule(
    "DW562",
    _WARNING,
    "Sumlinjen «{label}» er {value} i kolonnen «{column}», men det stemmer ikke med linjene over.",
    "Rett det tallet som er feil. Er den ikke en sum, så ta bort «total: true».",
)
NOTHING_TO_DRAW = Rule(
    "DW567",
    _ERROR,
    "Diagrammet «{id}» blir borte fra siden, for {reason}.",
    "Rett tallene eller «since», eller ta bort diagrammet.",
)
UNSHOWN_CHART = Rule(
    "DW569",
    _WARNING,
    "Diagrammet «{id}» er ikke satt inn noe sted i teksten, så leseren får ikke se det.",
    "Skriv «::: chart {id}» på en egen linje der det skal stå, og «:::» på linjen under. Skal det ikke "
    "vises, så ta det bort.",
)
EMPTY_MESSAGE = Rule(
    "DW563",
    _WARNING,
    "Budskapet i diagrammet «{id}» er bare navnet på det som er tegnet, så leseren får ikke vite hva det "
    "viser.",
    "Skriv hva leseren skal se, som en setning: «Stadig flere bedrifter er medlem».",
)
