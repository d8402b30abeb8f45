"""The inventory of the content as text, CSV, JSON, Markdown and a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from drammenworks.base.text.github_markdown import code, escape
from drammenworks.base.text.language_names import language_name
from drammenworks.charts.data_files import csv_rows, csv_text
from drammenworks.content.models import KINDS
from drammenworks.errors import Phrase, Translate
from drammenworks.errors.phrase import plural
from drammenworks.pipeline.inventory.rows import InventoryRow

STATUSES: Final[Mapping[str, Phrase]] = {
    "published": Phrase("publisert"),
    "draft": Phrase("utkast"),
    "planned": Phrase("venter"),
    "expired": Phrase("tatt ned"),
}
_OWN_WORDS: Final = (Phrase("Å gjøre"),)
"""What the page says and no other form; listed here for the catalogue."""
_YES: Final = Phrase("ja")
_NO: Final = Phrase("nei")
_COLUMNS: Final[Mapping[str, Phrase]] = {
    "path": Phrase("Fil"),
    "kind": Phrase("Type"),
    "lang": Phrase("Språk"),
    "title": Phrase("Tittel"),
    "sites": Phrase("Nettsteder"),
    "status": Phrase("Status"),
    "owner": Phrase("Ansvarlig"),
    "changed": Phrase("Sist endret"),
    "reviewed": Phrase("Sett gjennom"),
    "review_by": Phrase("Ses gjennom innen"),
    "is_due": Phrase("På tide å se gjennom"),
    "missing_languages": Phrase("Mangler på"),
    "is_stale": Phrase("Oversettelsen er ikke fulgt opp"),
    "is_orphan": Phrase("Ingen vei hit"),
    "has_picture": Phrase("Bilde"),
    "has_summary": Phrase("Ingress"),
    "lix": Phrase("LIX"),
    "links_out": Phrase("Lenker ut"),
    "is_example": Phrase("Eksempel"),
    "publish_at": Phrase("Publiseres"),
    "expire_at": Phrase("Tas ned"),
}
"""The fields of a row, with the headings of CSV."""


def remarks(row: InventoryRow) -> list[Phrase]:
    """Return what somebody should do about a document, the most pressing first."""
    found = []
    if row.is_due and row.review_by is not None:
        found.append(Phrase("ses gjennom (innen {day})", day=row.review_by))
    if row.is_stale:
        found.append(Phrase("oversettelsen er ikke fulgt opp"))
    if row.is_orphan:
        found.append(Phrase("ingen vei hit"))
    if not row.has_summary:
        found.append(Phrase("mangler ingress"))
    if row.missing_languages:
        names = ", ".join(language_name(lang) for lang in row.missing_languages)
        found.append(Phrase("mangler på {languages}", languages=names))
    if row.status == "planned" and row.publish_at is not None:
        found.append(Phrase("publiseres {moment}", moment=_moment(row.publish_at)))
    if row.expire_at is not None and row.status != "expired":
        found.append(Phrase("tas ned {moment}", moment=_moment(row.expire_at)))
    if row.is_example:
        found.append(Phrase("eksempel"))
    return found


def totals(rows: Sequence[InventoryRow]) -> list[Phrase]:
    """Return how many documents there are, and how many somebody should look at."""
    counted = [plural("{number} dokument", "{number} dokumenter", len(rows))]
    for count, one, many in (
        (sum(row.is_due for row in rows), "{number} skal ses gjennom", "{number} skal ses gjennom"),
        (
            sum(row.is_stale for row in rows),
            "{number} oversettelse er ikke fulgt opp",
            "{number} oversettelser er ikke fulgt opp",
        ),
        (sum(row.is_orphan for row in rows), "{number} har ingen vei dit", "{number} har ingen vei dit"),
        (sum(not row.owner for row in rows), "{number} har ingen ansvarlig", "{number} har ingen ansvarlig"),
    ):
        if count:
            counted.append(plural(one, many, count))
    return counted


def as_text(rows: Sequence[InventoryRow], translate: Translate) -> str:
    """Return a line for each document, and what to do about it, with the totals at the end."""
    width = max((len(row.path) for row in rows), default=0)
    lines = []
    for row in rows:
        said = ", ".join(translate(remark) for remark in remarks(row))
        status = translate(STATUSES[row.status])
        lines.append(f"{row.path:<{width}}  {status:<9}  {_day(row.changed):<10}  {said}".rstrip())
    lines.append(", ".join(translate(part) for part in totals(rows)) + ".")
    return "\n".join(lines) + "\n"


def as_csv(rows: Sequence[InventoryRow], translate: Translate) -> bytes:
    """Return the whole inventory as Norwegian Excel opens it."""
    header = [translate(heading) for heading in _COLUMNS.values()]
    body = [[csv_text(_cell(name, getattr(row, name), translate)) for name in _COLUMNS] for row in rows]
    return csv_rows([header, *body])


def as_json(rows: Sequence[InventoryRow]) -> str:
    """Return the whole inventory for programs: an object for each document."""

    def plain(value: object) -> object:
        return value.isoformat() if isinstance(value, date | datetime) else value

    objects = [{name: plain(getattr(row, name)) for name in _COLUMNS} for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def as_markdown(rows: Sequence[InventoryRow], translate: Translate) -> str:
    """Return a list to tick off, for an issue: each document, who answers for it, and what to do."""
    lines = [", ".join(translate(part) for part in totals(rows)) + ".", ""]
    for row in rows:
        said = ", ".join(translate(remark) for remark in remarks(row))
        owner = f" ({escape(row.owner)})" if row.owner else ""
        lines.append(f"- [ ] {code(row.path)} {escape(row.title)}{owner}: {said}".rstrip(": "))
    return "\n".join(lines) + "\n"


def as_html(
    rows: Sequence[InventoryRow],
    translate: Translate,
    *,
    lang: str,
    links: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the inventory as one page that needs no other file.

    :param links: the URL of a page by the path of its document.
    """
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = files("drammenworks.pipeline.inventory").joinpath("inventory.html").read_text(encoding="utf-8")
    text: Callable[[str], str] = lambda phrase: translate(Phrase(phrase))  # noqa: E731
    return environment.from_string(source).render(
        # What somebody has to do comes first; the rest is in the order of the files.
        rows=sorted(rows, key=lambda row: (not row.is_due, not row.lacks)),
        lang=lang,
        links=links,
        text=text,
        kind=lambda name: translate(Phrase(KINDS[name].label)),
        day=_day,
        status=lambda name: translate(STATUSES[name]),
        remarks=lambda row: [translate(remark) for remark in remarks(row)],
        totals=[translate(part) for part in totals(rows)],
    )


def _cell(name: str, value: object, translate: Translate) -> str:
    if isinstance(value, bool):
        return translate(_YES if value else _NO)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return _moment(value)
    if name == "status":
        return translate(STATUSES[str(value)])
    return "" if value is None else str(value)


def _day(value: date | None) -> str:
    return value.isoformat() if value is not None else ""


def _moment(value: datetime) -> str:
    return value.strftime("%Y-%m-%d %H:%M")
