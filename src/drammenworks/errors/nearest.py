"""Suggest the valid name nearest to a misspelt one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from drammenworks.errors.phrase import Phrase

_CUTOFF = 0.6
"""The default of difflib; suggestions with a lower ratio look like guesses."""


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most similar to ``name``, or None when none is near.

    The order of ``candidates`` has no effect: equal similarity is decided alphabetically.
    """
    by_folded: dict[str, str] = {}
    for candidate in sorted(candidates):
        by_folded.setdefault(candidate.casefold(), candidate)
    close = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=_CUTOFF)
    return by_folded[close[0]] if close else None


def nearest_labelled(text: str, labels: Mapping[str, str]) -> str | None:
    """Return the name whose label is most similar to ``text``, or None when none is near.

    :param labels: label → name; a name that people may also write is a label of itself.
    """
    match = nearest(text, labels)
    return labels[match] if match is not None else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """Return « Mente du «…»?» with a leading space, or "" when no candidate is near."""
    return suggestion_for(nearest(name, candidates))


def suggestion_for(match: str | None) -> str:
    """Return the same question about ``match``, or "" for None."""
    return Phrase(" Mente du «{match}»?", match=match) if match is not None else ""
