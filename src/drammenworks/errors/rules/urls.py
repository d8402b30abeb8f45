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
