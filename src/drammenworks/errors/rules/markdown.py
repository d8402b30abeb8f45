"""DW4xx: the body of a document.

DW40x directives    DW41x attributes    DW42x headings    DW43x links
DW44x pictures      DW45x footnotes     DW46x the rest
"""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING

UNKNOWN_DIRECTIVE = Rule(
    "DW401",
    _ERROR,
    "Boksen «::: {name}» finnes ikke, så innholdet i den kan ikke vises.",
    "Bruk en av disse: {known}.{suggestion}",
)
UNCLOSED_DIRECTIVE = Rule(
    "DW402",
    _ERROR,
    "Boksen «::: {name}» blir aldri lukket, så resten av teksten havner inni den.",
    "Sett en linje med bare «{fence}» der boksen slutter.",
)
STRAY_FENCE = Rule(
    "DW403",
    _ERROR,
    "Linjen «{fence}» lukker en boks, men ingen boks er åpen her.",
    "Ta bort linjen, eller åpne boksen lenger oppe, for eksempel med «{fence} facts».",
)
MISSING_ARGUMENT = Rule(
    "DW404",
    _ERROR,
    "Boksen «::: {name}» mangler {what} og kan ikke vises.",
    "Skriv det på samme linje, etter navnet på boksen: «::: {name} {example}».",
)
SUPERFLUOUS_ARGUMENT = Rule(
    "DW405",
    _ERROR,
    "«{text}» på samme linje som «::: {name}» blir ikke vist.",
    "Flytt teksten ned på linjen under, inn i boksen.",
)
NOT_A_NAME = Rule(
    "DW406",
    _ERROR,
    "Boksen «::: {name}» skal ha {what}, men «{text}» har mellomrom.",
    "Skriv navnet som ett ord, for eksempel «::: {name} {example}».",
)
DIRECTIVE_LACKS = Rule(
    "DW407",
    _ERROR,
    "Boksen «::: {name}» mangler {what}, så det blir ikke noe å vise.",
    "Skriv det på linjene mellom «::: {name}» og «:::», eller ta bort boksen.",
)
NESTED_TOO_DEEP = Rule(
    "DW408",
    _ERROR,
    "Lister, sitater eller bokser ligger inni hverandre i for mange nivåer. "
    "Det innerste, og kanskje det som kommer etter, blir ikke vist.",
    "Gjør strukturen flatere, for eksempel med en overskrift i stedet for en liste i en liste.",
)
UNKNOWN_ATTRIBUTE = Rule(
    "DW411",
    _ERROR,
    "Innstillingen «{attribute}» kan ikke brukes på {element}, så den har ingen virkning.",
    "Ta den bort, eller bruk en av disse: {known}.{suggestion}",
)
INVALID_ATTRIBUTE = Rule(
    "DW412",
    _ERROR,
    "Innstillingen «{attribute}» på {element} har verdien «{value}», som ikke kan brukes.",
    "Skriv {expected}.",
)
MALFORMED_ATTRIBUTES = Rule(
    "DW413",
    _ERROR,
    "Innstillingene i krøllparentes på {element} kan ikke forstås og har ingen virkning.",
    'Skriv dem slik: {{navn=verdi annet="to ord"}}, og avslutt med «}}».',
)
DUPLICATE_ID = Rule(
    "DW414",
    _ERROR,
    "«#{id}» er brukt to ganger på siden, så lenker dit treffer feil sted. Det står først på linje {first}.",
    "Gi det ene stedet et annet navn.",
)
ATTRIBUTE_WITHOUT_VALUE = Rule(
    "DW415",
    _ERROR,
    "Innstillingen «{attribute}» på {element} mangler en verdi, så den har ingen virkning.",
    "Skriv {expected}.",
)
HEADING_LEVEL_ONE = Rule(
    "DW421",
    _WARNING,
    "Overskriften har én «#», men det øverste nivået er tittelen på siden. Den vises som nivå to.",
    "Begynn linjen med «##».",
)
HEADING_SKIPPED = Rule(
    "DW422",
    _WARNING,
    "Overskriften hopper over et nivå: «{marks}» kommer rett etter {previous}. "
    "Den som får siden lest opp, kan tro at noe mangler.",
    "Begynn linjen med «{expected}».",
)
HEADING_EMPTY = Rule(
    "DW423",
    _WARNING,
    "Overskriften er tom og blir ikke vist.",
    "Skriv teksten etter «{marks}», eller ta bort linjen.",
)
DANGEROUS_TARGET = Rule(
    "DW431",
    _ERROR,
    "Adressen begynner med «{scheme}:» og kan skade dem som besøker siden. Lenken eller bildet er tatt bort.",
    "Bruk en adresse som begynner med https://, eller navnet på et dokument eller en fil.",
)
UNKNOWN_SCHEME = Rule(
    "DW432",
    _ERROR,
    "Adressen «{target}» begynner med «{scheme}:», som ikke kan brukes her. "
    "Lenken eller bildet er tatt bort.",
    "Begynn med https://, mailto:, tel: eller en innholdstype som «project:».{suggestion}",
)
INCOMPLETE_TARGET = Rule(
    "DW433",
    _ERROR,
    "Adressen «{target}» mangler begynnelsen, så lenken ville ikke virket. Den er tatt bort.",
    "Skriv «{suggestion}».",
)
EMPTY_TARGET = Rule(
    "DW434",
    _ERROR,
    "{element} har ingen adresse og er tatt bort.",
    "Skriv adressen mellom parentesene: [tekst](adresse).",
)
VAGUE_LINK_TEXT = Rule(
    "DW435",
    _WARNING,
    "Lenketeksten «{text}» sier ikke hvor lenken fører. "
    "Mange får lenkene lest opp uten teksten rundt (WCAG 2.4.4).",
    "Skriv hva leseren kommer til, for eksempel «Meld deg på frokostmøtet».",
)
EMPTY_LINK_TEXT = Rule(
    "DW436",
    _WARNING,
    "Lenken til «{target}» har ingen tekst, så ingen får vite hvor den fører (WCAG 2.4.4).",
    "Skriv teksten mellom hakeparentesene: [tekst]({target}).",
)
NOT_A_LINK = Rule(
    "DW437",
    _WARNING,
    "«{text}» ser ut som en lenke eller et bilde, men vises som vanlig tekst.",
    "Skriv [tekst](adresse) uten mellomrom før «(». "
    "Er det mellomrom i adressen, så skriv [tekst](<adresse>).",
)
MISSING_ALT = Rule(
    "DW441",
    _ERROR,
    "Bildet «{src}» mangler alternativ tekst, så den som ikke ser det, vet ikke hva det viser.",
    "Skriv hva bildet viser: ![tekst]({src}). Er det bare til pynt, så skriv {{decorative}} rett etter.",
)
ALT_IS_FILE_NAME = Rule(
    "DW442",
    _WARNING,
    "Den alternative teksten «{alt}» ser ut som et filnavn og sier ikke hva bildet viser.",
    "Skriv med en setning hva som er å se.",
)
DECORATIVE_WITH_ALT = Rule(
    "DW443",
    _WARNING,
    "Bildet «{src}» er merket som pynt, men har en alternativ tekst. Teksten blir ikke brukt.",
    "Ta bort {{decorative}} hvis bildet forteller noe, eller ta bort teksten.",
)
UNDEFINED_FOOTNOTE = Rule(
    "DW451",
    _ERROR,
    "Fotnoten [^{label}] finnes ikke, så henvisningen vises som vanlig tekst.",
    "Skriv fotnoten på en egen linje: «[^{label}]: …».{suggestion}",
)
UNUSED_FOOTNOTE = Rule(
    "DW452",
    _WARNING,
    "Ingenting i teksten viser til fotnoten [^{label}], så den blir ikke vist.",
    "Sett [^{label}] der den hører til, eller ta bort fotnoten.",
)
DUPLICATE_FOOTNOTE = Rule(
    "DW453",
    _ERROR,
    "Fotnoten [^{label}] står to ganger, og bare den på linje {first} blir vist.",
    "Gi den ene et annet navn.",
)
RAW_HTML = Rule(
    "DW461",
    _WARNING,
    "«{text}» er HTML, og HTML i teksten vises som vanlig tekst.",
    "Bruk Markdown i stedet: **fet**, *kursiv*, [tekst](adresse) eller en boks som «::: facts».",
)
TABBED = Rule(
    "DW462",
    _WARNING,
    "Linjene er skilt med tabulatorer, som når en tabell limes inn fra Word eller Excel. De blir til løpende "
    "tekst.",
    "Skriv «|» mellom kolonnene: | År | Medlemmer | først, så en linje | --- | --- |, og så radene.",
)
FOREIGN_MARK = Rule(
    "DW463",
    _WARNING,
    "«{text}» betyr noe i andre slags Markdown, men ikke her, så tegnene vises på siden.",
    "{suggestion}",
)
LOST_TEXT = Rule(
    "DW464",
    _WARNING,
    "Teksten «{text}» blir ikke vist, for «::: gallery» viser bare bilder.",
    'Flytt den ut av boksen, eller gjør den til bildetekst: ![Hva bildet viser](bilde.jpg "Bildetekst").',
)
