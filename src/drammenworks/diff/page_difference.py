"""What differs between two versions of a page, and what of it a reader will notice first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Final

from drammenworks.diff.page_content import PageContent

_MAX_BLOCKS: Final = 3_000
"""Blocks of a text that are aligned; comparing takes the square of it."""
_NUMBER: Final = re.compile(r"\d[\d\s.,:]*\d|\d")
_PRICES: Final = ("offers.price", "offers.priceCurrency", "isAccessibleForFree")
_STATUSES: Final = ("eventStatus", "eventAttendanceMode", "creativeWorkStatus", "offers.availability")
_DATES: Final = ("startDate", "endDate", "doorTime", "previousStartDate", "validFrom", "validThrough")


class Notice(Enum):
    """What a reader will notice, in the order of how much it matters."""

    TITLE = "title"
    DATE = "date"
    PRICE = "price"
    STATUS = "status"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Change:
    """A text, or a value, before and after; empty when it was not there."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PageDifference:
    """What differs between two versions of a page."""

    notices: tuple[tuple[Notice, Change], ...]
    text: tuple[Change, ...]
    """Blocks of its text, in order: changed, added, removed."""
    description: Change | None
    address: Change | None
    """Its canonical URL."""
    is_hidden: Change | None
    """Whether search engines may list it."""
    images: tuple[Change, ...]
    """Pictures by name."""
    alternatives: tuple[tuple[str, Change], ...]
    """The name of a picture, and its alternative text."""
    links: tuple[Change, ...]
    data: tuple[tuple[str, Change], ...]
    """Values of its structured data, by name."""
    teasers: tuple[Change, ...]
    """Blocks in cards of other pages, in menus and the like."""

    @property
    def is_own(self) -> bool:
        """Whether the page itself says something else: not only cards of other pages do."""
        parts = (self.text, self.description, self.address, self.is_hidden, self.images)
        return any((*parts, self.alternatives, self.links, self.data))

    @property
    def is_visible(self) -> bool:
        """Whether a reader or a search engine gets anything else than before."""
        return self.is_own or bool(self.teasers)


def compare_pages(before: PageContent, after: PageContent) -> PageDifference:
    """Return what differs between two versions of a page."""
    text = tuple(_aligned(before.text, after.text))
    data = tuple(_named(before.data, after.data))
    images_before, images_after = dict(before.images), dict(after.images)
    return PageDifference(
        tuple(_notices(before, after, text, data)),
        text,
        _change(before.description, after.description),
        _change(before.canonical, after.canonical),
        _change("noindex" if before.is_hidden else "", "noindex" if after.is_hidden else ""),
        tuple(_set_changes(list(images_before), list(images_after))),
        tuple(
            (name, Change(alt, images_after[name]))
            for name, alt in images_before.items()
            if name in images_after and images_after[name] != alt
        ),
        tuple(_set_changes(before.links, after.links)),
        data,
        tuple(_set_changes(before.teasers, after.teasers)),
    )


def _notices(
    before: PageContent, after: PageContent, text: Sequence[Change], data: Sequence[tuple[str, Change]]
) -> Iterator[tuple[Notice, Change]]:
    if before.title != after.title:
        yield Notice.TITLE, Change(before.title, after.title)
    dates = _set_changes([shown for _, shown in before.times], [shown for _, shown in after.times])
    yield from ((Notice.DATE, change) for change in dates)
    for notice, names in ((Notice.DATE, _DATES), (Notice.PRICE, _PRICES), (Notice.STATUS, _STATUSES)):
        if notice is Notice.DATE and before.times != after.times:
            continue
        for way, change in data:
            if way.partition(".")[2] in names:
                yield notice, change
    # A list counts what others are.
    for change in text if not after.is_list else ():
        if not change.before or not change.after:
            continue
        numbers = _numbers(change.before), _numbers(change.after)
        is_date = any(shown and shown in change.after for _, shown in after.times)
        if numbers[0] != numbers[1] and not is_date and change.before != before.title:
            yield Notice.FIGURE, change


def _numbers(text: str) -> list[str]:
    return [re.sub(r"\s", "", number) for number in _NUMBER.findall(text)]


def _change(before: str, after: str) -> Change | None:
    return Change(before, after) if before != after else None


def _named(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Change]]:
    """Yield the values of each name that differ, in pairs."""
    names = dict.fromkeys([name for name, _ in (*before, *after)])
    for name in names:
        old = [value for other, value in before if other == name]
        new = [value for other, value in after if other == name]
        yield from ((name, change) for change in _set_changes(old, new))


def _set_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Yield what is gone and what is new, wherever it stands, in pairs as far as there are."""
    gone = list((Counter(before) - Counter(after)).elements())
    new = list((Counter(after) - Counter(before)).elements())
    for position in range(max(len(gone), len(new))):
        yield Change(
            gone[position] if position < len(gone) else "", new[position] if position < len(new) else ""
        )


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Yield the blocks that differ between two texts; one that was rewritten stands beside what it was."""
    if max(len(before), len(after)) > _MAX_BLOCKS:
        yield from _set_changes(before, after)
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _paired(before[start:end], after[new_start:new_end])


def _paired(gone: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Pair each new block with the removed one that it resembles most; in the order of the new text."""
    left = list(gone)
    for block in new:
        alike = max(left, key=lambda other: _likeness(other, block), default=None)
        if alike is not None and (_likeness(alike, block) > 0.4 or len(gone) == len(new) == 1):
            # What stood before it and has no pair is gone.
            position = left.index(alike)
            yield from (Change(other, "") for other in left[:position])
            del left[: position + 1]
            yield Change(alike, block)
        else:
            yield Change("", block)
    yield from (Change(other, "") for other in left)


def _likeness(one: str, other: str) -> float:
    """Return which part of two blocks' words they have in common."""
    words, others = Counter(one.lower().split()), Counter(other.lower().split())
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
