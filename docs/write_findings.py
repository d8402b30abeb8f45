"""Write docs/funn.md and docs/findings.md, which list everything that can be wrong, from the rules.

    .venv/bin/python docs/write_findings.py

Run it when a rule is added or reworded; a test tells when it was forgotten.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from drammenworks.errors import Phrase, Rule, Severity, Translate
from drammenworks.errors.rules import all_rules
from drammenworks.messages import ENGLISH, SOURCE_LANGUAGE, translator

_INTRODUCTION = """\
<!-- Skrevet av docs/write_findings.py. Rett reglene i src/drammenworks/errors/rules/, ikke denne filen. -->

# Funn

Når du bygger nettstedene eller kjører `python3 build.py check` (`py build.py check` på Windows), får du
beskjed om alt som er galt, i én omgang. Feil står først. Er det mye, vises det verste, og resten blir talt
opp; `--all` viser alt. Et funn sier hvor det er (fil, linje og tegn), hva som er galt, og hva du gjør med
det:

    content/news/frokost-med-sytti.md:4:1: feil DW209
      Feltet «date» skal være en gyldig dato, men har verdien «2018-02-30».
      → Skriv år, måned og dag slik: 2026-11-21.

**Feil** må rettes: så lenge det finnes en, blir ingenting publisert, og det som ligger ute, blir liggende som
det er. En **advarsel** stanser bare publiseringen når den er bedt om det (`--strict`), men bør rettes. Kodene
er faste. Du kan trygt søke på dem og sende dem til andre.

Ord i *kursiv* står for noe som er forskjellig fra gang til gang, for eksempel navnet på feltet det gjelder.
"""

_ENGLISH_INTRODUCTION = """\
<!-- Written by docs/write_findings.py. Correct the rules in src/drammenworks/errors/rules/ instead. -->

# Findings

When you build the sites or run `python3 build.py check` (`py build.py check` on Windows), you are told about
everything that is wrong, all at once. Errors come first. Of much, the worst is shown and the rest is counted;
`--all` shows everything. A finding says where it is (file, line and column), what is wrong, and what to do
about it:

    content/news/frokost-med-sytti.md:4:1: error DW209
      The field “date” should be a valid date, but its value is “2018-02-30”.
      → Write year, month and day like this: 2026-11-21.

**Errors** must be corrected: as long as there is one, nothing is published, and what is already online stays
as it is. A **warning** stops publication only when asked to (`--strict`), but should be corrected. The codes
are permanent. You can safely search for them and send them to others.

Words in *italics* stand for something that differs from time to time, such as the name of a field.
"""

_GROUPS = {
    "1": "Filer, felter øverst i filen, og YAML",
    "2": "Feltene",
    "3": "Henvisninger og lenker mellom dokumenter",
    "4": "Brødteksten",
    "5": "Nettadresser, og tall i årsrapporter",
    "6": "Temaer og maler",
    "7": "Bilder og andre filer",
    "8": "Nettstedene som helhet",
    "9": "Mappen det publiseres til",
}
"""The headings, by the first digit of the codes."""

_ENGLISH_GROUPS = {
    "1": "Files, fields at the top of the file, and YAML",
    "2": "The fields",
    "3": "References and links between documents",
    "4": "The body",
    "5": "Web addresses, and figures in annual reports",
    "6": "Themes and templates",
    "7": "Images and other files",
    "8": "The sites as a whole",
    "9": "The folder that is published to",
}

_SEVERITIES = {Severity.ERROR: "Feil", Severity.WARNING: "Advarsel", Severity.INFO: "Merknad"}
_ENGLISH_SEVERITIES = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Note"}

_WORDS = {
    "alt": "alternativ tekst",
    "asset": "fil",
    "attribute": "innstilling",
    "better": "det rette",
    "chain": "temaene",
    "choices": "valgene",
    "code": "kode",
    "column": "kolonne",
    "count": "tall",
    "default": "språk",
    "delimiter": "linjen med streker",
    "document": "dokument",
    "earlier": "felt",
    "earlier_value": "verdi",
    "element": "det den står på",
    "example": "eksempel",
    "expected": "det som passer der",
    "field": "felt",
    "fields": "feltene",
    "file": "fil",
    "first": "tall",
    "folders": "mappene",
    "id": "navn",
    "key": "felt",
    "kind": "innholdstype",
    "known": "de som finnes",
    "label": "navn",
    "lang": "språk",
    "language": "språk",
    "languages": "språkene",
    "later": "felt",
    "later_value": "verdi",
    "length": "tall",
    "item": "tekst",
    "limit": "tall",
    "line": "linjen",
    "mark": "tegnet",
    "name": "navn",
    "names": "filene",
    "other": "et annet dokument",
    "owner": "mappe",
    "previous": "overskriften før",
    "reason": "grunnen",
    "scheme": "begynnelse",
    "section": "del",
    "sign": "tegnet",
    "site": "nettsted",
    "size": "tall",
    "src": "fil",
    "status": "tall",
    "style": "stilark",
    "tag": "merkelapp",
    "target": "mål",
    "template": "mal",
    "text": "tekst",
    "theme": "tema",
    "url": "adresse",
    "value": "verdi",
    "what": "det som mangler",
}
"""What stands for a placeholder whose name says too little, or says it in English."""

_ENGLISH_WORDS = {
    "alt": "alternative text",
    "asset": "file",
    "attribute": "setting",
    "better": "what is right",
    "chain": "the themes",
    "choices": "the choices",
    "code": "code",
    "column": "column",
    "count": "number",
    "default": "language",
    "delimiter": "line of dashes",
    "document": "document",
    "earlier": "field",
    "earlier_value": "value",
    "element": "what it is on",
    "example": "example",
    "expected": "what fits there",
    "field": "field",
    "fields": "the fields",
    "file": "file",
    "first": "number",
    "folders": "the folders",
    "id": "name",
    "key": "field",
    "kind": "content type",
    "known": "those that exist",
    "label": "name",
    "lang": "language",
    "language": "language",
    "languages": "the languages",
    "later": "field",
    "later_value": "value",
    "length": "number",
    "item": "text",
    "limit": "number",
    "line": "the line",
    "mark": "sign",
    "name": "name",
    "names": "the files",
    "other": "another document",
    "owner": "folder",
    "previous": "the heading before",
    "reason": "the reason",
    "scheme": "beginning",
    "section": "section",
    "sign": "sign",
    "site": "site",
    "size": "number",
    "src": "file",
    "status": "number",
    "style": "style sheet",
    "tag": "tag",
    "target": "target",
    "template": "template",
    "text": "text",
    "theme": "theme",
    "url": "address",
    "value": "value",
    "what": "what is missing",
}

_LITERALS = {"fence": ":::", "marks": "##"}
"""Placeholders that are nearly always filled with the same."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for the asterisks around a word until the rest has been escaped."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


@dataclass(frozen=True)
class List:
    """The list in one language."""

    file: Path
    translate: Translate
    introduction: str
    groups: Mapping[str, str]
    severities: Mapping[Severity, str]
    words: Mapping[str, str]
    suggestion: str


_HERE = Path(__file__).parent
LISTS = (
    List(
        _HERE / "funn.md",
        translator(SOURCE_LANGUAGE),
        _INTRODUCTION,
        _GROUPS,
        _SEVERITIES,
        _WORDS,
        "forslag",
    ),
    List(
        _HERE / "findings.md",
        translator(ENGLISH),
        _ENGLISH_INTRODUCTION,
        _ENGLISH_GROUPS,
        _ENGLISH_SEVERITIES,
        _ENGLISH_WORDS,
        "suggestion",
    ),
)


def main() -> None:
    """Write the files."""
    for list_ in LISTS:
        list_.file.write_text(document(list_), encoding="utf-8", newline="\n")


def document(list_: List) -> str:
    """Return the whole file."""
    parts = [list_.introduction]
    for digit, rules in groupby(all_rules().values(), key=lambda rule: rule.code[2]):
        parts.append(f"## {list_.groups[digit]}\n")
        parts.extend(_section(rule, list_) for rule in rules)
    return "\n".join(parts)


def _section(rule: Rule, list_: List) -> str:
    severity = list_.severities[rule.severity]
    message, hint = _markdown(rule.message, list_), _markdown(rule.hint, list_)
    return f"### {rule.code}\n\n**{severity}:** {message}\n\n→ {hint}\n"


def _markdown(wording: str, list_: List) -> str:
    """Return the wording of a rule as Markdown, with a word in italics for each placeholder."""
    names = [name for _, name, _, _ in string.Formatter().parse(wording) if name is not None]
    filled = list_.translate(Phrase(wording, **{name: _word(name, wording, list_) for name in names}))
    escaped = _SPECIAL.sub(r"\\\1", filled)
    return escaped.replace(_OPEN, "*").replace(_CLOSE, "*")


def _word(name: str, wording: str, list_: List) -> str:
    """Return what stands for a placeholder."""
    if name in ("suggestion", "others"):
        # One of its own begins with a space or a comma, and may be missing altogether.
        return f"{_OPEN}{list_.suggestion}{_CLOSE}" if "«{suggestion}»" in wording else ""
    if name in _LITERALS:
        return _LITERALS[name]
    return f"{_OPEN}{list_.words.get(name, '…')}{_CLOSE}"


if __name__ == "__main__":
    main()
