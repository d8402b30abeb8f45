"""Totals of the accounts that are not what the lines above make."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product

from drammenworks.base.text.numbers import format_number
from drammenworks.content.document import Document
from drammenworks.content.models.report import FinanceRow, ReportMeta
from drammenworks.errors import Finding, Phrase
from drammenworks.errors.rules import figures as rules

_COLUMNS = {
    "result": Phrase("Resultat"),
    "budget": Phrase("Budsjett"),
    "previous": Phrase("Året før"),
}
_MOST_TOTALS = 6
"""Totals above a total of which all sums and differences are tried."""


def check_accounts(read: Document) -> Iterator[Finding]:
    """Yield a finding for each total of the accounts that does not add up."""
    if not isinstance(read.meta, ReportMeta) or "finance" in read.inherited:
        return
    for index, part in enumerate(read.meta.finance):
        for column, label in _COLUMNS.items():
            for row in _wrong(part.rows, column):
                value = getattr(part.rows[row], column)
                yield rules.WRONG_TOTAL.at(
                    read.location.at("finance", index, "rows", row, column),
                    label=part.rows[row].label,
                    value=format_number(value, lang="nb"),
                    column=label,
                )


def _wrong(rows: Sequence[FinanceRow], column: str) -> Iterator[int]:
    """Yield the totals that are neither the sum of lines above nor made of totals above."""
    group: list[float] = []
    lines: list[float] = []
    totals: list[float] = []
    for index, row in enumerate(rows):
        value: float | None = getattr(row, column)
        if value is None:
            continue
        if not row.total:
            group.append(value)
            lines.append(value)
            continue
        sums = {math.fsum(group), math.fsum(lines)} | set(_combined(totals, group))
        if lines and not any(math.isclose(value, one, abs_tol=0.5) for one in sums):
            yield index
        group = []
        totals.append(value)


def _combined(totals: Sequence[float], group: Sequence[float]) -> Iterator[float]:
    """Yield what totals make, each added, subtracted or left out; lines since the last may follow."""
    last = totals[-_MOST_TOTALS:]
    for signs in product((1, -1, 0), repeat=len(last)):
        made = math.fsum(sign * total for sign, total in zip(signs, last, strict=True))
        yield made
        if group:
            yield made + math.fsum(group)
            yield made - math.fsum(group)
