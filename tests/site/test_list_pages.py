"""How lists are divided into pages, and which of these an edit changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.document import Document
from drammenworks.site.page import ListSubject, Page, Slice, TermSubject
from tests.documents import Plan, document, site

_SIZE = 3
_SETTINGS = f"per_page: {_SIZE}\ntaxonomies:\n  tags: {{nb: /emner/, en: /topics/}}\n"
_COUNTS = st.integers(0, 14)


def _news(number: int) -> Document:
    """Return an article, which is newer than those of lower numbers."""
    day = date(2026, 1, 1) + timedelta(days=number)
    return document(f"news/n{number:02}.md", f"date: {day}\ntags: [Vekst]")


def _person(number: int) -> Document:
    return document(f"people/p{number:02}.md", f"name: Person {number:02}")


def _plan(*documents: Document) -> Plan:
    return Plan(*documents, sites=[site(settings=_SETTINGS)])


def _list(plan: Plan, root: str = "/aktuelt/") -> dict[str, Page]:
    """Return the pages of one list by their paths."""
    return {path: page for path, page in plan.pages().items() if (part := _slice(page)) and part.root == root}


def _slice(page: Page) -> Slice | None:
    return page.subject.slice if isinstance(page.subject, ListSubject | TermSubject) else None


def _slices(plan: Plan, root: str = "/aktuelt/") -> list[Slice]:
    """Return the pages of a list from the first on, as their links lead."""
    pages = {path: part for path, page in _list(plan, root).items() if (part := _slice(page))}
    found = [pages[root]]
    while (following := found[-1].next) is not None:
        found.append(pages[following])
    assert len(found) == len(pages)
    return found


def _changed(before: dict[str, Page], after: dict[str, Page]) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


# --- lists by date --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (3, [3]),
        (5, [5]),
        (6, [3, 3]),
        (8, [5, 3]),
        (9, [3, 3, 3]),
        (11, [5, 3, 3]),
    ],
)
def test_older_pages_are_full_and_the_first_has_the_rest(count: int, sizes: list[int]) -> None:
    """Up to twice a page less one; and an empty list still has one page."""
    slices = _slices(_plan(*map(_news, range(count))))
    assert [len(part.items) for part in slices] == sizes
    assert [part.number for part in slices] == [None, *range(len(sizes) - 1, 0, -1)]
    items = [item for part in slices for item in part.items]
    assert items == [f"article/n{number:02}" for number in reversed(range(count))]


def test_older_pages_are_numbered_from_the_oldest() -> None:
    """Each knows its neighbours and both ends; only the first says how long the list is."""
    pages = _list(_plan(*map(_news, range(10))))
    first, newest, oldest = (_slice(pages[f"/aktuelt/{end}"]) for end in ("", "side/2/", "side/1/"))
    assert first is not None
    assert newest is not None
    assert oldest is not None
    assert [part.previous for part in (first, newest, oldest)] == [None, "/aktuelt/", "/aktuelt/side/2/"]
    assert [part.next for part in (first, newest, oldest)] == ["/aktuelt/side/2/", "/aktuelt/side/1/", None]
    assert {part.last for part in (first, newest, oldest)} == {"/aktuelt/side/1/"}
    assert [part.total for part in (first, newest, oldest)] == [10, None, None]
    assert {part.count for part in (first, newest, oldest)} == {None}
    assert oldest.items == ("article/n02", "article/n01", "article/n00")


@given(_COUNTS)
def test_a_new_article_changes_the_first_page_alone(count: int) -> None:
    """Unless it fills a page, which then is there, and is what the newest of the others leads back to."""
    plan = _plan(*map(_news, range(count)))
    before = _list(plan)
    plan.write(_news(count))
    after = _list(plan)
    added = after.keys() - before.keys()
    is_full = count + 1 >= 2 * _SIZE and (count + 1) % _SIZE == 0
    assert len(added) == is_full
    beside = {f"/aktuelt/side/{len(before) - 1}/"} & before.keys() if is_full else set()
    assert _changed(before, after) == {"/aktuelt/"} | added | beside


@given(_COUNTS.filter(bool), st.data())
def test_a_deleted_article_changes_no_page_of_older_ones(count: int, data: st.DataObject) -> None:
    """What is older than it stays on its pages."""
    plan = _plan(*map(_news, range(count)))
    deleted = data.draw(st.integers(0, count - 1))
    before = _list(plan)
    plan.remove(f"article/n{deleted:02}")
    after = _list(plan)
    for number in range(1, deleted // _SIZE + 1):
        path = f"/aktuelt/side/{number}/"
        if path in before and path in after:
            # A page that became the newest of the numbered ones leads back to the first page.
            old, new = _slice(before[path]), _slice(after[path])
            assert old is not None
            assert new is not None
            assert (old.items, old.next, old.last) == (new.items, new.next, new.last)


def test_a_changed_date_changes_the_pages_between_its_places_alone() -> None:
    """The oldest article becomes the second oldest: one page shows them both."""
    plan = _plan(*map(_news, range(12)))
    before = _list(plan)
    plan.write(document("news/n00.md", "date: 2026-01-02\ntitle: Å\ntags: [Vekst]"))
    plan.write(document("news/n01.md", "date: 2026-01-01\ntitle: A\ntags: [Vekst]"))
    assert _changed(before, _list(plan)) == {"/aktuelt/side/1/"}


def test_a_changed_title_changes_no_list() -> None:
    """A list knows the ids of what it shows."""
    plan = _plan(*map(_news, range(12)))
    before = _list(plan)
    plan.write(document("news/n05.md", "title: Noe helt annet\ndate: 2026-01-06\ntags: [Vekst]"))
    assert _changed(before, _list(plan)) == set()


@given(_COUNTS)
def test_every_number_of_a_list_that_was_numbered_from_the_newest_leads_somewhere(count: int) -> None:
    """To a page, or by a redirect to the first page; at most two of them are redirects."""
    plan = _plan(*map(_news, range(count)))
    numbers = range(2, -(-count // _SIZE) + 1)
    redirects = {one.path: one.target for one in plan.redirects() if one.path.startswith("/aktuelt/")}
    assert {f"/aktuelt/side/{number}/" for number in numbers} <= redirects.keys() | _list(plan).keys()
    assert redirects.keys().isdisjoint(_list(plan))
    assert len(redirects) <= 2
    assert set(redirects.values()) <= {"/aktuelt/"}
    assert plan.findings("DW501", "DW502") == []


def test_a_page_takes_the_place_of_the_redirect_with_its_number() -> None:
    """The number is that of a page again."""
    plan = _plan(*map(_news, range(8)))
    assert [one.path for one in plan.redirects() if "aktuelt" in one.path] == [
        "/aktuelt/side/2/",
        "/aktuelt/side/3/",
    ]
    plan.write(_news(8))
    assert "/aktuelt/side/2/" in plan.pages()
    assert [one.path for one in plan.redirects() if "aktuelt" in one.path] == ["/aktuelt/side/3/"]


def test_terms_are_lists_by_date() -> None:
    """They are numbered from the oldest as well, and an English one in English."""
    plan = _plan(*map(_news, range(7)))
    assert sorted(_list(plan, "/emner/vekst/")) == ["/emner/vekst/", "/emner/vekst/side/1/"]
    assert [len(part.items) for part in _slices(plan, "/emner/vekst/")] == [4, 3]
    english = [
        document(f"news/n{number:02}.en.md", "tags: [Growth]", original="title: N\ndate: 2026-01-01")
        for number in range(7)
    ]
    assert "/en/topics/growth/page/1/" in _plan(*english).pages()


def test_the_pages_of_an_english_list_are_numbered_in_english() -> None:
    """« side » is no English word."""
    english = [
        document(f"news/n{number}.en.md", original="title: N\ndate: 2026-01-01") for number in range(6)
    ]
    assert "/en/news/page/1/" in _plan(*english).pages()


def test_events_that_end_move_in_their_list() -> None:
    """Its pages follow the clock, and no other list does."""
    events = [document(f"events/e{day}.md", f"start: 2026-12-0{day} 18:00") for day in range(1, 8)]
    plan = _plan(*events, *map(_news, range(7)))
    before = plan.pages()
    change = plan.next_change
    assert change is not None
    plan.wait(change)
    changed = _changed(before, plan.pages())
    assert changed
    lists = ("/arrangementer/", "/arrangementer/2026/")
    assert changed <= {path for root in lists for path in (root, f"{root}side/1/")}


# --- alphabetical lists ---------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3)])
def test_other_lists_are_cut_into_pages_from_their_beginning(count: int, pages: int) -> None:
    """A full page is not followed by an empty one, and an empty list still has one page."""
    slices = _slices(_plan(*map(_person, range(count))), "/personer/")
    assert len(slices) == pages
    assert [part.number for part in slices] == [None, *range(2, pages + 1)]
    items = [item for part in slices for item in part.items]
    assert items == [f"person/p{number:02}" for number in range(count)]
    assert all(part.count == pages for part in slices)
    assert [part.total for part in slices] == [count, *[None] * (pages - 1)]


@given(st.integers(1, 10))
def test_a_list_of_one_kind_leaves_those_of_others_alone(count: int) -> None:
    """A new person is on no page of the news."""
    plan = _plan(*map(_person, range(count)), *map(_news, range(count)))
    before = plan.pages()
    plan.write(_person(count))
    changed = _changed(before, plan.pages())
    assert all(path.startswith("/personer/") for path in changed)
