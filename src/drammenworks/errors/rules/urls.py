"""DW5xx: the addresses of pages."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

COLLISION = Rule(
    "DW501",
    Severity.ERROR,
    "Adressen {url} på {site} er allerede brukt av {other}, og bare én side kan ligge der.",
    "Gi det ene dokumentet et annet navn med «slug: …», eller et annet filnavn.",
)
ALIAS_COLLISION = Rule(
    "DW502",
    Severity.ERROR,
    "Den tidligere adressen {url} på {site} er i bruk av {other}.",
    "Ta bort adressen fra «aliases».",
)
