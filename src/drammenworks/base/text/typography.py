"""Typography of prose: quotation marks, dashes, ellipses and no-break spaces.

Text is plain text and not HTML: ``&quot;`` is not a quotation mark. Typographic characters in the
source never change, so that the author can decide doubtful cases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from drammenworks.base.text.dashes import dashes, minus_signs, ranges
from drammenworks.base.text.edits import Edit, apply_edits, join_runs, split_runs
from drammenworks.base.text.quotes import quotes
from drammenworks.base.text.typography_exclusions import exclude_addresses

_LANGUAGES = ("nb", "nn", "en")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Every rule needs one of these.
_TRIGGER = re.compile(r"[\"'\-0-9]")
_TRIGGER_STOPS = "..."
"""Separate, because ``re`` searches for a set of characters several times as fast as for alternatives."""

_ELLIPSIS = re.compile(r"(?<![./\\])\.{3}(?![./\\])")

_GROUP = re.compile(r" [0-9]{3}")
_THOUSANDS = re.compile(
    r"""
    (?<! [\w.,+/:-] )                     # Not inside a word or a code,
    (?<! (?<![0-9]{3}) [0-9][ \xa0] )     # nor after shorter groups: 987 65 432.
    [1-9][0-9]{0,2} (?:[ \xa0][0-9]{3})++
    (?! [0-9/] | -[0-9] | [ \xa0][0-9] | \s?MVA )
    """,
    re.VERBOSE,
)

# Organisation and phone numbers retain their spaces, because people search for them.
_AFTER_CODE_WORD = re.compile(
    r"\b(?:org(?:anisasjons|anisation)?[.\s]{0,2}(?:nr|nummer|no|number)"
    r"|tlf|tel|tele(?:fon|phone)|mob|mobile?|phone|kid)[.:]{0,2}\s{0,2}\Z",
    re.IGNORECASE,
)
_WORD_REACH = 24
"""How far back such a word is searched for. The limit makes the search linear."""

# The space comes first in the pattern, then its left context, so that the search skips from space to space.
_BESIDE_NUMBER = re.compile(
    r"""
    [ ] (?:
        (?= [%‰°] | (?:kr|NOK)(?!\w) ) (?<= [0-9][ ] )                  # 12 %, 50 kr
      | (?= [0-9] ) (?:                                                 # § 3, kl. 18.00
            (?<= §[ ] ) | (?<= \b[Kk]l\.[ ] ) | (?<= \b[Kk]r[ ] ) | (?<= \bNOK[ ] )
          | (?<= \b[Nn]r\.[ ] ) (?<! \.nr\.[ ] ) (?<! rg\.[ ]nr\.[ ] ) )  # not org.nr.
    )
    """,
    re.VERBOSE,
)


def typeset(text: str, *, lang: str) -> str:
    """Return ``text``, a whole paragraph, with the typography of ``lang`` (nb, nn or en).

    Idempotent. Raises ValueError for an unsupported language.
    """
    if lang in _LANGUAGES and not needs_typography(text):
        return text
    (result,) = typeset_runs([text], lang=lang)
    assert result is not None
    return result


def typeset_runs(runs: Sequence[str | None], *, lang: str) -> list[str | None]:
    """Return the runs of a paragraph, in the same order and number, with the typography of ``lang``.

    Emphasis and links divide a paragraph into runs, and a quotation may begin in one and end in
    a later one. None represents an opaque element (code, a picture): it stays None,
    and its neighbours treat it as a word.
    """
    if lang not in _LANGUAGES:
        raise ValueError(f"no typography for language {lang!r}; there are nb, nn and en")
    text, ends = join_runs(runs)
    if not needs_typography(text):
        return list(runs)
    visible = exclude_addresses(text)
    for hint, rule in _RULES:
        if not hint.search(visible):
            continue
        edits = list(rule(visible, lang))
        if edits:
            text, ends = apply_edits(edits, text, ends)
            visible = exclude_addresses(text)
    return split_runs(text, ends, runs)


def needs_typography(text: str) -> bool:
    """Tell whether any rule may apply to a text."""
    return _TRIGGER.search(text) is not None or _TRIGGER_STOPS in text


def _ellipses(text: str, lang: str) -> Iterator[Edit]:
    """Find three full stops that represent an ellipsis; not two, not four, and not in a path."""
    for match in _ELLIPSIS.finditer(text):
        yield *match.span(), "…"


def _no_break_spaces(text: str, lang: str) -> Iterator[Edit]:
    """Find spaces within a number, or between a number and its unit or label.

    English has commas within a number, as in those that are formatted: a page has one form of them.
    """
    for match in _BESIDE_NUMBER.finditer(text):
        yield *match.span(), _NO_BREAK_SPACE
    if not _GROUP.search(text):
        return
    for match in _THOUSANDS.finditer(text):
        start = match.start()
        if _AFTER_CODE_WORD.search(text, max(0, start - _WORD_REACH), start):
            continue
        for position, char in enumerate(match[0], start):
            if char == " ":
                yield position, position + 1, "," if lang == "en" else _NO_BREAK_SPACE


_RULES: tuple[tuple[re.Pattern[str], Callable[[str, str], Iterable[Edit]]], ...] = (
    (re.compile(r"-[-\s]"), dashes),
    (re.compile(r"\.\.\."), _ellipses),
    (re.compile(r"-[0-9]"), ranges),
    (re.compile(r"-[0-9]"), minus_signs),
    (re.compile(r"[0-9] [0-9%‰°kN]|[.§rK] [0-9]"), _no_break_spaces),
    (re.compile(r"[\"']"), quotes),
)
"""The rules in order, each with a pattern that a text must contain for the rule to apply. Each rule gets the
text as edited by the rules before it, and the language, and returns edits."""
