"""No page of a brand names another brand, except in a link to it."""

from __future__ import annotations

import pytest

from drammenworks.checks.other_brands import check_brands, locate_name
from drammenworks.errors import Location

NAMES = {"a": ("Drammen Works",), "b": ("Opplev Hokksund",), "c": ("Karis' Mat&Moro",)}


def _named(html: str) -> list[str]:
    page = f"<!doctype html><html><head><title>T</title></head><body>{html}</body></html>"
    findings = check_brands(page, site_id="a", names=NAMES, locate=lambda name: Location("x.md"))
    return [dict(finding.params)["site"] for finding in findings]


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("Drammen Works", []),
        ("Opplev Drammen, og så Hokksund", []),
        ("<p>Vi er bedre enn Opplev Hokksund.</p>", ["b"]),
        ("<p>Opplev\nHokksund</p>", ["b"]),
        ("<p><strong>Opplev</strong> Hokksund</p>", ["b"]),
        ("<p>Opplev&nbsp;Hokksund</p>", ["b"]),
        ("<p>Karis' Mat&amp;Moro</p>", ["c"]),
        ("<p>Karis&#39; Mat&amp;Moro</p>", ["c"]),
        ("<p>Karis' Mat&amp;Moro, Opplev Hokksund</p>", ["b", "c"]),
        ('<img src="x" alt="Logoen til Opplev Hokksund">', ["b"]),
        ('<meta name="description" content="Opplev Hokksund">', ["b"]),
        ('<button aria-label="Opplev Hokksund">x</button>', ["b"]),
        ('<a href="https://b.example">Opplev Hokksund</a>', []),
        ('<a href="https://b.example"><img src="x" alt="Opplev Hokksund"></a>', []),
        ('<a href="https://b.example" aria-label="Opplev Hokksund">x</a>', []),
        ("<a>Opplev Hokksund</a>", ["b"]),
        ('<a href="https://b.example">Opplev</a> Hokksund', []),
        ('<p><a href="/x">y</a> Opplev Hokksund</p>', ["b"]),
    ],
)
def test_the_name_of_another_site_is_reported_unless_it_is_a_link(html: str, named: list[str]) -> None:
    """In text, in attributes that are read out, across lines and tags; a link is how to name it."""
    assert _named(html) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("By 10 og By 1", ["By 1"]),
        ("By 10", []),
        ("Bybanen", []),
        ("Opplev Lier", []),
        ("Lier", ["Lier"]),
        ("Opplev Lier ligger i Lier", ["Lier"]),
        ("By 1s butikker", []),
        ("«By 1»", ["By 1"]),
    ],
)
def test_a_name_is_whole_words_and_no_part_of_a_longer_one(text: str, named: list[str]) -> None:
    """Of names that contain each other the longest is meant."""
    names = {"ti": ("By 10",), "en": ("By 1",), "lier": ("Lier",), "opplev-lier": ("Opplev Lier",)}
    html = f"<!doctype html><title>T</title><p>{text}</p>"
    found = check_brands(html, site_id="ti", names=names, locate=lambda name: Location("x.md"))
    others = [dict(one.params)["name"] for one in found if dict(one.params)["name"] != "Opplev Lier"]
    assert others == named


def test_a_site_says_which_of_its_names_count() -> None:
    """None, or others than its own."""
    html = "<!doctype html><title>T</title><p>Sentrum, Hokksundbyen</p>"
    names = {"a": ("A",), "b": (), "c": ("Hokksundbyen",)}
    found = check_brands(html, site_id="a", names=names, locate=lambda name: Location("x.md"))
    assert [dict(one.params)["site"] for one in found] == ["c"]


def test_the_title_of_a_page_counts() -> None:
    """It is what search engines and tabs show."""
    html = "<!doctype html><html><head><title>Opplev Hokksund</title></head><body></body></html>"
    assert len(check_brands(html, site_id="a", names=NAMES, locate=lambda name: Location("x.md"))) == 1


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("Opplev Hokksund", 1, 1),
        ("---\ntitle: Om Opplev Hokksund\n---\n", 2, 11),
        ("En.\n\nSe Opplev\nHokksund.", 3, 4),
        ("**Opplev** Hokksund", 1, 3),
        ("[Opplev Hokksund](site:b) og\nOpplev Hokksund", 2, 1),
        ("Se.\n\n![Logoen til Opplev Hokksund](x.svg)", 3, 14),
        ("Opplev\xa0Hokksund", 1, 1),
        ("alt: >-\n  Opplev\n  Hokksund", 2, 3),
        ("[Opplev Hokksund](site:b)", None, None),
        ("Noe annet", None, None),
    ],
)
def test_the_place_of_the_name_is_reported(source: str, line: int | None, column: int | None) -> None:
    """The first one in the source that is no link; the file alone where the name comes from elsewhere."""
    assert locate_name(source, "Opplev Hokksund", "x.md") == Location("x.md", line, column)
