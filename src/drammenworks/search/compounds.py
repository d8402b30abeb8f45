"""Parts of compounds, taken from a site's own words: «årsrapport» is also found by «rapport».

Norwegian writes compounds as one word, of which the last part says what it is. No dictionary is needed: the
site itself has most of the parts as words of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

_SHORTEST_HEAD = 3
_SHORTEST_MODIFIER = 2
_SHORTEST_ALONE = 5
"""Letters of a part that the site has as a word, beside one that it has not."""
_SHORTEST_BEFORE_UNKNOWN = 7
"""Letters of a first part that make up for a short last one, when the site has only one of them as a word."""
_LONGEST = 40
"""Letters of a word that is worth taking apart: longer ones are no words."""
_JOINTS = "se"
"""Letters that join the parts: næring-s-forening, sogn-e-prest."""
_ENDINGS = ("er", "en", "et")
"""What a word loses when it stands alone, and keeps before another ending: senter, introduksjonssenter-et."""
_SHORT = 7


def find_heads(known: Collection[str], without_ending: Callable[[str], str]) -> dict[str, list[str]]:
    """Return what compounds end with → those compounds, sorted.

    :param known: all terms of the site, without endings.
    :param without_ending: takes the ending off a term as if it were the end of a compound: short words keep
        theirs when they stand alone.
    """
    heads: dict[str, list[str]] = {}
    ends = {*known, *(without_ending(term) for term in known if len(term) <= _SHORT and term[-1] in "aenrst")}
    for term in sorted(known):
        for head in _heads_of(term, known, ends):
            heads.setdefault(head, []).append(term)
    return {head: heads[head] for head in sorted(heads)}


def _heads_of(term: str, known: Collection[str], ends: Collection[str]) -> list[str]:
    """Return how a term ends after each of the places where it may be joined."""
    if not _SHORTEST_MODIFIER + _SHORTEST_HEAD <= len(term) <= _LONGEST or not term.isalpha():
        return []
    found = []
    for cut in range(_SHORTEST_MODIFIER, len(term) - _SHORTEST_HEAD + 1):
        modifier, head = term[:cut], term[cut:]
        is_modifier = _is_modifier(modifier, known)
        if head in ends or (head[-2:] in _ENDINGS and head[:-2] in known):
            is_joint = (
                is_modifier
                or cut >= _SHORTEST_BEFORE_UNKNOWN
                or (len(head) >= _SHORTEST_ALONE and cut >= _SHORTEST_HEAD)
            )
        else:
            is_joint = is_modifier and (
                cut >= _SHORTEST_BEFORE_UNKNOWN or min(cut, len(head)) >= _SHORTEST_ALONE
            )
        if is_joint:
            found.append(head)
    return found


def _is_modifier(modifier: str, known: Collection[str]) -> bool:
    if modifier in known:
        return True
    return modifier[-1] in _JOINTS and len(modifier) > _SHORTEST_MODIFIER and modifier[:-1] in known
