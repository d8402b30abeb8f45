"""Numbers of tables that may be read in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from drammenworks.content.columns import ambiguous
from drammenworks.content.tables import Table
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import figures as rules


def ambiguous_numbers(table: Table, column: int, path: str) -> Iterator[Finding]:
    """Yield a finding for the first number of a column that may be read in two ways."""
    position = ambiguous([row[column] for row in table.rows])
    if position is not None:
        text = table.rows[position][column]
        yield rules.AMBIGUOUS_NUMBER.at(
            Location(path, table.lines[position] if table.lines else None),
            text=text,
            column=table.columns[column],
            whole=text.replace(".", "").replace(",", ""),
            decimal=text.replace(".", ","),
        )
