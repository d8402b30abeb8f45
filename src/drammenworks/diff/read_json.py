"""A comparison read from its JSON, which may come from a stranger.

What a report shows of it is read, and every text is still only a text: reports escape it. What links is
checked here: a page leads to its published twin on one of our sites, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drammenworks.diff.calendar_difference import CalendarDifference
from drammenworks.diff.changed_template import ChangedTemplate
from drammenworks.diff.page_content import PageContent
from drammenworks.diff.page_difference import Change, Notice, PageDifference
from drammenworks.diff.site_difference import ChangedPage, LostPage, MovedPage, SiteDifference
from drammenworks.engine.manifest import stays_inside

_MAX_SITES: Final = 20
_SITE_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
_Text = Annotated[str, Field(max_length=100_000)]


class _Values(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class _Change(_Values):
    before: _Text | None = None
    after: _Text | None = None

    def change(self) -> Change:
        return Change(self.before or "", self.after or "")


class _NamedChange(_Change):
    name: _Text


class _NoticedChange(_Change):
    kind: Literal["title", "date", "price", "status", "figure"]


class _Changed(_Values):
    path: _Text
    title: _Text = ""
    lang: _Text = ""
    published: _Text | None = None
    notices: tuple[_NoticedChange, ...] = ()
    text: tuple[_Change, ...] = ()
    description: _Change | None = None
    canonical: _Change | None = None
    robots: _Change | None = None
    images: tuple[_Change, ...] = ()
    alternatives: tuple[_NamedChange, ...] = ()
    links: tuple[_Change, ...] = ()
    data: tuple[_NamedChange, ...] = ()


class _Added(_Values):
    path: _Text
    title: _Text = ""
    lang: _Text = ""


class _Moved(_Values):
    path: _Text
    title: _Text = ""
    target: _Text


class _Lost(_Values):
    path: _Text
    title: _Text = ""
    is_list: bool = False


class _Calendar(_Values):
    uid: _Text
    title: _Text = ""
    change: Literal["added", "removed", "changed", "unraised"]


class _Files(_Values):
    added: tuple[_Text, ...] = ()
    changed: tuple[_Text, ...] = ()
    removed: tuple[_Text, ...] = ()


class _Site(_Values):
    changed: tuple[_Changed, ...] = ()
    added: tuple[_Added, ...] = ()
    moved: tuple[_Moved, ...] = ()
    lost: tuple[_Lost, ...] = ()
    calendars: tuple[_Calendar, ...] = ()
    files: dict[str, _Files] = {}
    around: tuple[_Text, ...] = ()
    templates_only: tuple[_Text, ...] = ()
    unread: tuple[_Text, ...] = ()


class _Template(_Values):
    path: _Text
    pages: Annotated[int, Field(ge=0)] = 0


class _Comparison(_Values):
    sites: Annotated[dict[str, _Site], Field(max_length=_MAX_SITES)]
    templates: tuple[_Template, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadComparison:
    """What the JSON of a comparison says."""

    differences: tuple[SiteDifference, ...]
    templates: tuple[ChangedTemplate, ...]
    """The files of themes that differ."""


def from_json(data: bytes, base_urls: Collection[str]) -> ReadComparison:
    """Return the comparison that :func:`drammenworks.diff.json_report.as_json` wrote.

    :param base_urls: the addresses of the published sites; nothing links to any other.
    :raises ValueError: if it is no comparison.
    """
    try:
        comparison = _Comparison.model_validate_json(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        raise ValueError(f"{'.'.join(map(str, found['loc']))}: {found['msg']}") from None
    for name in comparison.sites:
        if name and not _SITE_NAME.fullmatch(name):
            raise ValueError(f"sites: {name[:60]!r}")
    return ReadComparison(
        tuple(_difference(name, site, base_urls) for name, site in sorted(comparison.sites.items())),
        tuple(ChangedTemplate(one.path, one.pages) for one in comparison.templates),
    )


def _difference(name: str, site: _Site, base_urls: Collection[str]) -> SiteDifference:
    return SiteDifference(
        name,
        tuple(_changed_page(page, base_urls) for page in site.changed),
        tuple(
            ChangedPage(path, _content("", "", ""), _content("", "", ""), _NO_DIFFERENCE)
            for path in map(_address, site.around)
        ),
        tuple(map(_address, site.templates_only)),
        tuple(map(_address, site.unread)),
        tuple((_address(page.path), _content(page.title, page.lang, "")) for page in site.added),
        tuple(MovedPage(_address(page.path), page.title, page.target) for page in site.moved),
        tuple(LostPage(_address(page.path), page.title, page.is_list) for page in site.lost),
        tuple(CalendarDifference(found.uid, found.title, found.change) for found in site.calendars),
        {kind: (names.added, names.changed, names.removed) for kind, names in site.files.items()},
    )


def _changed_page(page: _Changed, base_urls: Collection[str]) -> ChangedPage:
    # A page that both sites publish has its canonical URL on one of them.
    published = page.published or ""
    if not any(f"{published}/".startswith(f"{base_url.rstrip('/')}/") for base_url in base_urls):
        published = ""
    return ChangedPage(
        _address(page.path),
        _content("", page.lang, published),
        _content(page.title, page.lang, ""),
        PageDifference(
            tuple((Notice(notice.kind), notice.change()) for notice in page.notices),
            _changes(page.text),
            _one(page.description),
            _one(page.canonical),
            _one(page.robots),
            _changes(page.images),
            tuple((named.name, named.change()) for named in page.alternatives),
            _changes(page.links),
            tuple((named.name, named.change()) for named in page.data),
            (),
        ),
    )


def _address(path: str) -> str:
    """Return an address; the front page's for one that leads out of its site."""
    return path if path.startswith("/") and stays_inside(path.strip("/")) else "/"


def _changes(changes: tuple[_Change, ...]) -> tuple[Change, ...]:
    return tuple(change.change() for change in changes)


def _one(change: _Change | None) -> Change | None:
    return change.change() if change is not None else None


def _content(title: str, lang: str, canonical: str) -> PageContent:
    return PageContent(title, lang, "", canonical, False, None, (), (), (), (), (), ())


_NO_DIFFERENCE: Final = PageDifference((), (), None, None, None, (), (), (), (), ())
