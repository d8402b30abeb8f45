"""DW1xx: files on disk, front matter and YAML."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

NOT_UTF8 = Rule(
    "DW101",
    _ERROR,
    "Filen er ikke lagret som UTF-8, så bokstaver som æ, ø og å kan ikke leses.",
    "Lagre den på nytt med tegnkodingen UTF-8 fra programmet den er skrevet i. Har du den bare i VS Code, så "
    "klikk på «UTF-8» nederst til høyre, velg «Reopen with Encoding» og «Western (Windows 1252)», og når æ, "
    "ø og å er riktige, «Save with Encoding» og «UTF-8».",
)
TABLE_NOT_UTF8 = Rule(
    "DW150",
    _ERROR,
    "Tabellen er ikke lagret som UTF-8, så bokstaver som æ, ø og å kan ikke leses.",
    "Åpne den i Excel, og lagre den som «CSV UTF-8 (semikolondelt)». Ikke lagre den fra VS Code: da går æ, ø "
    "og å tapt.",
)
NUL_BYTE = Rule(
    "DW102",
    _ERROR,
    "Filen inneholder usynlige nulltegn og er trolig ikke en tekstfil.",
    "Lagre teksten på nytt som ren tekst, eller flytt filen ut av content/.",
)
EMPTY = Rule(
    "DW103",
    _ERROR,
    "Filen er tom, så det finnes ikke noe å publisere.",
    "Skriv innholdet, eller slett filen.",
)
TOO_LARGE = Rule(
    "DW104",
    _ERROR,
    "Filen er på {size} MB. En tekstfil kan være på høyst {limit} MB.",
    "Del teksten i flere dokumenter, og legg bilder og data i egne filer.",
)
SYMLINK = Rule(
    "DW105",
    _ERROR,
    "«{name}» er en snarvei (symbolsk lenke), og snarveier i content/ blir ikke fulgt.",
    "Erstatt snarveien med en kopi av filen eller mappen.",
)
UNREADABLE = Rule(
    "DW106",
    _ERROR,
    "Filen kan ikke leses: {reason}.",
    "Lukk programmer som kan holde filen åpen, og sjekk at du har tilgang til den.",
)
MISPLACED = Rule(
    "DW107",
    _ERROR,
    "Filen ligger ikke i en mappe for en innholdstype, så den blir ikke publisert.",
    "Flytt den til en av disse mappene: {folders}.{suggestion}",
)
BAD_NAME = Rule(
    "DW108",
    _ERROR,
    "Navnet «{name}» kan ikke brukes på et dokument.",
    "Bruk bare små bokstaver a–z, tall og bindestrek, for eksempel «{suggestion}».",
)
TWO_FILES = Rule(
    "DW109",
    _ERROR,
    "Dokumentet «{id}» finnes to ganger på {language}: her og i {other}.",
    "Slett den ene filen, eller gi den et annet navn.",
)
UNKNOWN_LANGUAGE = Rule(
    "DW110",
    _ERROR,
    "Endelsen «.{lang}» i filnavnet er ikke et språk som noe nettsted bruker.",
    "Bruk en av disse: {known}.",
)
NO_ORIGINAL = Rule(
    "DW111",
    _ERROR,
    "Oversettelsen til {language} har ikke noe dokument på {default} å høre til.",
    "Har originalen fått et nytt navn, så gi oversettelsen det samme, slik: «{better}». Mangler den, så lag "
    "«{name}».",
)
NO_FRONT_MATTER = Rule(
    "DW112",
    _ERROR,
    "Filen begynner ikke med «---», så tittel og andre felter mangler.",
    "Begynn filen med en linje «---», så «title: …», og en ny linje «---».{suggestion}",
)
UNCLOSED_FRONT_MATTER = Rule(
    "DW113",
    _ERROR,
    "Feltene øverst i filen blir aldri avsluttet.",
    "Sett en linje med bare «---» etter det siste feltet.{suggestion}",
)
BESIDE_INDEX = Rule(
    "DW114",
    _ERROR,
    "Filen ligger i mappen til et annet dokument ({owner}), så den blir ikke publisert.",
    "Flytt den ut av mappen. Er den en oversettelse, så gi den navnet index.<språk>.md.",
)
UNPRINTABLE_NAME = Rule(
    "DW115",
    _ERROR,
    "Navnet på filen eller mappen har tegn som ikke kan vises.",
    "Gi den et navn med vanlige bokstaver og tall.",
)
NAMELESS_INDEX = Rule(
    "DW116",
    _ERROR,
    "Filen ligger ikke i en mappe for ett dokument, så dokumentet har ikke noe navn.",
    "Legg den i en egen mappe, slik: navn/{file}, eller gi den et annet navn enn «index».",
)
NOT_A_SITE = Rule(
    "DW117",
    _ERROR,
    "Filen blir ikke lest, for den er ikke et nettsted.",
    "Gi den et navn som slutter på «.yaml», rett under content/sites/, eller flytt den.",
)
MERGE_CONFLICT = Rule(
    "DW118",
    _ERROR,
    "To har endret de samme linjene, og Git har satt begge utgavene inn i filen, så den kan ikke publiseres "
    "slik.",
    "Behold det som skal stå, og slett resten, til og med linjene «<<<<<<<», «=======» og «>>>>>>>».",
)
OTHER_PROGRAM = Rule(
    "DW119",
    _ERROR,
    "Filen er laget av {program} og er ikke ren tekst, selv om den heter «{name}».",
    "Åpne den i {program}, kopier teksten, og lim den inn i en ny fil med det samme navnet.",
)
SPREADSHEET = Rule(
    "DW151",
    _ERROR,
    "«{name}» er et regneark slik regnearkprogrammet lagrer det, og tallene i det kan ikke leses her.",
    "Åpne det i Excel, lagre det som «CSV UTF-8 (semikolondelt)», og skriv navnet på CSV-filen i rapporten.",
)
YAML_SYNTAX = Rule(
    "DW120",
    _ERROR,
    "Linjen «{text}» kan ikke forstås.",
    "Skriv hvert felt som «navn: verdi» på sin egen linje.",
)
YAML_TAB = Rule(
    "DW121",
    _ERROR,
    "Linjen har en tabulator, og den kan ikke brukes her.",
    "Bytt tabulatoren ut med mellomrom.",
)
YAML_DUPLICATE_KEY = Rule(
    "DW122",
    _ERROR,
    "Feltet «{key}» står to ganger, så det er uklart hva som gjelder. Det står først på linje {first}.",
    "Slett det ene.",
)
YAML_COLON = Rule(
    "DW123",
    _ERROR,
    "Verdien på linjen «{text}» har et kolon som leses som et nytt felt.",
    'Sett hele verdien i anførselstegn: navn: "tekst: mer tekst".{suggestion}',
)
YAML_UNCLOSED_QUOTE = Rule(
    "DW124",
    _ERROR,
    "Et anførselstegn på linjen «{text}» blir aldri lukket.",
    "Sett det samme tegnet på slutten av verdien.",
)
YAML_UNCLOSED_BRACKET = Rule(
    "DW125",
    _ERROR,
    "Listen som begynner på linjen «{text}», er ikke lukket eller mangler et komma.",
    "Skill verdiene med komma, og avslutt med «]» (eller «}}»).",
)
YAML_RESERVED_CHARACTER = Rule(
    "DW126",
    _ERROR,
    "Verdien på linjen «{text}» begynner med et tegn som har en egen betydning.",
    "Sett verdien i anførselstegn.",
)
YAML_INDENTATION = Rule(
    "DW127",
    _ERROR,
    "Linjen «{text}» er rykket inn annerledes enn linjene rundt.",
    "La felter på samme nivå begynne like langt inn.",
)
YAML_MISSING_COLON = Rule(
    "DW128",
    _ERROR,
    "Linjen «{text}» mangler kolon, så den leses ikke som et felt.",
    "Skriv hvert felt som «navn: verdi», og hvert punkt i en liste med bindestrek og mellomrom foran.",
)
YAML_ALIAS = Rule(
    "DW129",
    _ERROR,
    "Tegnene «&» og «*» foran en verdi betyr en henvisning, og henvisninger er ikke tillatt.",
    "Skriv verdien helt ut, eller sett den i anførselstegn.",
)
YAML_TAG = Rule(
    "DW130",
    _ERROR,
    "Verdien begynner med «!», og slike merkelapper er ikke tillatt.",
    "Sett verdien i anførselstegn, eller ta bort «{tag}».",
)
YAML_SEVERAL_DOCUMENTS = Rule(
    "DW131",
    _ERROR,
    "Filen har flere deler skilt med «---», og bare den første ville blitt lest.",
    "Ta bort linjen «---», eller del filen i to.",
)
YAML_NOT_MAPPING = Rule(
    "DW132",
    _ERROR,
    "Her skulle det stå felter, ett på hver linje.",
    "Skriv dem som «navn: verdi».",
)
YAML_KEY = Rule(
    "DW133",
    _ERROR,
    "Navnet på et felt må være vanlig tekst.",
    "Skriv feltet som «navn: verdi».",
)
YAML_TOO_DEEP = Rule(
    "DW134",
    _ERROR,
    "Feltene er lagt inni hverandre i mer enn {limit} nivåer.",
    "Gjør strukturen flatere.",
)
YAML_TOO_LARGE = Rule(
    "DW135",
    _ERROR,
    "Feltene er til sammen på mer enn {limit} kB.",
    "Flytt store data til en egen CSV-fil, og lang tekst til brødteksten.",
)
YAML_CHARACTER = Rule(
    "DW136",
    _ERROR,
    "Her står et usynlig styretegn som ikke kan brukes.",
    "Slett tegnet, og skriv teksten rundt det på nytt.",
)
YAML_ESCAPE = Rule(
    "DW137",
    _ERROR,
    "Omvendt skråstrek i doble anførselstegn har en egen betydning, og «{text}» kan ikke forstås.",
    "Bruk enkle anførselstegn rundt verdien i stedet: 'C:\\mappe'.",
)
YAML_AFTER_QUOTE = Rule(
    "DW138",
    _ERROR,
    "Verdien på linjen «{text}» er avsluttet, men så kommer det mer.",
    "Sett hele verdien i ett par anførselstegn, og bruk « og » inni den.",
)
YAML_NO_SPACE = Rule(
    "DW139",
    _ERROR,
    "Det mangler et mellomrom etter kolonet på linjen «{text}», så den leses ikke som et felt.",
    "Skriv feltet som «navn: verdi».",
)
DATA_FILE = Rule(
    "DW140",
    _ERROR,
    "Datafilen «{src}» kan ikke leses som en tabell: {reason}.",
    "Gi den én rad med overskrifter, og like mange kolonner i hver rad.",
)
MISSING_FILE = Rule(
    "DW141",
    _ERROR,
    "Filen «{src}» finnes ikke.",
    "Legg filen ved siden av dokumentet eller i content/media/, og skriv navnet nøyaktig likt.{suggestion}",
)
HARD_SPACE = Rule(
    "DW142",
    _ERROR,
    "Linjen «{text}» har et hardt mellomrom, som Word og nettsider lager, og her leses det som en bokstav.",
    "Slett mellomrommet, og skriv det på nytt med mellomromstasten.",
)
YAML_HASH = Rule(
    "DW143",
    _ERROR,
    "«{text}» ville falt ut av verdien, for «#» etter et mellomrom begynner en kommentar.",
    "Sett hele verdien i anførselstegn. Er det en kommentar, så skriv et mellomrom etter «#».",
)
PATH_TOO_LONG = Rule(
    "DW145",
    _ERROR,
    "Stien hit er på {length} tegn, og det er mer enn mange maskiner tar.",
    "Gi mappene kortere navn, eller flytt innholdet til en mappe lenger opp: høyst {limit} tegn.",
)
YAML_NO_VALUE = Rule(
    "DW147",
    _ERROR,
    "«{key}» står for seg selv mellom krøllparentesene, uten kolon og verdi, så det blir ikke brukt.",
    "Skriv desimaltall med punktum, slik: 59.7423. En tekst med komma må ha anførselstegn.",
)
YAML_KEY_TOO_LONG = Rule(
    "DW146",
    _ERROR,
    "Navnet på feltet på linjen «{text}» er på {length} tegn, så det kan ikke være navnet på et felt.",
    "Skriv et felt slik: «navn: verdi». Er alt på linjen en verdi, så sett den i anførselstegn etter navnet.",
)
NOT_READ = Rule(
    "DW144",
    _WARNING,
    "Filen «{name}» blir ikke til noen side, for bare filer som slutter på «.md» eller «.yaml», blir lest.",
    "Skal den publiseres, så lim teksten inn i en ny fil: «{suggestion}».{advice} Ellers kan du slette den.",
)
