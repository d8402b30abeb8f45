"""DW2xx: fields in front matter, YAML documents and site files."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

MISSING = Rule(
    "DW201",
    _ERROR,
    "Feltet «{field}» mangler, og dokumentet kan ikke publiseres uten.",
    "Legg til {line}.",
)
UNKNOWN = Rule(
    "DW202",
    _ERROR,
    "Feltet «{field}» finnes ikke her, så verdien ville ikke blitt brukt.",
    "Rett navnet, eller ta bort linjen.{suggestion}",
)
NOT_TEXT = Rule(
    "DW203",
    _ERROR,
    "Feltet «{field}» skal være tekst, men her står det en liste eller flere felter.",
    "Skriv verdien som én tekst.",
)
NOT_LIST = Rule(
    "DW204",
    _ERROR,
    "Feltet «{field}» skal være en liste, men har én verdi.",
    "Sett verdien i hakeparenteser, for eksempel «{name}: [{value}]».",
)
NOT_MAPPING = Rule(
    "DW205",
    _ERROR,
    "Feltet «{field}» skal ha egne felter under seg.",
    "Skriv dem på linjene under, rykket inn: {fields}.",
)
NOT_BOOLEAN = Rule(
    "DW206",
    _ERROR,
    "Feltet «{field}» skal være ja eller nei, men har verdien «{value}».",
    "Skriv true for ja, eller false for nei.{suggestion}",
)
NOT_INTEGER = Rule(
    "DW207",
    _ERROR,
    "Feltet «{field}» skal være et helt tall på høyst 15 sifre, men har verdien «{value}».",
    "Skriv bare sifre, for eksempel 40.",
)
NOT_BETWEEN = Rule(
    "DW285",
    _ERROR,
    "Feltet «{field}» skal være et helt tall fra {least} til {most}, men har verdien «{value}».",
    "Skriv bare sifre, for eksempel {example}.",
)
NOT_NUMBER = Rule(
    "DW208",
    _ERROR,
    "Feltet «{field}» skal være et tall, men har verdien «{value}».",
    "Skriv tallet uten mellomrom og med punktum som desimaltegn, for eksempel 1250 eller 12.5.",
)
NOT_DATE = Rule(
    "DW209",
    _ERROR,
    "Feltet «{field}» skal være en gyldig dato, men har verdien «{value}».",
    "Skriv år, måned og dag slik: 2026-11-21.{suggestion}",
)
NOT_DATETIME = Rule(
    "DW210",
    _ERROR,
    "Feltet «{field}» skal være dato og klokkeslett, men har verdien «{value}».",
    "Skriv det slik: 2026-11-21 18:00.{suggestion}",
)
NOT_TIME = Rule(
    "DW211",
    _ERROR,
    "Feltet «{field}» skal være et klokkeslett, men har verdien «{value}».",
    'Skriv det slik: "18:00".{suggestion}',
)
NOT_CHOICE = Rule(
    "DW212",
    _ERROR,
    "Feltet «{field}» har verdien «{value}», som ikke er et av valgene.",
    "Velg en av disse: {choices}.{suggestion}",
)
NOT_PERIOD = Rule(
    "DW213",
    _ERROR,
    "Feltet «{field}» skal være et år, en årstid, en måned eller en dato, men har verdien «{value}».",
    "Skriv 2017, 2017-spring, 2017-09 eller 2017-09-01.{suggestion}",
)
NOT_DURATION = Rule(
    "DW214",
    _ERROR,
    "Feltet «{field}» skal være en varighet, men har verdien «{value}».",
    'Skriv timer, minutter og sekunder slik: "3:20" eller "1:05:00".',
)
NOT_URL = Rule(
    "DW215",
    _ERROR,
    "Feltet «{field}» skal være en nettadresse, men har verdien «{value}».",
    "Skriv hele adressen, og begynn med https://.",
)
NOT_EMAIL = Rule(
    "DW216",
    _ERROR,
    "Feltet «{field}» skal være en e-postadresse, men har verdien «{value}».",
    "Skriv den slik: navn@eksempel.no.",
)
NOT_PHONE = Rule(
    "DW217",
    _ERROR,
    "Feltet «{field}» skal være et telefonnummer, men har verdien «{value}».",
    'Skriv bare sifre og mellomrom, med + foran en landkode, slik: "32 00 00 00" eller "+47 32 00 00 00".',
)
NOT_NAME = Rule(
    "DW218",
    _ERROR,
    "Feltet «{field}» har verdien «{value}», som ikke kan være navnet på noe innhold.",
    "Skriv navnet på filen eller mappen, uten «.md» eller «.yaml».{suggestion}",
)
NOT_FOCAL = Rule(
    "DW219",
    _ERROR,
    "Feltet «{field}» skal være to tall mellom 0 og 1, men har verdien «{value}».",
    "Skriv hvor i bildet det viktigste er, fra venstre og fra toppen: [0.5, 0.3].",
)
EMPTY_TEXT = Rule(
    "DW220",
    _ERROR,
    "Feltet «{field}» er tomt.",
    "Skriv en verdi, eller ta bort linjen.",
)
ORDER = Rule(
    "DW221",
    _ERROR,
    "«{later}» ({later_value}) er {relation} «{earlier}» ({earlier_value}).",
    "Rett den som er feil.{suggestion}",
)
TOGETHER = Rule(
    "DW222",
    _ERROR,
    "Feltet «{field}» må være med når {reason}.",
    "Legg til {line}.{suggestion}",
)
ALL_DAY = Rule(
    "DW223",
    _ERROR,
    "«{field}» har et klokkeslett, men arrangementet varer hele dagen (all_day: true).",
    "Skriv bare datoen, eller ta bort linjen «all_day».",
)
NEEDS_CLOCK = Rule(
    "DW224",
    _ERROR,
    "«{field}» mangler klokkeslett, så besøkende vet ikke når de skal komme.",
    "Skriv dato og klokkeslett slik: 2026-11-21 18:00. Varer det hele dagen, så skriv all_day: true.",
)
DUPLICATE_ID = Rule(
    "DW225",
    _ERROR,
    "Navnet «{value}» er brukt to ganger i «{field}».",
    "Gi hver del sitt eget navn.",
)
BAD_SLUG = Rule(
    "DW226",
    _ERROR,
    "«{value}» i «{field}» har tegn som ikke kan brukes der.",
    "Bruk bare små bokstaver a–z, tall og bindestrek{suggestion}.",
)
BAD_ALIAS = Rule(
    "DW227",
    _ERROR,
    "«{value}» kan ikke være en tidligere nettadresse på dette nettstedet.",
    "Skriv bare stien, slik: /aktuelt/gammel-tittel/.",
)
BAD_MEDIA_PATH = Rule(
    "DW228",
    _ERROR,
    "«{value}» kan ikke være navnet på en fil her.",
    "Skriv navnet på en fil ved siden av denne, eller stien med «/» mellom mappene, slik: /media/bilde.jpg.",
)
BAD_TEMPLATE_NAME = Rule(
    "DW229",
    _ERROR,
    "«{value}» kan ikke være navnet på en mal.",
    "Bruk bare små bokstaver a–z, tall og bindestrek, for eksempel «home».",
)
NOT_VIDEO_ID = Rule(
    "DW230",
    _ERROR,
    "Feltet «{field}» har verdien «{value}», som ikke kan være en video hos {provider}.",
    "Lim inn hele adressen til videoen, slik: https://www.youtube.com/watch?v=abc123DEF45 eller "
    "https://vimeo.com/123456789.",
)
BAD_SECTION_PATH = Rule(
    "DW231",
    _ERROR,
    "«{value}» kan ikke være en sti på nettstedet.",
    "Skriv stien med skråstrek først og sist, slik: /prosjekter/.",
)
MENU_TARGET = Rule(
    "DW232",
    _ERROR,
    "Et menypunkt i «{field}» må lede til nøyaktig ett sted.",
    "Skriv én av disse: section, page eller url.",
)
NOT_TERM = Rule(
    "DW233",
    _ERROR,
    "«{value}» i «{field}» har verken bokstaver eller tall, så det kan ikke få en egen side.",
    "Skriv et ord, for eksempel «næringsutvikling».",
)
NOT_COUNT = Rule(
    "DW234",
    _ERROR,
    "Feltet «{field}» skal være et helt tall fra 1 og oppover, men har verdien «{value}».",
    "Skriv bare sifre, for eksempel 12.",
)
BAD_COLOUR = Rule(
    "DW235",
    _ERROR,
    "«{value}» kan ikke være en farge her.",
    'Skriv fargen med små bokstaver og seks tegn, slik: "#0b2a3c".',
)
BAD_AXIS = Rule(
    "DW236",
    _ERROR,
    "«{value}» kan ikke være en egenskap ved en skrift.",
    "Bruk navnet som skriften selv har på den, på fire bokstaver, slik: opsz.",
)
UNFILLED = Rule(
    "DW237",
    _ERROR,
    "Her står det fortsatt «{placeholder}»{where}, og leserne ville sett det.",
    "Skriv det som mangler. Er det ikke ferdig, så sett «draft: true» øverst i dokumentet.",
)
BAD_WIDTH = Rule(
    "DW238",
    _ERROR,
    "«{value}» kan ikke være en bredde her.",
    "Skriv grensene i rem, slik: 44rem. Skriv bredden i rem eller vw, slik: 42rem, 92vw, 92vw - 1.25rem "
    "eller 3 x 29vw, som betyr tre i bredden.",
)
BAD_SHAPE = Rule(
    "DW239",
    _ERROR,
    "«{value}» kan ikke være et forhold mellom bredde og høyde.",
    "Skriv to hele tall med kolon mellom, slik: 16:9.",
)
ADDRESS_TOO_LONG = Rule(
    "DW240",
    _ERROR,
    "«{value}» i «{field}» er for lang til å være i en nettadresse: {what} på {length} tegn.",
    "Skriv høyst {limit} tegn; æ, ø og å teller som to.",
)
NOT_CHOSEN = Rule(
    "DW241",
    _ERROR,
    "Feltet «{field}» ({label}) er ikke fylt ut: her står det fortsatt «{placeholder}».",
    "{advice} Er det ikke ferdig, så sett «draft: true» øverst i dokumentet.",
)
NOT_TIMEZONE = Rule(
    "DW243",
    _ERROR,
    "Feltet «{field}» skal være en tidssone, men har verdien «{value}».",
    "Skriv verdensdel og by, slik: Europe/Oslo.{suggestion}",
)
RESERVED_NAME = Rule(
    "DW242",
    _ERROR,
    "Windows kan ikke ha en fil eller mappe som heter «{name}», så «{value}» kan ikke være en adresse.",
    "Velg et annet ord. Er det en tidligere adresse, så ta den bort.",
)
REMOTE_FILE = Rule(
    "DW261",
    _ERROR,
    "«{src}» ligger på et annet nettsted, og bilder og andre filer hentes ikke derfra.",
    "Har dere lov til å bruke filen, så last den ned, legg den ved siden av dokumentet som «{name}», og "
    "skriv bare det navnet.",
)
LOCAL_FILE = Rule(
    "DW262",
    _ERROR,
    "«{src}» er et sted på din egen maskin, og dit kommer ingen andre.",
    "Kopier filen til mappen som dokumentet ligger i, kall den «{name}», og skriv bare det navnet.",
)
DASH_WITHOUT_SPACE = Rule(
    "DW260",
    _ERROR,
    "Feltet «{field}» skal være en liste, men det mangler et mellomrom etter bindestreken i «-{item}».",
    "Skriv et mellomrom etter hver bindestrek: «- {item}».",
)
FUTURE_DATE = Rule(
    "DW250",
    _WARNING,
    "Dokumentet er publisert, men «date» er {date}, som ikke er kommet ennå. "
    "Lister etter dato har det øverst til da.",
    "Rett datoen. Skal det først ut da, så skriv «publish_at: {first} 08:00».",
)
SKIPPED_TIME = Rule(
    "DW251",
    _ERROR,
    "«{field}» er {value}, og det klokkeslettet finnes ikke: da stilles klokken en time fram.",
    "Velg et annet klokkeslett.",
)
REPEATED_TIME = Rule(
    "DW252",
    _ERROR,
    "«{field}» er {value}, og det klokkeslettet er to ganger, for da stilles klokken tilbake.",
    "Skriv {first} for den første gangen, eller {second} for den andre.",
)
REPEATED = Rule(
    "DW253",
    _WARNING,
    "Listen «{field}» har det samme to ganger: «{what}».",
    "Ta bort den ene.",
)
SPELLINGS = Rule(
    "DW254",
    _WARNING,
    "«{value}» i «{field}» har samme adresse som «{other}», som andre dokumenter har, så det blir regnet som "
    "det samme.",
    "Skriv «{other}». Er det noe annet, så gi det et annet navn.",
)
UNLIKELY_ORDER = Rule(
    "DW255",
    _WARNING,
    "«{field}» ({value}) er {relation} «{other}» ({other_value}), og det er neppe riktig.",
    "Rett den som er feil.",
)
OVERLAP = Rule(
    "DW256",
    _WARNING,
    "Åpningstidene sier to ting om {day}, for tidene overlapper.",
    "Ta bort den ene, eller rett tidene.",
)
POSITION = Rule(
    "DW257",
    _WARNING,
    "Posisjonen er {lat} nord og {lon} øst: {reason}.",
    "Rett «lat» (bredde, 57–81 i Norge) og «lon» (lengde, 4–32 i Norge).{suggestion}",
)
LONG_TITLE = Rule(
    "DW244",
    _WARNING,
    "«{field}» er på {length} tegn. Så mye får ikke plass i lister, i søketreff eller på delingskort.",
    "Skriv høyst {most} tegn, og la «summary» eller teksten si resten.",
)
OTHER_PROVIDER = Rule(
    "DW258",
    _ERROR,
    "Adressen i «{field}» er til en video hos {other}, men «provider» er «{provider}».",
    "Skriv «provider: {other}», eller lim inn adressen til en video hos {provider}.",
)
NO_PDFS = Rule(
    "DW280",
    Severity.WARNING,
    "Det står «pdf: true», men {sites} lager ikke PDF-er, så siden får ingen.",
    "Skriv «pdfs: true» i content/sites/{site}.yaml, eller ta bort «pdf: true».",
)
STATUS_PAST = Rule(
    "DW263",
    _WARNING,
    "Prosjektet har «status: {status}», men «period.{field}» er {date}, og det er forbi.",
    "Rett «status», eller rett perioden.",
)
CHANGED_LOCKED = Rule(
    "DW281",
    Severity.ERROR,
    "Årsrapporten er låst, men siden da er dette endret: {what}. Det står ikke hva som er rettet.",
    "Er det en rettelse, så skriv den under «errata» med «date» og «text», og kjør kommandoen «lock {path}». "
    "Ellers ta endringen tilbake.",
)
NOT_LOCKED_AGAIN = Rule(
    "DW282",
    Severity.WARNING,
    "Årsrapporten har fått en rettelse etter at den ble låst, og er ikke låst igjen. Flere endringer blir "
    "ikke oppdaget.",
    "Kjør kommandoen «lock {path}» når rettelsen er ferdig.",
)
LOST_ERRATUM = Rule(
    "DW283",
    Severity.ERROR,
    "Da årsrapporten ble låst, var antallet rettelser under «errata» {count}, og nå er det {left}. En "
    "rettelse skal bli stående.",
    "Sett rettelsen inn igjen.",
)
FUTURE_ERRATUM = Rule(
    "DW286",
    _WARNING,
    "Rettelsen har datoen {date}, som ikke er kommet ennå, så leseren får vite om noe som ikke er skjedd.",
    "Skriv den dagen feilen ble rettet.",
)
NO_LOCK = Rule(
    "DW284",
    Severity.ERROR,
    "«{value}» er ingen lås, så ingen kan se om årsrapporten er endret.",
    "Ta bort «locked», og kjør kommandoen «lock {path}», som skriver den.",
)
