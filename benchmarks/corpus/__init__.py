"""A synthetic site of any size, always the same: what every generator in a run has to build."""

from benchmarks.corpus.bodies import Document, make_document
from benchmarks.corpus.outline import KINDS, Entry, Kind, Outline, Paging, make_entry, make_outline

__all__ = [
    "KINDS",
    "Document",
    "Entry",
    "Kind",
    "Outline",
    "Paging",
    "make_document",
    "make_entry",
    "make_outline",
]
