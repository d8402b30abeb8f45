"""Labels that the renderer adds to a body, by language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BodyLabels:
    """The labels in a language, for screen readers and footnotes."""

    footnotes: str
    """The label of the section of footnotes."""
    footnote: str
    """The label of a reference to a footnote."""
    back: str
    """The text of the link from a footnote to its reference."""
    back_to: str
    """The rest of the link's label for screen readers, after the visible text (WCAG 2.5.3)."""
    table: str
    """The label of a table."""


_LABELS = {
    "nb": BodyLabels("Fotnoter", "Fotnote", "Tilbake", "til fotnote {n} i teksten", "Tabell"),
    "nn": BodyLabels("Fotnotar", "Fotnote", "Tilbake", "til fotnote {n} i teksten", "Tabell"),
    "en": BodyLabels("Footnotes", "Footnote", "Back", "to footnote {n} in the text", "Table"),
}


def labels_for(lang: str) -> BodyLabels:
    """Return the labels in ``lang`` (``nb``, ``en-GB``), by default in bokmål."""
    return _LABELS.get(lang.partition("-")[0], _LABELS["nb"])
