"""Faults that can be told without understanding a text: notes, doubled words, the other Norwegian."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.base.text.language_names import language_name
from drammenworks.checks.prose.passage import Passage
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.phrase import format_list
from drammenworks.errors.rules import prose as rules

_MIN_EVIDENCE = 2
"""Different words of the other Norwegian: one may be a name or a quotation."""

_NOTE = re.compile(
    r"""
    \A\W* (?: til\ redaksjonen | til\ redaktør(?:en|ene) | note\ to\ (?:the\ )?editors? ) \W*\Z
    | \b (?: TODO | FIXME | lorem\ ipsum | blindtekst ) \b
    | \[ \s* (?: sett | fyll | skriv | set | skriv ) \s+ inn \b [^\]\n]{0,60} \]
    | \b (?: settes | fylles | legges | skrives ) \ inn \ (?: her | senere | seinere | før | når ) \b
    | \b (?: skal | må ) \ (?: stå | inn | legges | skrives ) \ (?: her | på\ denne\ siden ) \ før \b
    | \b før \ (?: nettstedet | siden | nettsiden ) \ (?: tas\ i\ bruk | åpner | publiseres | lanseres ) \b
    | \b eksempel \ til \ redaksjonen \b | \b example \ for \ the \ editors? \b
    | \b (?: to | will ) \ be \ (?: added | filled\ in ) \ (?: here | later | before ) \b
    | \b before \ (?: the\ )? (?: web)?site \ (?: opens | is\ put\ to\ use | goes\ live | is\ launched ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DOUBLED = re.compile(
    r"(?<![\w-])(?P<word>og|en|et|ei|av|med|ikke|ikkje|å|the|a|an|of|and|[^\W\d_]{5,})\s+(?P=word)(?![\w-])",
    re.IGNORECASE,
)
_ON_PURPOSE = "aldri lenge lenger langt veldig kanskje mange never very really"
_DOUBLED_ON_PURPOSE = frozenset(_ON_PURPOSE.split())

_NYNORSK_WORDS = """
ikkje kva korleis kvifor kven frå eg nokon noko nokre berre dei hjå sjølv sjølve mykje vore heim vere
"""
_NYNORSK = frozenset(_NYNORSK_WORDS.split())
_BOKMAAL_WORDS = """
ikke hva hvordan hvorfor hvem fra jeg noen noe bare selv mye være hver hvert hvilken hvilke
"""
_BOKMAAL = frozenset(_BOKMAAL_WORDS.split())
_FOREIGN = {"nb": (_NYNORSK, "nn"), "nn": (_BOKMAAL, "nb")}
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")


def check_wording(passage: Passage) -> Iterator[Finding]:
    """Yield the findings of a passage's words."""
    for match in _NOTE.finditer(passage.text):
        text = " ".join(match[0].split())
        yield rules.NOTE_TO_EDITORS.at(passage.locate(match.start()), text=text)
    for match in _DOUBLED.finditer(passage.text):
        if match["word"].casefold() not in _DOUBLED_ON_PURPOSE and not passage.in_table:
            yield rules.DOUBLED_WORD.at(passage.locate(match.start()), word=match["word"])
    yield from _other_norwegian(passage)


def _other_norwegian(passage: Passage) -> Iterator[Finding]:
    if passage.lang not in _FOREIGN or passage.has_lang_markup:
        return
    foreign, lang = _FOREIGN[passage.lang]
    # Capitals begin names: «Frå Noreg» is a title.
    found = [match for match in _WORD.finditer(passage.text) if match[0] in foreign]
    words = list(dict.fromkeys(match[0] for match in found))
    if len(words) >= _MIN_EVIDENCE:
        listed = format_list([Phrase("«{value}»", value=word) for word in words[:4]])
        yield rules.OTHER_NORWEGIAN.at(
            passage.locate(found[0].start()),
            words=listed,
            language=language_name(lang),
            lang=lang,
            own=language_name(passage.lang),
        )
