"""References to figures of reports in plain text, as running text has them: ``[figure:id]{show=change}``."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import NamedTuple

from drammenworks.content.markdown.attributes import FIGURE, parse_attributes
from drammenworks.content.markdown.check_attribute import check_attribute
from drammenworks.content.markdown.nodes import FigureNode
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import figures as rules
from drammenworks.errors.rules import markdown as markdown_rules

REFERENCE = re.compile(r"\[figure:(?P<name>[^\s\[\]]{1,200})\](?![(\[])")
"""What is followed by a target is the text of a link."""
ELEMENT = Phrase("tallet i hakeparentes")
"""What findings call a reference."""
_ENDS = (".", "!", "?")

_NAME = r"(?P<{0}>[^\W_][\w/-]{{0,199}})"
_MISSPELT = re.compile(
    rf"""
    (?<!\\) (?:
        \[\s* (?P<word>[^\W\d_]{{3,11}}) \s*[:;]\s* {_NAME.format("spaced")} \s*\]     # [figur: medlemmer]
      | \[figure[ =]+ {_NAME.format("apart")} \]                                       # [figure medlemmer]
      | \[figure:{_NAME.format("unclosed")} (?![\w/-]|\])                              # [figure:medlemmer
      | [({{]figure:{_NAME.format("bracketed")} [)}}\]]                                # (figure:medlemmer)
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIKE = 0.75
_OTHER_WORDS = frozenset(("fig", "tal", "tall", "tallet", "nøkkeltall", "number"))


class Reference(NamedTuple):
    """A reference in a text."""

    start: int
    end: int
    """After its attributes."""
    node: FigureNode


def figure_references(text: str, location: Location) -> Iterator[Reference]:
    """Yield the references to figures in a text without markup; attributes that are wrong are left out.

    :param location: of the text.
    """
    for match in REFERENCE.finditer(text):
        end = match.end()
        found = parse_attributes(text, end, len(text)) if text[end : end + 1] == "{" else None
        end, pairs = found or (end, [])
        attributes = tuple(
            (name, value or "")
            for name, value in pairs
            if check_attribute(name, value, FIGURE, element=ELEMENT, location=location) is None
        )
        node = FigureNode(match["name"], attributes, begins_sentence(text[: match.start()]), location)
        yield Reference(match.start(), end, node)


def check_references(text: str, location: Location) -> Iterator[Finding]:
    """Yield a finding for each reference in a text without markup that is written wrongly."""
    for match in REFERENCE.finditer(text):
        if text[match.end() : match.end() + 1] != "{":
            continue
        found = parse_attributes(text, match.end(), len(text))
        if found is None:
            yield markdown_rules.MALFORMED_ATTRIBUTES.at(location, element=ELEMENT)
        for name, value in found[1] if found is not None else ():
            finding = check_attribute(name, value, FIGURE, element=ELEMENT, location=location)
            if finding is not None:
                yield finding
    for match in misspelt_references(text):
        yield misspelt(match, location)


def begins_sentence(before: str) -> bool:
    """Tell whether what follows a text begins a sentence."""
    before = before.rstrip()
    return not before or before.endswith(_ENDS)


def misspelt_references(text: str) -> Iterator[re.Match[str]]:
    """Yield what was probably meant to be a reference, and is shown as it is written."""
    for match in _MISSPELT.finditer(text):
        word = (match["word"] or "figure").casefold()
        is_meant = word in _OTHER_WORDS or difflib.SequenceMatcher(None, word, "figure").ratio() >= _LIKE
        # What is followed by a target is a link; another is right as it is.
        is_link = match[0].endswith("]") and text[match.end() : match.end() + 1] in ("(", "[")
        if is_meant and not is_link and REFERENCE.match(text, match.start()) is None:
            yield match


def misspelt(match: re.Match[str], location: Location) -> Finding:
    """Return the finding of a reference that is written wrongly."""
    name = next(filter(None, map(match.__getitem__, ("spaced", "apart", "unclosed", "bracketed"))))
    return rules.MISSPELT.at(location, text=match[0].strip(), name=name)
