"""Numbers of tables that may be read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.content.columns import ambiguous
from drammenworks.content.tables import TableFile
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import figures as rules


def ambiguous_numbers(read: TableFile, column: int, path: str) -> Iterator[Finding]:
    """Yield a finding for the first number of a column that may be read in two ways."""
    table = read.table
    if table is None:
        return
    position = ambiguous([row[column] for row in table.rows], read.unclear_signs)
    if position is not None:
        text = table.rows[position][column]
        yield rules.AMBIGUOUS_NUMBER.at(
            Location(path, table.lines[position]),
            text=text,
            column=table.columns[column],
            whole=text.replace(".", "").replace(",", ""),
            decimal=text.replace(".", ","),
        )
