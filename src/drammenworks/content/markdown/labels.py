"""The words of our own that stand in a body, by language; link texts that say too little."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BodyLabels:
    """Labels that only screen readers or footnotes use."""

    footnotes: str
    """Names the section of footnotes."""
    footnote: str
    """Names the number that leads to a footnote."""
    back: str
    """The text of the link from a footnote to where it is referred to."""
    back_to: str
    """What screen readers say after it: the words that are seen must be said, too (WCAG 2.5.3)."""
    table: str
    """Names a table."""


_LABELS = {
    "nb": BodyLabels("Fotnoter", "Fotnote", "Tilbake", "til fotnote {n} i teksten", "Tabell"),
    "nn": BodyLabels("Fotnotar", "Fotnote", "Tilbake", "til fotnote {n} i teksten", "Tabell"),
    "en": BodyLabels("Footnotes", "Footnote", "Back", "to footnote {n} in the text", "Table"),
}


def labels_for(lang: str) -> BodyLabels:
    """Return the words of ``lang`` (``nb``, ``en-GB``), or else the Norwegian ones."""
    return _LABELS.get(lang.partition("-")[0], _LABELS["nb"])


_VAGUE_NORWEGIAN = """
her|klikk her|klikk|trykk her|trykk|hit|se her|sjå her|les her|mer|meir|les mer|les meir|les mer her
les meir her|se mer|sjå meir|finn ut mer|mer info|mer informasjon|meir informasjon|info|denne|dette
denne lenken|denne lenka|denne siden|denne sida|lenke|lenken|lenka|link|linken|nettside|nettsiden
last ned|last ned her|gå videre|neste
"""
_VAGUE_ENGLISH = """
here|click here|click|more|read more|read more here|learn more|see more|find out more|more info
more information|this|this link|this page|website|download|continue|next
"""
_AROUND = " .,:;!?…→»«>\"'()"

_VAGUE = frozenset(re.split(r"[|\n]", _VAGUE_NORWEGIAN + _VAGUE_ENGLISH)) - {""}


def is_vague(link_text: str) -> bool:
    """Tell whether a link's text makes no sense when it is read out alone."""
    return " ".join(link_text.casefold().split()).strip(_AROUND) in _VAGUE
