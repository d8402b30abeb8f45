"""DW5xx: the addresses of pages."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

COLLISION = Rule(
    "DW501",
    Severity.ERROR,
    "Adressen {url} på {site} er allerede brukt av {other}, og bare én side kan ligge der.",
    "Gi dette dokumentet en annen adresse med «slug: …», eller et annet filnavn.",
)
ALIAS_COLLISION = Rule(
    "DW502",
    Severity.ERROR,
    "Den tidligere adressen {url} på {site} er i bruk av {other}.",
    "Ta bort adressen fra «aliases».",
)
TWO_HOMES = Rule(
    "DW503",
    Severity.ERROR,
    "Nettstedet {site} har en forside fra før, {other}, og bare én side kan ligge på {url}.",
    "Ta bort «template: home» i den som ikke skal være forside, eller gi dem hvert sitt nettsted i «sites».",
)
SECTION_COLLISION = Rule(
    "DW504",
    Severity.ERROR,
    "Adressen {url} på {site} er allerede brukt av {other}, så denne delen av nettstedet kan ikke ligge der.",
    "Gi den en annen sti.",
)
LOST = Rule(
    "DW505",
    Severity.ERROR,
    "Adressen {url} på {site} har vært publisert, og nå er det ingenting der, så lenker og bokmerker dit "
    "ville gi en feilside.",
    "{moved}Er innholdet borte for godt, så skriv {line} i content/urls/gone.yaml.",
)
EMPTIED_LIST = Rule(
    "DW506",
    Severity.WARNING,
    "Adressen {url} på {site} har vist en liste, men nå er det ingenting igjen i den, så lenker dit gir en "
    "feilside.",
    "La en side ta over: skriv «{url}» i «aliases» i den. Eller skriv {line} i content/urls/gone.yaml.",
)
WITHDRAWN = Rule(
    "DW507",
    Severity.WARNING,
    "Adressen {url} på {site} har vært publisert, men {reason}, så lenker dit gir en feilside.",
    "Skal siden bort for godt, så skriv {line} i content/urls/gone.yaml. Ellers publiser den igjen.",
)
BAD_LEDGER_LINE = Rule(
    "DW508",
    Severity.ERROR,
    "«{value}» er ikke en adresse på nettstedet, og her står bare adresser, én på hver linje.",
    "Ta bort linjen, eller rett den: bare stien, slik: /aktuelt/en-tittel/.",
)
LEDGER_OF_NO_SITE = Rule(
    "DW509",
    Severity.ERROR,
    "Filen har adressene til nettstedet «{site}», som ikke finnes, så ingen passer på dem.",
    "Har nettstedet skiftet navn, så gi filen det nye navnet. Er det lagt ned, så slett den.{suggestion}",
)
GONE_EXISTS = Rule(
    "DW510",
    Severity.ERROR,
    "Adressen {url} på {site} skal være borte, men er i bruk av {other}.",
    "Ta adressen bort her. Er den bare en tidligere adresse, så kan den i stedet bort fra «aliases» der.",
)
GONE_TWICE = Rule(
    "DW511",
    Severity.ERROR,
    "Adressen {url} på {site} står to ganger, første gang på linje {first}.",
    "Ta bort den ene.",
)
BAD_INSTEAD = Rule(
    "DW512",
    Severity.ERROR,
    "«{value}» leder ingen steder, så det kan ikke være det leserne skal se i stedet.",
    "Skriv et dokument (article:navn), en sti på nettstedet (/aktuelt/) eller en hel adresse (https://…).",
)
NO_FILE_OF_ADDRESSES = Rule(
    "DW513",
    Severity.ERROR,
    "«{name}» er ingen fil med adresser, så den blir ikke brukt.",
    "Her ligger gone.yaml, og for hvert nettsted en fil med navnet dets, slik: drammen-works.txt. Flytt den.",
)
SAME_UID = Rule(
    "DW514",
    Severity.ERROR,
    "Nyhetsstrømmer og kalendere kjenner dokumentet igjen som «{uid}», og det gjør de med {other} også, så "
    "de ville ta dem for det samme.",
    "Gi det nyeste av de to et annet filnavn, eller skriv en annen «uid» i det.",
)
