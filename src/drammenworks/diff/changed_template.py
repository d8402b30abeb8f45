"""A file of a theme that differs, and how many pages it is the cause of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangedTemplate:
    """A file of a theme that differs between the two sides of a comparison."""

    path: str
    """From the root of the project."""
    pages: int = 0
    """How many pages differ in nothing that a reader reads, and are made with it; 0 when nobody knows."""
