"""What differs between two outputs: pages, addresses, files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

from drammenworks.diff.calendar_difference import CalendarDifference, compare_calendars
from drammenworks.diff.compared_site import ComparedSite, NoSite
from drammenworks.diff.page_content import PageContent, read_page, without_fingerprint
from drammenworks.diff.page_difference import PageDifference, compare_pages
from drammenworks.diff.published_site import published_sites

_PICTURES: Final = frozenset({".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif", ".svg", ".ico"})
_UNNAMED_PAGES: Final = frozenset({"404.html"})
"""Pages that are not at an address of their own."""
_WIDTH: Final = re.compile(r"-[0-9]+(?=\.[a-z]+$)")

Pace = Callable[[], None]


def _at_once() -> None:
    """Let nobody go first."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that both outputs have, and that differs."""

    path: str
    """Its address under the root of its site, with a slash before it."""
    before: PageContent
    after: PageContent
    difference: PageDifference


@dataclass(frozen=True, slots=True)
class MovedPage:
    """An address that leads elsewhere now."""

    path: str
    title: str
    target: str


@dataclass(frozen=True, slots=True)
class LostPage:
    """An address at which there is nothing any more, and that leads nowhere."""

    path: str
    title: str
    """That of its page; empty when it led elsewhere."""
    is_list: bool = False
    """It listed what belongs to a topic, place, year or the like, and nothing belongs there any more."""


@dataclass(frozen=True, slots=True)
class SiteDifference:
    """What differs in one site."""

    name: str
    changed: tuple[ChangedPage, ...]
    """Pages that say something else."""
    around: tuple[ChangedPage, ...]
    """Pages of which only cards of other pages, menus and the like differ."""
    templates_only: tuple[str, ...]
    """Addresses of pages that differ in what no reader reads."""
    unread: tuple[str, ...]
    """Addresses of pages that differ and are too large to be read."""
    added: tuple[tuple[str, PageContent], ...]
    moved: tuple[MovedPage, ...]
    lost: tuple[LostPage, ...]
    calendars: tuple[CalendarDifference, ...]
    files: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]
    """By kind of file, ``pictures``, ``documents`` and ``others``: names that are new, changed and gone."""

    @property
    def is_empty(self) -> bool:
        """Whether the two are the same."""
        pages = (self.changed, self.around, self.templates_only, self.unread)
        addresses = (self.added, self.moved, self.lost)
        names = (any(names) for names in self.files.values())
        return not any((*pages, *addresses, self.calendars, *names))


def compare_outputs(base: Path, head: Path) -> tuple[SiteDifference, ...]:
    """Compare the sites of two output folders.

    :raises UsageError: if a folder has no sites.
    """
    return compare_sites(published_sites(base), published_sites(head))


def compare_sites(
    before: Mapping[str, ComparedSite], after: Mapping[str, ComparedSite], pace: Pace = _at_once
) -> tuple[SiteDifference, ...]:
    """Compare sites, by name.

    :param pace: called before each page is read, so that others who are in a hurry may go first.
    """
    found = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        name = new.name if new is not None else old.name if old is not None else key
        found.append(_compare(old or NoSite(name), new or NoSite(name), pace))
    return tuple(found)


def lost_addresses(differences: tuple[SiteDifference, ...]) -> int:
    """Return how many addresses lead nowhere any more; empty lists, which may come back, are not counted."""
    return sum(not page.is_list for site in differences for page in site.lost)


def _compare(before: ComparedSite, after: ComparedSite, pace: Pace) -> SiteDifference:
    changed: list[ChangedPage] = []
    around: list[ChangedPage] = []
    templates_only: list[str] = []
    unread: list[str] = []
    moved: list[MovedPage] = []
    both = sorted(path for path in before.files & after.files if path.endswith(".html"))
    for file in both:
        if before.digest(file) == after.digest(file):
            continue
        pace()
        old, new = _page(before, file), _page(after, file)
        address = address_of(file)
        if old is None or new is None:
            unread.append(address)
        elif new.redirect is not None:
            if old.redirect != new.redirect:
                moved.append(MovedPage(address, old.title, _on_site(new.redirect)))
        else:
            page = ChangedPage(address, old, new, compare_pages(old, new))
            if page.difference.is_own:
                changed.append(page)
            elif page.difference.is_visible:
                around.append(page)
            else:
                templates_only.append(address)
    gone, lost = _gone(before, after, pace)
    return SiteDifference(
        after.name,
        tuple(changed),
        tuple(around),
        tuple(templates_only),
        tuple(unread),
        tuple(_added(before, after, pace)),
        (*moved, *gone),
        lost,
        tuple(_calendars(before, after)),
        _other_files(before, after),
    )


def _gone(
    before: ComparedSite, after: ComparedSite, pace: Pace
) -> tuple[tuple[MovedPage, ...], tuple[LostPage, ...]]:
    """Return which addresses without a file lead on by a rule for the host, and which are lost."""
    redirects = _redirects(after)
    moved: list[MovedPage] = []
    lost: list[LostPage] = []
    for file in sorted(path for path in before.files - after.files if _is_page(path)):
        pace()
        address = address_of(file)
        page = _page(before, file)
        is_page = page is not None and page.redirect is None
        title = page.title if page is not None and is_page else ""
        if address in redirects:
            moved.append(MovedPage(address, title, redirects[address]))
        else:
            lost.append(LostPage(address, title, page is not None and is_page and page.is_list))
    return tuple(moved), tuple(lost)


def _added(before: ComparedSite, after: ComparedSite, pace: Pace) -> Iterator[tuple[str, PageContent]]:
    for file in sorted(path for path in after.files - before.files if _is_page(path)):
        pace()
        page = _page(after, file)
        if page is not None and page.redirect is None:
            yield address_of(file), page


def _calendars(before: ComparedSite, after: ComparedSite) -> Iterator[CalendarDifference]:
    # What a calendar of a site says of an event, the event's own calendar says as well.
    seen: set[tuple[str, str]] = set()
    for path in sorted(file for file in before.files & after.files if file.endswith(".ics")):
        if before.digest(path) == after.digest(path):
            continue
        for difference in compare_calendars(before.read(path) or b"", after.read(path) or b""):
            if (difference.uid, difference.kind) not in seen:
                seen.add((difference.uid, difference.kind))
                yield difference


def _other_files(
    before: ComparedSite, after: ComparedSite
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    kinds: dict[str, tuple[dict[str, set[str]], dict[str, set[str]]]] = {}
    for side, site in enumerate((before, after)):
        for path in site.files:
            if path.endswith((".html", ".ics")):
                continue
            kind, name = _kind(path)
            kinds.setdefault(kind, ({}, {}))[side].setdefault(name, set()).add(path)
    return {
        kind: (
            tuple(sorted(new.keys() - old.keys())),
            tuple(
                sorted(
                    name
                    for name in old.keys() & new.keys()
                    if old[name] != new[name] or _differ(before, after, new[name])
                )
            ),
            tuple(sorted(old.keys() - new.keys())),
        )
        for kind, (old, new) in sorted(kinds.items())
    }


def _differ(before: ComparedSite, after: ComparedSite, paths: set[str]) -> bool:
    return any(before.digest(path) != after.digest(path) for path in paths)


def _kind(path: str) -> tuple[str, str]:
    """Return the kind of a file, and its name without what a build puts into it."""
    suffix = PurePosixPath(path).suffix.lower()
    name = without_fingerprint(path)
    if path.startswith("assets/"):
        # Of the search index there are many files, all named by their digests.
        return "assets", "assets/search" if path.startswith("assets/search/") else name
    if suffix in _PICTURES:
        return "pictures", _WIDTH.sub("", name).removesuffix(suffix)
    return ("documents", name) if suffix and path.startswith("media/") else ("others", name)


def _is_page(path: str) -> bool:
    return path.endswith(".html") and path not in _UNNAMED_PAGES and not path.endswith("/404.html")


def _page(site: ComparedSite, path: str) -> PageContent | None:
    html = site.read(path)
    return read_page(html) if html is not None else None


def address_of(path: str) -> str:
    """Return the address of an output file under the root of its site, with a slash before it."""
    return "/" + path.removesuffix("index.html")


def _redirects(site: ComparedSite) -> dict[str, str]:
    """Return where the site's ``_redirects`` leads, by address; rules with placeholders are left out."""
    found: dict[str, str] = {}
    for line in (site.read("_redirects") or b"").decode("utf-8", "replace").splitlines():
        parts = line.split()
        if len(parts) >= 2 and not line.startswith("#") and "*" not in line and ":" not in parts[0]:
            found.setdefault(unquote(parts[0]), parts[1])
    return found


def _on_site(url: str) -> str:
    """Return the path of an address."""
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return url
