"""A comparison as Markdown, for a comment on a pull request.

Texts of pages may come from a stranger's fork. They can neither format, link, nor mention anybody: each
special character is escaped, and what is quoted stands in fenced code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from drammenworks.base.text.github_markdown import alert, code, cut, escape, escape_html, fenced, linked
from drammenworks.diff.changed_template import ChangedTemplate
from drammenworks.diff.labels import (
    CALENDARS,
    CHANGED_PAGES,
    CHANGES,
    EMPTIED,
    FILES,
    GONE,
    LINK,
    LOST_ADVICE,
    LOST_LIST_ADVICE,
    NEW,
    NOTHING,
    NOTICES,
    PICTURE,
    WHOLE_SITE,
    language,
    rest_of,
)
from drammenworks.diff.page_difference import Change
from drammenworks.diff.page_links import UNSERVED, PageLinks
from drammenworks.diff.site_difference import ChangedPage, SiteDifference, lost_addresses
from drammenworks.errors import Phrase, Translate
from drammenworks.errors.phrase import plural

MAX_COMMENT: Final = 60_000
"""Characters; GitHub refuses a comment of more than 65,536."""
_MAX_LINES: Final = 40
"""Lines of the difference of one page."""
_MAX_LISTED: Final = 50
"""Entries of one list."""


def as_markdown(
    differences: Sequence[SiteDifference],
    translate: Translate = str,
    *,
    links: PageLinks = UNSERVED,
    templates: Sequence[ChangedTemplate] = (),
    limit: int = MAX_COMMENT,
) -> str:
    """Return a comparison as Markdown of at most ``limit`` characters; what is left out is counted.

    :param templates: the files of themes that differ, where they are known.
    """
    report = _Report(translate, links, templates, limit)
    shown = [site for site in differences if not site.is_empty]
    report.add(f"## {translate(CHANGES)}\n")
    lost = lost_addresses(tuple(differences))
    if lost:
        message = plural(
            "{number} adresse blir borte og fører ingen steder. Se «Adresser som blir borte».",
            "{number} adresser blir borte og fører ingen steder. Se «Adresser som blir borte».",
            lost,
        )
        report.add(alert("CAUTION", translate(message)))
    if not shown:
        report.add(escape(translate(NOTHING)) + "\n")
    for site in shown:
        report.add_site(site)
    return report.text()


class _Report:
    """Collects the parts of a report as far as there is room."""

    def __init__(
        self, translate: Translate, links: PageLinks, templates: Sequence[ChangedTemplate], limit: int
    ) -> None:
        self._translate = translate
        self._templates = templates
        self._links = links
        self._left = limit - 300
        """Characters that may still be used; the rest is for what tells what was left out."""
        self._parts: list[str] = []
        self._left_out = 0

    def add(self, part: str) -> None:
        """Add a part, or count it as left out when there is no room."""
        if len(part) + 1 > self._left:
            self._left_out += 1
            return
        self._left -= len(part) + 1
        self._parts.append(part)

    def text(self) -> str:
        """Return the report."""
        if self._left_out:
            message = plural(
                "{number} del fikk ikke plass. Hele sammenligningen ligger i filene fra kjøringen.",
                "{number} deler fikk ikke plass. Hele sammenligningen ligger i filene fra kjøringen.",
                self._left_out,
            )
            self._parts.append(f"_{escape(self._translate(message))}_\n")
        return "\n".join(self._parts)

    def add_site(self, site: SiteDifference) -> None:
        """Add what differs in a site, what a reader notices first."""
        self.add(f"### {escape(site.name or self._translate(WHOLE_SITE))}\n")
        self._add_notices(site)
        self._add_pages(site)
        self._add_addresses(site)
        self._add_files(site)
        self._add_rest(site)

    def _add_notices(self, site: SiteDifference) -> None:
        lines = [
            f"- {self._link(site, page)}: {escape(self._translate(NOTICES[notice]).lower())} "
            f"{self._change(change)}"
            for page in site.changed
            for notice, change in page.difference.notices
        ]
        self._add_list(Phrase("Det leserne merker"), lines)

    def _add_pages(self, site: SiteDifference) -> None:
        new = [
            f"- {linked(page.title or path, self._links.new(site.name, path))} ({self._language(page.lang)})"
            for path, page in site.added
        ]
        self._add_list(Phrase("Nye sider"), new)
        if not site.changed:
            return
        self.add(f"**{escape(self._translate(CHANGED_PAGES))}** ({len(site.changed)})\n")
        for page in site.changed:
            self.add(self._details(site, page))

    def _details(self, site: SiteDifference, page: ChangedPage) -> str:
        title = (
            f"{page.after.title or page.path} – {page.path} ({self._translate(language(page.after.lang))})"
        )
        where = [
            linked(self._translate(label), url)
            for label, url in (
                (Phrase("Slik blir siden"), self._links.new(site.name, page.path)),
                (Phrase("Slik er den nå"), self._links.published(page.before)),
            )
            if url
        ]
        parts = [f"<details><summary>{escape_html(title)}</summary>\n"]
        if where:
            parts.append(" · ".join(where) + "\n")
        lines = list(_difference_lines(page, self._translate))
        more = len(lines) - _MAX_LINES
        if more > 0:
            lines = [*lines[:_MAX_LINES], self._translate(Phrase("… og {count} linjer til", count=more))]
        parts += [fenced(lines), "\n</details>\n"]
        return "\n".join(parts)

    def _add_addresses(self, site: SiteDifference) -> None:
        moved = [f"- {code(page.path)} → {code(page.target)}{_after(page.title)}" for page in site.moved]
        self._add_list(Phrase("Adresser som fører videre"), moved)
        lost = [
            f"- {code(page.path)}{_after(page.title)}"
            + (f" – {escape(self._translate(EMPTIED))}" if page.is_list else "")
            for page in site.lost
        ]
        self._add_list(Phrase("Adresser som blir borte"), lost)
        for advice, is_given in (
            (LOST_ADVICE, any(not page.is_list for page in site.lost)),
            (LOST_LIST_ADVICE, any(page.is_list for page in site.lost)),
        ):
            if is_given:
                self.add(escape(self._translate(advice)) + "\n")

    def _add_files(self, site: SiteDifference) -> None:
        calendars = [
            f"- {escape(found.title)}: {escape(self._translate(CALENDARS[found.kind]))}"
            for found in site.calendars
        ]
        self._add_list(Phrase("Kalendere"), calendars)
        for kind in ("pictures", "documents"):
            lines = []
            if kind in site.files:
                for sign, names in zip("+~-", site.files[kind], strict=True):
                    lines += [f"{sign} {name}" for name in names]
            if lines:
                shown = lines[:_MAX_LISTED]
                if len(lines) > len(shown):
                    shown.append(f"… {len(lines) - len(shown)}")
                summary = f"{self._translate(FILES[kind])} ({len(lines)})"
                self.add(
                    f"<details><summary>{escape_html(summary)}</summary>\n\n{fenced(shown)}\n\n</details>\n"
                )

    def _add_rest(self, site: SiteDifference) -> None:
        rest = [(phrase, paths) for phrase, paths in rest_of(site) if paths]
        if not rest:
            return
        body = "\n".join(f"- {escape(self._translate(phrase))}" for phrase, _ in rest)
        shown = [path for _, paths in rest for path in paths]
        more = [f"… {len(shown) - _MAX_LISTED}"] if len(shown) > _MAX_LISTED else []
        listed = fenced([*shown[:_MAX_LISTED], *more])
        if self._templates:
            body += "\n\n" + "\n".join(map(self._template, self._templates[:_MAX_LISTED]))
        summary = self._translate(Phrase("Endret av maler, menyer og kort"))
        self.add(f"<details><summary>{escape_html(summary)}</summary>\n\n{body}\n\n{listed}\n\n</details>\n")

    def _template(self, one: ChangedTemplate) -> str:
        if not one.pages:
            return f"- {code(one.path)}"
        made = plural("{number} side er laget med den", "{number} sider er laget med den", one.pages)
        return f"- {code(one.path)}: {escape(self._translate(made))}"

    def _add_list(self, heading: Phrase, lines: Sequence[str]) -> None:
        if not lines:
            return
        more = len(lines) - _MAX_LISTED
        shown = list(lines[:_MAX_LISTED])
        if more > 0:
            rest = self._translate(Phrase("og {count} til", count=more))
            shown.append(f"- {escape(rest)}")
        self.add(f"**{escape(self._translate(heading))}** ({len(lines)})\n\n" + "\n".join(shown) + "\n")

    def _link(self, site: SiteDifference, page: ChangedPage) -> str:
        title = page.after.title or page.path
        return linked(title, self._links.new(site.name, page.path))

    def _change(self, change: Change) -> str:
        if not change.before:
            return f"{escape(self._translate(NEW))}: {_quoted(change.after)}"
        if not change.after:
            return f"{escape(self._translate(GONE))}: {_quoted(change.before)}"
        return f"{_quoted(change.before)} → {_quoted(change.after)}"

    def _language(self, code: str) -> str:
        return escape(self._translate(language(code)))


def _difference_lines(page: ChangedPage, translate: Translate) -> Iterator[str]:
    """Yield the lines of a difference as ``diff`` has them."""
    difference = page.difference
    yield from _signed(difference.text)
    named = (
        (Phrase("Beskrivelse"), difference.description),
        (Phrase("Adresse"), difference.address),
        (Phrase("Søkemotorer"), difference.is_hidden),
    )
    for label, change in named:
        if change is not None:
            yield from _signed([change], f"{translate(label)}: ")
    yield from _signed(difference.images, f"{translate(PICTURE)}: ")
    for name, change in difference.alternatives:
        alternative = translate(Phrase("Bildetekst for {name}", name=name))
        yield from _signed([change], f"{alternative}: ")
    yield from _signed(difference.links, f"{translate(LINK)}: ")
    for name, change in difference.data:
        yield from _signed([change], f"{name}: ")


def _signed(changes: Iterable[Change], label: str = "") -> Iterator[str]:
    for change in changes:
        if change.before:
            yield f"- {label}{change.before}"
        if change.after:
            yield f"+ {label}{change.after}"


def _quoted(text: str) -> str:
    return f"«{escape(cut(text))}»"


def _after(title: str) -> str:
    return f" ({escape(title)})" if title else ""
