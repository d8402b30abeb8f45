"""From a file to a document; what a translation takes over."""

from __future__ import annotations

import pytest

from drammenworks.content.models.event import EventMeta
from drammenworks.content.models.person import PersonMeta
from tests.documents import document, parse

ORIGINAL = """\
title: Møtet
summary: Kort fortalt
start: 2026-12-01 18:00
status: cancelled
slug: motet
aliases: [/gammelt/]
draft: true
updated: 2026-11-01
sites: [a]
tags: [Vekst]
seo: {title: Møte}
"""


def test_a_translation_takes_over_what_it_does_not_say() -> None:
    """When and where an event is, is said once."""
    english = document("events/mote.en.md", "title: The meeting\ntags: [Growth]", original=ORIGINAL)
    assert isinstance(english.meta, EventMeta)
    assert english.meta.start.day.isoformat() == "2026-12-01"
    assert english.meta.status == "cancelled"
    assert english.meta.sites == ("a",)
    assert english.meta.tags == ("Growth",)
    assert english.inherited == {"start", "status", "sites"}


@pytest.mark.parametrize("field", ["summary", "slug", "draft", "updated"])
def test_a_translation_never_takes_over_what_is_its_own(field: str) -> None:
    """Words and states belong to one language: English is not a draft because bokmål is."""
    english = document("events/mote.en.md", "title: The meeting", original=ORIGINAL)
    assert not getattr(english.meta, field)


def test_a_translation_has_its_own_aliases_and_search_title() -> None:
    """An old address showed one language only."""
    english = document("events/mote.en.md", "title: The meeting", original=ORIGINAL)
    assert english.meta.aliases == ()
    assert english.meta.seo.title is None


def test_a_name_is_the_same_in_every_language() -> None:
    """Kari is called Kari in English, too; her title is her name unless it says otherwise."""
    english = document("people/kari.en.md", "role: Chair", original="name: Kari Nordmann\nrole: Leder")
    assert isinstance(english.meta, PersonMeta)
    assert (english.meta.name, english.meta.title, english.meta.role) == (
        "Kari Nordmann",
        "Kari Nordmann",
        "Chair",
    )


def test_each_fault_is_told_of_in_the_file_that_has_it() -> None:
    """The translation is blamed for its own fields, and for a title that it alone must have."""
    made, findings = parse("events/mote.en.md", "status: off", original="start: i går\nend: i dag")
    assert made is None
    assert [(found.code, found.location.path) for found in findings] == [
        ("DW201", "content/events/mote.en.md"),
        ("DW212", "content/events/mote.en.md"),
    ]


def test_what_the_original_lacks_is_told_of_there_only() -> None:
    """An event without a start is one fault, however many languages it has."""
    made, findings = parse("events/mote.en.md", "title: The meeting", original="title: Møtet")
    assert made is None
    assert findings == ()


def test_a_body_is_parsed_even_when_a_field_is_wrong() -> None:
    """Both are told of in one run."""
    made, findings = parse("pages/om.md", "titel: Om", "![](a.jpg)")
    assert made is None
    assert [found.code for found in findings] == ["DW202", "DW441"]


def test_lines_of_the_body_are_counted_in_the_file() -> None:
    """A finding in the body knows of the front matter above it."""
    _, findings = parse("pages/om.md", "title: Om\nsummary: Kort", "Tekst\n\n![](a.jpg)")
    assert [str(found.location) for found in findings] == ["content/pages/om.md:7:1"]


@pytest.mark.parametrize("title", ["no", "18:00", "0150", "2026-11-21", "1.10", "true", "0x1F"])
def test_a_title_is_what_was_typed(title: str) -> None:
    """A title may look like a number, a time, a date or a truth, and stays text."""
    assert document("pages/om.md", f"title: {title}").meta.title == title


def test_a_relative_file_is_beside_the_document_and_an_absolute_one_under_content() -> None:
    """Both ways of naming a picture lead to a path from the project's root."""
    om = document("pages/om.md")
    assert om.file("a.jpg") == "content/pages/a.jpg"
    assert om.file("../media/a.jpg") == "content/media/a.jpg"
    assert om.file("/media/a.jpg") == "content/media/a.jpg"
