"""The words that tables of figures need of their own, in each language."""

from __future__ import annotations

from typing import NamedTuple


class FigureLabels(NamedTuple):
    """Headings of tables, which pages, data files and other renderings share."""

    figure: str
    year: str
    value: str
    qualifier: str
    unit: str
    previous: str
    change: str
    target: str
    share: str
    source: str
    post: str
    note: str
    remark: str
    result: str
    budget: str
    deviation: str
    kroner: str


_LABELS = {
    "nb": FigureLabels(
        "Tall",
        "År",
        "Verdi",
        "Forbehold",
        "Enhet",
        "Året før",
        "Endring",
        "Mål",
        "Andel",
        "Kilde",
        "Post",
        "Note",
        "Merknad",
        "Resultat",
        "Budsjett",
        "Avvik",
        "kroner",
    ),
    "nn": FigureLabels(
        "Tal",
        "År",
        "Verdi",
        "Forbehold",
        "Eining",
        "Året før",
        "Endring",
        "Mål",
        "Del",
        "Kjelde",
        "Post",
        "Note",
        "Merknad",
        "Resultat",
        "Budsjett",
        "Avvik",
        "kroner",
    ),
    "en": FigureLabels(
        "Figure",
        "Year",
        "Value",
        "Qualifier",
        "Unit",
        "Year before",
        "Change",
        "Target",
        "Share",
        "Source",
        "Item",
        "Note",
        "Remark",
        "Result",
        "Budget",
        "Deviation",
        "kroner",
    ),
}


def labels_in(lang: str) -> FigureLabels:
    """Return the words in a language."""
    return _LABELS[lang]
