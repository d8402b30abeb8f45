"""DW8xx: the sites as a whole."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR

NO_SITES = Rule(
    "DW801",
    _ERROR,
    "Det finnes ingen nettsteder å bygge.",
    "Lag en fil for hvert nettsted i content/sites/, for eksempel drammen-works.yaml.",
)
ID_IS_FILE_NAME = Rule(
    "DW802",
    _ERROR,
    "Nettstedet heter «{id}», men filen heter «{name}».",
    "Gi filen navnet «{id}.yaml», eller rett feltet «id».",
)
UNKNOWN_SECTION_KIND = Rule(
    "DW803",
    _ERROR,
    "«{kind}» er ikke en innholdstype, så den kan ikke ha en egen del av nettstedet.",
    "Bruk en av disse: {known}.{suggestion}",
)
SECTION_LANGUAGE = Rule(
    "DW804",
    _ERROR,
    "«{section}» mangler en sti på {language}.",
    "Legg til «{lang}: /…/» under «{section}».",
)
NO_HOME = Rule(
    "DW805",
    _ERROR,
    "Nettstedet «{site}» har ingen forside på {language}.",
    "Lag en side i content/pages/ med «template: home» og «sites: [{site}]».",
)
UNKNOWN_SITE = Rule(
    "DW806",
    _ERROR,
    "Nettstedet «{site}» finnes ikke.",
    "Bruk et av disse: {known}.{suggestion}",
)
CANONICAL_SITE = Rule(
    "DW807",
    _ERROR,
    "«canonical_site» er «{site}», men dokumentet publiseres ikke der.",
    "Velg et av nettstedene under «sites»: {known}.",
)
MENU_UNKNOWN = Rule(
    "DW808",
    _ERROR,
    "Menypunktet «{target}» leder ingen steder, for nettstedet har ikke noe slikt.",
    "Rett navnet, eller ta bort menypunktet.{suggestion}",
)
NOWHERE = Rule(
    "DW809",
    Severity.WARNING,
    "Dokumentet blir ikke publisert noe sted, for ingen nettsteder har en del for slikt innhold.",
    "Velg nettsted med «sites: […]».",
)
OTHER_BRAND = Rule(
    "DW810",
    _ERROR,
    "Siden nevner «{name}», som er et annet nettsted, uten å lenke til det.",
    "Gjør navnet til en lenke: [{name}](site:{site}), eller skriv om.",
)
DEFAULT_LANGUAGES = Rule(
    "DW811",
    _ERROR,
    "Nettstedene har ulike standardspråk ({languages}), så det er uklart hvilket språk en fil uten "
    "språkendelse har.",
    "Gi alle nettsteder samme «default_language».",
)
NO_SECTION = Rule(
    "DW812",
    _ERROR,
    "Dokumentet skal publiseres på «{site}», men nettstedet har ingen del for denne innholdstypen ({kind}).",
    "Legg til «{kind}» under «sections» i content/sites/{site}.yaml, eller ta bort «{site}» fra «sites».",
)
ORPHAN = Rule(
    "DW813",
    Severity.INFO,
    "Ingenting på {site} leder til {url}: den er ikke i noen liste eller meny, og ingen lenker til den.",
    "Lenk til den fra en annen side, eller ta den med under «menus» i content/sites/{site}.yaml.",
)
COPY = Rule(
    "DW814",
    Severity.INFO,
    "{what} er den samme som i {other}, så det ene er kanskje en kopi.",
    "Slett det ene, eller skriv om. Skal det samme stå på to nettsteder, så skriv begge i «sites».",
)
NO_TYPST_PROGRAM = Rule(
    "DW840",
    Severity.WARNING,
    "PDF-ene blir ikke laget, for programmet som lager dem (Typst), er ikke installert her. Lenkene til dem "
    "fører ingen steder.",
    "Kjør «python3 build.py» («py build.py» på Windows), som installerer det. Det finnes ikke for Windows på "
    "ARM-maskiner ennå; bygg på en annen maskin.",
    once_per_run=True,
)
SECURITY_EXPIRES = Rule(
    "DW871",
    Severity.WARNING,
    "Kontakten for sikkerhetshull gjelder bare til {expires}.",
    "Se etter at den stemmer, og sett «security.expires» til en dag det neste året.",
)
SECURITY_EXPIRED = Rule(
    "DW872",
    Severity.WARNING,
    "Kontakten for sikkerhetshull gikk ut {expires}, så security.txt er ikke publisert.",
    "Se etter at den stemmer, og sett «security.expires» til en dag det neste året.",
)
SAME_ADDRESS = Rule(
    "DW841",
    Severity.WARNING,
    "«{value}» og «{other}» i «{field}» får samme nettadresse, så de blir til ett.",
    "Mener de det samme, så ta bort den ene. Ellers skriv den ene slik at bokstavene skiller dem.",
)
