"""DW6xx: themes and templates."""

from __future__ import annotations

from drammenworks.errors.finding import Rule, Severity

_ERROR = Severity.ERROR

UNKNOWN = Rule(
    "DW601",
    _ERROR,
    "Temaet «{theme}» finnes ikke, så nettstedet kan ikke vises.",
    "Bruk et av disse: {known}.{suggestion}",
)
CIRCULAR = Rule(
    "DW602",
    _ERROR,
    "Temaene bygger på hverandre i ring: {chain}.",
    "La ett av dem stå uten «extends».",
)
UNKNOWN_TEMPLATE = Rule(
    "DW603",
    _ERROR,
    "Malen «{template}» finnes ikke i temaet «{theme}», så siden kan ikke vises.",
    "Bruk en av disse: {known}.{suggestion}",
)
SYNTAX = Rule(
    "DW604",
    _ERROR,
    "Malen har en skrivefeil: {reason}.",
    "Rett malen på denne linjen. Er du redaktør, så si fra til den som har ansvar for temaet.",
)
RENDER = Rule(
    "DW605",
    _ERROR,
    "Malen kunne ikke vise {document}: {reason}.",
    "Rett malen på denne linjen. Er du redaktør, så si fra til den som har ansvar for temaet.",
)
STYLE_MISSING = Rule(
    "DW606",
    _ERROR,
    "Stilarket «{style}» finnes ikke i temaet «{theme}» eller temaene det bygger på.",
    "Rett navnet under «styles», eller legg filen i assets/.{suggestion}",
)
STRING_MISSING = Rule(
    "DW607",
    _ERROR,
    "Ordet «{key}» finnes ikke på {language} i temaet «{theme}».",
    "Legg det til i strings/{lang}.yaml.{suggestion}",
)
STRING_PLACES = Rule(
    "DW609",
    _ERROR,
    "Teksten «{words}» ({key}) på {language} har noe i krøllparentes som ikke kan fylles ut.",
    "Bruk bare disse: {known}.",
)
ASSET_MISSING = Rule(
    "DW608",
    _ERROR,
    "Filen «{asset}» finnes ikke i temaet «{theme}».",
    "Legg den i assets/, eller rett navnet.{suggestion}",
)
STYLE_SYNTAX = Rule(
    "DW610",
    _ERROR,
    "Stilarket har en skrivefeil: {reason}.",
    "Rett stilarket på denne linjen. Er du redaktør, så si fra til den som har ansvar for temaet.",
)
CARD = Rule(
    "DW611",
    _ERROR,
    "Malen kunne ikke tegne delingskortet til «{title}»: {reason}.",
    "Rett malen på denne linjen. Er du redaktør, så si fra til den som har ansvar for temaet.",
)
TYPEFACE = Rule(
    "DW612",
    _ERROR,
    "Skriften «{family}» er ikke installert, så sidene kan ikke settes med den.",
    "Rett navnet, eller legg pakken med skriften til i pyproject.toml: fontpkg-navn-på-skriften.",
)
FONT_MISSING = Rule(
    "DW619",
    _ERROR,
    "Skriftfilen «{file}» finnes ikke i temaet «{theme}», så sidene kan ikke settes med den.",
    "Legg filen i themes/{theme}/, eller rett navnet.{suggestion}",
)
FONT_UNUSABLE = Rule(
    "DW620",
    _ERROR,
    "Skriftfilen «{file}» kan ikke brukes: {reason}.",
    "Bruk en skrift i formatet WOFF2, TTF eller OTF med norske bokstaver, som dere har lov til å publisere.",
)
ICON = Rule(
    "DW613",
    _ERROR,
    "Tegningen kan ikke brukes som ikon: {reason}.",
    "Lagre den på nytt som enkel SVG med bare former og farger.",
)
NO_FEED = Rule(
    "DW614",
    _ERROR,
    "Nettstedet skal ha en strøm av det som er nytt, men temaet «{theme}» har ingen mal for den, så den kan "
    "ikke lages.",
    "Sett «feeds: false», eller legg til malen themes/{theme}/templates/feed.xml.",
)
STYLE_FILE = Rule(
    "DW615",
    _ERROR,
    "Stilarket viser til «{url}», men temaet har ingen fil «{name}» i assets/.",
    "Legg filen der, eller rett adressen. Den regnes fra mappen som stilarket ligger i.{suggestion}",
)
STYLE_ELSEWHERE = Rule(
    "DW616",
    _ERROR,
    "Stilarket henter «{url}» fra et annet nettsted, og da får andre vite hvem som besøker sidene våre.",
    "Legg filen i assets/ i temaet, og vis til den der.",
)
STYLE_IMPORT = Rule(
    "DW617",
    _ERROR,
    "Stilarket henter «{url}» med @import, men alle stilarkene blir lagt i én fil, så det finnes ikke der.",
    "Ta bort linjen, og skriv stilarket under «styles» i theme.yaml.",
)
CONTRAST = Rule(
    "DW618",
    Severity.WARNING,
    "Fargen --{token} ({value}) på --{background} ({other}){scheme} har for liten kontrast til at alle ser "
    "den: {ratio}:1.",
    "Gjør den ene mørkere eller lysere, til kontrasten er minst {needed}:1 (WCAG {criterion}).",
)
TYPST = Rule(
    "DW640",
    _ERROR,
    "PDF-en av {document} kan ikke lages: {reason}.",
    "Rett filen på denne linjen. Er du redaktør, så si fra til den som har ansvar for temaet.",
)
NO_TYPST = Rule(
    "DW641",
    _ERROR,
    "Temaet «{theme}» har ikke filen typst/document.typ, så nettstedet kan ikke ha PDF-er.",
    "Ta bort «pdfs: true», eller la temaet bygge på et tema som har filen.",
)
