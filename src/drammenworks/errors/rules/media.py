"""DW7xx: pictures and other files."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

UNUSABLE = Rule(
    "DW701",
    Severity.ERROR,
    "Bildet «{src}» kan ikke brukes: {reason}.",
    "Lagre bildet på nytt som JPEG, PNG eller WebP, og last det opp igjen.",
)
TOO_SMALL = Rule(
    "DW702",
    Severity.WARNING,
    "Bildet «{src}» er {width} piksler bredt, men vises så stort her at det skal ha minst {needed}. "
    "Det blir uskarpt.",
    "Last opp bildet i full størrelse, slik kameraet eller fotografen leverte det.",
)
POSITION = Rule(
    "DW703",
    Severity.INFO,
    "Bildet «{src}» forteller hvor det er tatt. Det tas bort før bildet publiseres, men ligger i filen her.",
    "Du trenger ikke gjøre noe. Skal redaktørene heller ikke vite det, så lagre bildet uten posisjon.",
)
NO_CREDIT = Rule(
    "DW704",
    Severity.ERROR,
    "Det står ikke hvem som har laget bildet «{src}», og det krever {site}. "
    "Den som har laget et bilde, har rett til å bli nevnt (åndsverkloven § 5).",
    "Skriv navnet i «credit».",
)
UNUSED = Rule(
    "DW705",
    Severity.INFO,
    "Filen «{name}» er ikke brukt av noe dokument.",
    "Slett den hvis ingen trenger den lenger.",
)
UNUSABLE_FILE = Rule(
    "DW706",
    Severity.ERROR,
    "Filen «{src}» kan ikke publiseres: {reason}.",
    "Last opp riktig fil.",
)
