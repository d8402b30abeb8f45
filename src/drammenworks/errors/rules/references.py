"""DW3xx: references and links from one document to another."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR

UNKNOWN = Rule(
    "DW301",
    _ERROR,
    "«{target}» viser til noe som ikke finnes, så lenken ville ikke ledet noe sted.",
    "Rett navnet, eller lag innholdet først.{suggestion}",
)
UNKNOWN_KIND = Rule(
    "DW302",
    _ERROR,
    "«{target}» begynner med en innholdstype som ikke finnes.",
    "Bruk en av disse: {known}.{suggestion}",
)
UNKNOWN_PATH = Rule(
    "DW303",
    _ERROR,
    "Lenken «{target}» leder til en side som ikke finnes på nettstedet {site}.",
    "Lenk til dokumentet i stedet, for eksempel [tekst](project:navn).{suggestion}",
)
UNKNOWN_ANCHOR = Rule(
    "DW304",
    Severity.WARNING,
    "Lenken «{target}» leder til en overskrift som ikke finnes på siden.",
    "Bruk en av disse: {known}.{suggestion}",
)
UNPUBLISHED = Rule(
    "DW305",
    Severity.WARNING,
    "«{target}» er ikke publisert, så teksten vises uten lenke på {site}.",
    "Publiser dokumentet, eller ta bort lenken.",
)
NOT_A_PAGE = Rule(
    "DW306",
    _ERROR,
    "«{target}» er en fil av et slag som det ikke kan lenkes til, så den blir ikke publisert.",
    "Lenk til et dokument, eller til en fil som slutter på {suffixes}. Et bilde kan lastes ned "
    "med «download».",
)
BROKEN_ADDRESS = Rule(
    "DW337",
    _ERROR,
    "Adressen «{target}» leder ikke noe sted, for {reason}. Den er tatt bort.",
    "Rett adressen.{suggestion}",
)
UNKNOWN_OWN_ADDRESS = Rule(
    "DW338",
    _ERROR,
    "Adressen «{url}» er på vårt eget nettsted {site}, men der er det ingen slik side.",
    "Rett adressen.{suggestion}",
)
UNTRANSLATED = Rule(
    "DW340",
    Severity.INFO,
    "Siden er en oversettelse, men {fields} er på originalens språk, for de er ikke oversatt her.",
    "Skriv dem på oversettelsens språk i denne filen.",
)
OUTDATED_TRANSLATION = Rule(
    "DW341",
    Severity.INFO,
    "Originalen ble endret {updated}, og oversettelsen er eldre: «updated» i den er {since}.",
    "Se over oversettelsen, og skriv «updated: {updated}» i den når den stemmer.",
)
UNPUBLISHED_REFERENCE = Rule(
    "DW339",
    Severity.WARNING,
    "«{target}» i {place} er ikke publisert, så det blir ikke vist.",
    "Publiser dokumentet (se på «draft», «publish_at» og «expire_at» i det), eller ta bort henvisningen.",
)
