"""Find dates, times and numbers whose notation only the author can correct, not typography.

The rules are Språkrådet's (sprakradet.no: «Dato», «Klokkeslett», «Tall og siffer»).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from drammenworks.base.text.dates import format_date
from drammenworks.checks.prose.passage import Passage
from drammenworks.errors import Finding, Rule
from drammenworks.errors.rules import prose as rules

LANGUAGES = frozenset({"nb", "nn"})

_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_ISO_DATE = re.compile(r"(?<![\w/.:-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])")
_SLASHED_DATE = re.compile(
    r"(?<![\w/.,:-])(?P<day>\d{1,2})/(?P<month>\d{1,2})[-/. ](?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_DOTTED_DATE = re.compile(
    r"(?<![\w/.,:-])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?![\w/-])"
)
_MONTH = re.compile(rf"(?<!\w)\d{{1,2}}\. (?P<month>{_MONTHS.title()})(?![-\w])")
_CLOCK = re.compile(r"(?<!\w)[Kk]l\.?[ \xa0]?(?P<hour>[01]?\d|2[0-3])(?::(?P<minute>[0-5]\d))(?!\d)")
_CLOCK_WORD = re.compile(r"(?<!\w)(?P<word>[Kk]l)[ \xa0](?P<time>(?:[01]?\d|2[0-3])(?:[.][0-5]\d)?)(?![\d:])")
_GROUPED = re.compile(r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,})(?!\d|[.,]\d)")
_UNITS = (
    r"kroner|kr|prosent|%|millioner|milliarder|mill\.|mrd\.|innbyggere|medlemmer|besøkende|deltakere|personer"
)
_POINT = re.compile(rf"(?<![\w.,])(?P<whole>\d{{1,3}})\.(?P<rest>\d+)(?=[ \xa0]?(?:{_UNITS})(?!\w))")


def check_norwegian(passage: Passage) -> Iterator[Finding]:
    """Yield a finding for each date, time and number that is not in Norwegian notation."""
    if passage.lang not in LANGUAGES or passage.in_table:
        # Columns may be narrow, and their numbers may follow the source.
        return
    for rule, pattern, correct in _FORMS:
        for match in pattern.finditer(passage.text):
            correction = correct(match, passage.lang)
            # Text without context, as in a title, is a name and not running text.
            if correction is not None and correction != match[0] and match[0] != passage.text.strip():
                better = passage.as_typed(correction, match.start())
                yield rule.at(passage.locate(match.start()), text=match[0], better=better)


def _date(match: re.Match[str], lang: str) -> str | None:
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return format_date(day, lang=lang)


def _month(match: re.Match[str], lang: str) -> str:
    return match[0].replace(match["month"], match["month"].lower())


def _clock(match: re.Match[str], lang: str) -> str:
    return f"{match[0][0]}l. {int(match['hour']):02d}.{match['minute']}"


def _clock_word(match: re.Match[str], lang: str) -> str:
    return f"{match['word']}. {match['time']}"


def _grouped(match: re.Match[str], lang: str) -> str:
    return re.sub("[.,]", " ", match["number"])


def _point(match: re.Match[str], lang: str) -> str:
    # Three digits after the point are thousands; any other number of them is a fraction.
    return f"{match['whole']}{' ' if len(match['rest']) == 3 else ','}{match['rest']}"


_FORMS: tuple[tuple[Rule, re.Pattern[str], Callable[[re.Match[str], str], str | None]], ...] = (
    (rules.DATE, _ISO_DATE, _date),
    (rules.DATE, _SLASHED_DATE, _date),
    (rules.DATE, _DOTTED_DATE, _date),
    (rules.DATE, _MONTH, _month),
    (rules.CLOCK, _CLOCK, _clock),
    (rules.CLOCK, _CLOCK_WORD, _clock_word),
    (rules.NUMBER, _GROUPED, _grouped),
    (rules.NUMBER, _POINT, _point),
)
