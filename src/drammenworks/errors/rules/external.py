"""DW3xx: links to other websites. Reported by ``check --external`` alone."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

GONE = Rule(
    "DW331",
    Severity.WARNING,
    "Lenken til {url} leder til en side som ikke finnes lenger (svar {status}).",
    "Finn siden på nytt og rett adressen, eller ta bort lenken.",
)
UNREACHABLE = Rule(
    "DW332",
    Severity.WARNING,
    "Lenken til {url} virker ikke: {reason}.",
    "Åpne den i en nettleser. Virker den ikke der heller, så rett adressen eller ta bort lenken.",
)
MOVED = Rule(
    "DW333",
    Severity.INFO,
    "Siden på {url} har flyttet for godt til {target}.",
    "Bruk den nye adressen, for den gamle kan slutte å virke.",
)
UNCHECKED = Rule(
    "DW334",
    Severity.INFO,
    "Lenken til {url} kunne ikke sjekkes: {reason}.",
    "Åpne den i en nettleser for å se om den virker.",
)
