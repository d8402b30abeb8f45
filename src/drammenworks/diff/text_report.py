"""A comparison as plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drammenworks.diff.labels import CALENDARS, CHANGED_PAGES, EMPTIED, NOTHING, NOTICES, WHOLE_SITE
from drammenworks.diff.page_difference import Change
from drammenworks.diff.site_difference import LostPage, SiteDifference
from drammenworks.errors import Phrase, Translate
from drammenworks.errors.phrase import CONTROL, plural


def as_text(differences: Sequence[SiteDifference], translate: Translate = str) -> str:
    """Return a comparison as lines: what a reader notices, then pages, addresses and calendars."""
    shown = [site for site in differences if not site.is_empty]
    if not shown:
        return translate(NOTHING)
    return "\n\n".join("\n".join(_site(site, translate)) for site in shown)


def _site(site: SiteDifference, translate: Translate) -> Iterator[str]:
    yield site.name or translate(WHOLE_SITE)
    for heading, lines in (
        (Phrase("Adresser som blir borte"), [_lost(page, translate) for page in site.lost]),
        (Phrase("Nye sider"), [_titled(path, page.title) for path, page in site.added]),
        (
            Phrase("Adresser som fører videre"),
            [f"{page.path} → {page.target}" for page in site.moved],
        ),
        (
            Phrase("Kalendere"),
            [f"{found.title}: {translate(CALENDARS[found.kind])}" for found in site.calendars],
        ),
    ):
        yield from _list(translate(heading), lines)
    if site.changed:
        yield f"  {translate(CHANGED_PAGES)} ({len(site.changed)})"
    for page in site.changed:
        yield _line(f"    {_titled(page.path, page.after.title)}")
        noticed = {change for _, change in page.difference.notices}
        for notice, change in page.difference.notices:
            yield _line(f"      {translate(NOTICES[notice])}: {_change(change)}")
        more = sum(change not in noticed for change in page.difference.text)
        if more:
            message = plural("{number} avsnitt endret", "{number} avsnitt endret", more)
            yield f"      {translate(message)}"
    rest = len(site.around) + len(site.templates_only) + len(site.unread)
    if rest:
        message = plural(
            "{number} side er endret av maler, menyer eller kort alene",
            "{number} sider er endret av maler, menyer eller kort alene",
            rest,
        )
        yield f"  {translate(message)}"


def _list(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"  {heading} ({len(lines)})"
        yield from (_line(f"    {line}") for line in lines)


def _lost(page: LostPage, translate: Translate) -> str:
    shown = _titled(page.path, page.title)
    return f"{shown} ({translate(EMPTIED)})" if page.is_list else shown


def _titled(path: str, title: str) -> str:
    return f"{path}  {title}" if title else path


def _change(change: Change) -> str:
    return " → ".join(f"«{part}»" for part in (change.before, change.after) if part)


def _line(text: str) -> str:
    return CONTROL.sub(" ", text)
