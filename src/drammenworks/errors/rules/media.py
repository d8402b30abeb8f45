"""DW7xx: pictures and other files."""

from __future__ import annotations

from drammenworks.errors.finding import Finding, Location, Rule, Severity

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
    "Bildet «{src}» forteller hvor det er tatt{others}. Det tas bort før det publiseres, men ligger i filen.",
    "Du trenger ikke gjøre noe. Vil du ikke at andre med tilgang skal se det, så ta det bort med kommandoen "
    "«strip».",
    once_per_run=True,
)
NO_CREDIT = Rule(
    "DW704",
    Severity.ERROR,
    "Det står ikke hvem som har laget bildet «{src}», og det krever {site}. "
    "Den som har laget et bilde, har rett til å bli nevnt (åndsverkloven § 5).",
    "Skriv navnet i «credit».{suggestion}",
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
TOO_HEAVY = Rule(
    "DW711",
    Severity.WARNING,
    "Filen «{src}» er på {size} MB. Det er mye å laste ned på en telefon, og noen webhoteller tar ikke imot "
    "så store filer.",
    "Lagre den på nytt i mindre størrelse, helst under {limit} MB. Det er som regel bildene i den som tar "
    "plass.",
)
PROTECTED = Rule(
    "DW712",
    Severity.WARNING,
    "PDF-en «{src}» er beskyttet, så noen får ikke åpnet den eller lest den opp.",
    "Lagre den på nytt uten passord og uten begrensninger.",
)
NOT_WEBVTT = Rule(
    "DW707",
    Severity.ERROR,
    "Tekstingen begynner ikke med WEBVTT, så ingen avspiller viser den.",
    "Eksporter den på nytt som WebVTT. Er det en SRT-fil, så skriv WEBVTT og en tom linje øverst, og punktum "
    "i stedet for komma i tidene.",
)
CAPTION_TIME = Rule(
    "DW708",
    Severity.ERROR,
    "Tiden «{timing}» kan ikke leses, så avspillere hopper over teksten under.",
    "Skriv den slik: 00:01:05.000 --> 00:01:09.500, i alle linjer der det er likt.{suggestion}",
)
CAPTION_END = Rule(
    "DW709",
    Severity.ERROR,
    "Teksten begynner {begins} og slutter {ends}, så den blir aldri vist.",
    "Rett tiden, så teksten slutter etter at den begynner.",
)
CAPTION_ORDER = Rule(
    "DW710",
    Severity.ERROR,
    "Teksten begynner {begins}, men står etter en som begynner {before}, så den kan bli vist for sent.",
    "Sett tekstene i den rekkefølgen de skal vises, eller rett tiden.",
)
UNSHOWN_SIGNS = Rule(
    "DW730",
    Severity.WARNING,
    "PDF-en av siden kan ikke vise {signs}, for ingen av skriftene har det. På nettsiden vises det.",
    "Skriv det med andre tegn eller ord hvis det skal stå i PDF-en også.",
)


def unusable(path: str, reason: str) -> Finding:
    """Return the finding for an image that cannot be used.

    :param path: from the project's root.
    """
    return UNUSABLE.at(Location(path), src=path.rpartition("/")[2], reason=reason)
