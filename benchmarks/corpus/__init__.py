"""A site of any size, made up and always the same: what every generator in a run has to build."""

from benchmarks.corpus.bodies import Document, make_document
from benchmarks.corpus.outline import KINDS, Entry, Kind, Outline, make_outline

__all__ = ["KINDS", "Document", "Entry", "Kind", "Outline", "make_document", "make_outline"]
