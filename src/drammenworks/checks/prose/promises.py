"""Find sentences that say what is to happen by a year that is over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drammenworks.checks.prose.passage import Passage
from drammenworks.errors import Finding
from drammenworks.errors.rules import prose as rules

_YEAR = r"(?P<year>(?:19|20)\d\d)(?![-–/]?\w)"
_NORWEGIAN_WHEN = (
    r"(?:innan|innen|før|i løpet av|i laupet av|fram til|fram mot|mot|i)\s+"
    r"(?:(?:utgangen|slutten|årsskiftet|årsslutt|sommeren|sommaren|våren|høsten|hausten|vinteren|januar|februar|mars"
    r"|april|mai|juni|juli|august|september|oktober|november|desember)\s+(?:av\s+)?)?"
)
_ENGLISH_WHEN = (
    r"(?:by|before|in|during|until|towards)\s+(?:the\s+end\s+of\s+)?"
    r"(?:(?:spring|summer|autumn|winter|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s+)?(?:of\s+)?"
)
_CLAUSE = r"[^.!?:;«»“”]{0,120}?"
"""Within one sentence, and not into or out of what somebody said."""


def _promise(verbs: str, when: str, deadline: str) -> re.Pattern[str]:
    """Return what finds «skal … i 2020» in this order, and «innen 2020 skal» in both.

    :param when: which, after a verb, says that it is to happen then.
    :param deadline: which says so before the verb, too.
    """
    later = rf"\b(?:{verbs})\b{_CLAUSE}\b{when}{_YEAR}"
    earlier = (
        rf"\b(?:{deadline})\s+(?:utgangen av |slutten av |the end of )?{_YEAR.replace('year', 'before')}"
    )
    return re.compile(rf"{later}|{earlier}\s+(?:{verbs})\b", re.IGNORECASE)


_PROMISES = {
    "nb": _promise("skal|vil|kommer til å|planlegger", _NORWEGIAN_WHEN, "innen|før|i løpet av"),
    "nn": _promise("skal|vil|kjem til å|planlegg", _NORWEGIAN_WHEN, "innan|før|i løpet av|i laupet av"),
    "en": _promise(
        "will|shall|(?:is|are) to|(?:is|are) going to|plans? to|aims? to", _ENGLISH_WHEN, "by|before|during"
    ),
}


def check_promises(passage: Passage, year: int) -> Iterator[Finding]:
    """Yield a finding for each sentence that says what is to happen in a year that is over.

    :param year: the present one.
    """
    pattern = _PROMISES.get(passage.lang)
    for match in pattern.finditer(passage.text) if pattern is not None else ():
        promised = match["year"] or match["before"]
        if int(promised) < year and not _is_quoted(passage.text, match.start()):
            text = " ".join(match[0].split())
            yield rules.OVERDUE.at(passage.locate(match.start()), text=text, year=promised)


def _is_quoted(text: str, position: int) -> bool:
    before = text[:position]
    return before.count("«") > before.count("»") or before.count("“") > before.count("”")
