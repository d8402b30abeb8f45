"""Every document, indexed, and who refers to whom."""

from __future__ import annotations

from drammenworks.content.library import check_references, make_library
from tests.documents import document, library

PROJECT = document("projects/p.md", "lead: kari", "Se [nyheten](article:n#del).")
ENGLISH = document(
    "projects/p.en.md", "title: P", "See [the news](article:n).", original="title: P\nlead: kari"
)
PERSON = document("people/kari.md", "name: Kari", "Leder [prosjektet](project:p) og [seg selv](person:kari).")
NEWS = document("news/n.md", "date: 2026-11-01", "::: video film\n:::")


def test_references_are_known_both_ways() -> None:
    """Whoever is named knows by whom, from fields, links and boxes, each once and in order."""
    books = library(NEWS, PERSON, ENGLISH, PROJECT)
    assert books.referrers("person/kari") == ("project/p",)
    assert books.referrers("project/p") == ("person/kari",)
    assert books.referrers("article/n") == ("project/p",)
    assert books.referrers("video/film") == ("article/n",)
    assert books.referrers("page/ukjent") == ()


def test_documents_are_found_by_kind_and_language() -> None:
    """The order is that of the ids, whatever order they were read in."""
    books = library(NEWS, PROJECT, ENGLISH, PERSON)
    assert books.get("project/p", "en") is ENGLISH
    assert books.get("project/p", "nn") is None
    assert books.languages("project/p") == ("en", "nb")
    assert books.languages("project/q") == ()
    assert books.of_kind("project") == (ENGLISH, PROJECT)
    assert books.of_kind("video") == ()


def test_a_reference_to_nothing_is_told_of_where_it_stands() -> None:
    """With the nearest name of the same kind, and once although the translation took it over."""
    wrong = document("projects/q.md", "lead: kary", "Se\n[nyheten](article:m).")
    english = document("projects/q.en.md", "title: Q", original="title: Q\nlead: kary")
    findings = check_references(library(wrong, english, document("people/kari.md", "name: Kari")))
    assert [(found.code, str(found.location)) for found in findings] == [
        ("DW301", "content/projects/q.md:3:1"),
        ("DW301", "content/projects/q.md:6:1"),
    ]
    assert findings[0].hint.endswith(" Mente du «kari»?")
    assert findings[1].hint.endswith("lag innholdet først.")


def test_a_reference_to_a_document_that_could_not_be_read_is_no_second_fault() -> None:
    """Its own fault is told; whoever refers to it is right."""
    books = make_library([PROJECT], files=(), tables={}, broken=["person/kari", "article/n"])
    assert check_references(books) == []
