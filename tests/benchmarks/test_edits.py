"""What an edit does to a document, and how much of a site it changes."""

from __future__ import annotations

import re

import pytest

from benchmarks.cases import Case
from benchmarks.corpus import Outline, make_document, make_outline
from benchmarks.corpus.outline import PER_PAGE
from benchmarks.edits import (
    DOCUMENT_EDITS,
    colour,
    edit_document,
    edited_entry,
    extra_article,
    extra_tag,
    shown_by,
)


@pytest.fixture(scope="module")
def outline() -> Outline:
    return make_outline(1_000)


def test_each_case_edits_an_article_of_its_own(outline: Outline) -> None:
    """No case undoes what a case before it did."""
    assert len({edited_entry(outline, case).index for case in DOCUMENT_EDITS}) == len(DOCUMENT_EDITS)


@pytest.mark.parametrize(
    ("case", "changed"),
    [
        (Case.BODY, "body"),
        (Case.TITLE, "title"),
        (Case.SUMMARY, "summary"),
        (Case.TAG, "tags"),
        (Case.DATE, "date"),
    ],
)
def test_an_edit_changes_one_field(case: Case, changed: str, outline: Outline) -> None:
    """Everything else in the document stays as it is, and the change is what the page is searched for."""
    before = make_document(outline, edited_entry(outline, case))
    after = edit_document(before, case, "rettelse", 1, outline)
    fields = {
        field: (getattr(before, field, None) or getattr(before.entry, field), found)
        for field in ("body", "summary", "title", "tags", "date")
        if (found := getattr(after, field, None) or getattr(after.entry, field))
    }
    assert {field for field, (old, new) in fields.items() if old != new} == {changed}
    assert shown_by(after, case, "rettelse")


def test_a_date_moves_by_a_day_in_each_repetition(outline: Outline) -> None:
    """An article passes those of a day or two, so that its lists change little."""
    before = make_document(outline, edited_entry(outline, Case.DATE))
    dates = [edit_document(before, Case.DATE, "", number, outline).entry.date for number in (1, 2)]
    assert [(before.entry.date - date).days for date in dates] == [1, 2]


def test_a_tag_is_added_to_a_list_whose_last_page_has_room(outline: Outline) -> None:
    """With a new page, every page of the list would show a different number of pages."""
    entry = edited_entry(outline, Case.TAG)
    tag = extra_tag(entry, outline)
    assert tag not in entry.tags
    assert 0 < outline.tags()[tag] % PER_PAGE <= PER_PAGE - 3


@pytest.mark.parametrize("size", [1_000, 10_000])
def test_an_added_article_adds_no_page_to_its_lists(size: int) -> None:
    """Also when the edits of the other cases are there already."""
    outline = make_outline(size)
    article = edit_document(
        make_document(outline, edited_entry(outline, Case.TAG)), Case.TAG, "", 1, outline
    ).entry
    entries = [article if entry.index == article.index else entry for entry in outline.entries]
    before = Outline.of(outline.seed, (*entries, extra_article(outline, Case.OLDEST)))
    added = extra_article(outline, Case.ADDED)
    after = Outline.of(outline.seed, (*before.entries, added))
    assert after.pages() - before.pages() == {f"{added.url.strip('/')}/index.html"}


def test_extra_articles_are_older_and_newer_than_all_others(outline: Outline) -> None:
    """What is published is the newest; an oldest moves all of our lists."""
    dates = [entry.date for entry in outline.entries]
    assert extra_article(outline, Case.ADDED).date > max(dates)
    assert extra_article(outline, Case.OLDEST).date < min(dates)


def test_extra_articles_have_addresses_of_their_own(outline: Outline) -> None:
    """No article of the corpus is replaced."""
    extra = {extra_article(outline, case).url for case in (Case.ADDED, Case.OLDEST)}
    assert len(extra) == 2
    assert extra.isdisjoint(entry.url for entry in outline.entries)


def test_colours_differ_and_have_no_shorter_form() -> None:
    """A minifier writes the colour as it is."""
    colours = {colour(word) for word in ("abc", "def", "ghi")}
    assert len(colours) == 3
    assert all(re.fullmatch("#[0-9]a[0-9]c[0-9]e", each) for each in colours)
