"""Findings about characters that nobody sees, wherever they are in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.content.markdown.lint.quote import shortened
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import accidental_markdown as rules

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufff9-\ufffb\ufffd-\uffff\U0001fffe\U0001ffff"
    "\U0010fffe\U0010ffff]"
)
"""Characters that HTML forbids (§ 13.2.3.5), that end a line, or that replace what could not be read."""
_INVISIBLE = re.compile(
    "[\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufffc]"
    # They join and separate letters of scripts that need it, and the parts of an emoji.
    "|(?<![^\x00-\u024f\u2010-\u2027])[\u200c\u200d]"
    # It marks where a word may break.
    "|(?<![^\\W\\d_])\u00ad"
    # Word's signs of a typeface of symbols; at the start of a line they are bullets.
    "|(?<=\\S)[ \t]*[\ue000-\uf8ff]"
)
_FOUND = re.compile(f"{_CONTROL.pattern}|{_INVISIBLE.pattern}")
_SUSPECT = re.compile(
    f"{_CONTROL.pattern[:-1]}\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ue000-\uf8ff"
    "\ufeff\uffa0\ufffc]"
)
"""A single set of characters, which takes a tenth of the time; few texts have any of them."""
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_NAMES = {
    "\x0b": Phrase("loddrett tabulator, som er linjeskift i PowerPoint"),
    "\x0c": Phrase("sideskift"),
    "\u2028": Phrase("linjeskift fra et layoutprogram"),
    "\u2029": Phrase("avsnittsskift fra et layoutprogram"),
    "\ufffd": Phrase("erstatning for et tegn som ikke kunne leses"),
    "\ufffc": Phrase("plassholder for et bilde som ikke fulgte med"),
    "\xad": Phrase("myk bindestrek"),
    "\xa0": Phrase("hardt mellomrom"),
    "\u202f": Phrase("smalt hardt mellomrom"),
    "\u200b": Phrase("mellomrom uten bredde"),
    "\u200c": Phrase("skilletegn uten bredde"),
    "\u200d": Phrase("bindetegn uten bredde"),
    "\u2060": Phrase("ordbinder uten bredde"),
    "\ufeff": Phrase("byterekkefølgemerke"),
}


def check_characters(text: str, *, path: str, first_line: int) -> Iterator[Finding]:
    """Yield a finding for each control character and invisible character, once a line."""
    if _SUSPECT.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), first_line):
        reported: set[str] = set()
        for match in _FOUND.finditer(line):
            character = match[0].strip(" \t") or match[0]
            if character in reported:
                continue
            reported.add(character)
            location = Location(path, number, match.end())
            name = name_of(character)
            if _CONTROL.match(character):
                yield rules.CONTROL_CHARACTER.at(location, name=name)
            elif character not in _DIRECTIONS or not _RIGHT_TO_LEFT.search(line):
                clean = shortened(_INVISIBLE.sub("", line).strip())
                yield rules.INVISIBLE_CHARACTER.at(location, name=name, better=clean)


def name_of(character: str) -> Phrase:
    """Return a character as findings name it: «hardt mellomrom (U+00A0)»."""
    return Phrase("{name} (U+{code})", name=_name(character), code=f"{ord(character):04X}")


def _name(character: str) -> Phrase:
    if (name := _NAMES.get(character)) is not None:
        return name
    if character in _DIRECTIONS:
        return Phrase("retningsmerke")
    if character.isspace():
        return Phrase("uvanlig mellomrom")
    if "\ue000" <= character <= "\uf8ff":
        return Phrase("tegn fra en symbolskrift")
    return Phrase("styretegn") if _CONTROL.match(character) else Phrase("usynlig tegn")
