"""Write docs/funn.md, the editors' list of everything that can be wrong, from the rules themselves.

    .venv/bin/python docs/write_findings.py

Run it when a rule is added or reworded; a test tells when it was forgotten.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from drammenworks.errors import Rule, Severity
from drammenworks.errors.rules import all_rules

TARGET = Path(__file__).with_name("funn.md")

_INTRODUCTION = """\
<!-- Skrevet av docs/write_findings.py. Rett reglene i src/drammenworks/errors/rules/, ikke denne filen. -->

# Funn

Når du bygger nettstedene eller kjører `drammenworks check`, får du beskjed om alt som er galt, i én
omgang. Et funn sier hvor det er (fil, linje og tegn), hva som er galt, og hva du gjør med det:

    content/news/frokost-med-sytti.md:4:1: feil DW209
      Feltet «date» skal være en dato som finnes, men har verdien «2018-02-30».
      → Skriv år, måned og dag slik: 2026-11-21.

**Feil** må rettes: så lenge det finnes en, blir ingenting publisert, og det som ligger ute, blir liggende som
det er. En **advarsel** stanser bare publiseringen når den er bedt om det (`--strict`), men bør rettes. Kodene
er faste. Du kan trygt søke på dem og sende dem til andre.

Ord i *kursiv* står for noe som er forskjellig fra gang til gang, for eksempel navnet på feltet det gjelder.
"""

_GROUPS = {
    "1": "Filer, felter øverst i filen, og YAML",
    "2": "Feltene",
    "3": "Henvisninger og lenker mellom dokumenter",
    "4": "Brødteksten",
    "5": "Nettadresser",
    "6": "Temaer og maler",
    "7": "Bilder og andre filer",
    "8": "Nettstedene som helhet",
    "9": "Mappen det publiseres til",
}
"""The headings, by the first digit of the codes."""

_SEVERITIES = {Severity.ERROR: "Feil", Severity.WARNING: "Advarsel", Severity.INFO: "Merk"}

_WORDS = {
    "alt": "alternativ tekst",
    "asset": "fil",
    "attribute": "innstilling",
    "chain": "temaene",
    "choices": "valgene",
    "code": "kode",
    "default": "språk",
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
    "languages": "språkene",
    "later": "felt",
    "later_value": "verdi",
    "limit": "tall",
    "name": "navn",
    "names": "filene",
    "other": "et annet dokument",
    "owner": "mappe",
    "previous": "overskriften før",
    "reason": "grunnen",
    "scheme": "begynnelse",
    "section": "del",
    "site": "nettsted",
    "size": "tall",
    "src": "fil",
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

_LITERALS = {"fence": ":::", "marks": "##"}
"""Placeholders that are nearly always filled with the same."""

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Stand for the asterisks around a word until the rest has been escaped."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")


def main() -> None:
    """Write the file."""
    TARGET.write_text(document(), encoding="utf-8", newline="\n")


def document() -> str:
    """Return the whole file."""
    parts = [_INTRODUCTION]
    for digit, rules in groupby(all_rules().values(), key=lambda rule: rule.code[2]):
        parts.append(f"## {_GROUPS[digit]}\n")
        parts.extend(_section(rule) for rule in rules)
    return "\n".join(parts)


def _section(rule: Rule) -> str:
    severity = _SEVERITIES[rule.severity]
    return f"### {rule.code}\n\n**{severity}:** {_markdown(rule.message)}\n\n→ {_markdown(rule.hint)}\n"


def _markdown(wording: str) -> str:
    """Return the wording of a rule as Markdown, with a word in italics for each placeholder."""
    # A suggestion of its own begins with a space or a comma, and may be missing altogether.
    named = wording.replace("«{suggestion}»", f"«{_OPEN}forslag{_CLOSE}»")
    filled = named.format_map(_Words())
    escaped = _SPECIAL.sub(r"\\\1", filled)
    return escaped.replace(_OPEN, "*").replace(_CLOSE, "*")


class _Words(dict[str, str]):
    """What stands for each placeholder."""

    def __missing__(self, name: str) -> str:
        if name == "suggestion":
            return ""
        if name in _LITERALS:
            return _LITERALS[name]
        return f"{_OPEN}{_WORDS.get(name, '…')}{_CLOSE}"


if __name__ == "__main__":
    main()
