"""Translations that are not finished, or older than their originals."""

from __future__ import annotations

import pytest

from drammenworks.checks.translations import check_translations
from tests.documents import document

PROJECT = "title: P\ngoals: [Flere i jobb]\nfocus_areas: [Handel]\nstatus: active"
PICTURE = "title: P\nimage: {src: a.jpg, alt: En elv}"


def _told(path: str, original: str, translation: str) -> list[tuple[str, str]]:
    one = document(f"{path}.md", original)
    other = document(f"{path}.en.md", translation, original=original)
    return [
        (finding.code, dict(finding.params).get("fields") or dict(finding.params)["updated"])
        for finding in check_translations([other, one], "nb")
    ]


@pytest.mark.parametrize(
    ("path", "original", "translation", "fields"),
    [
        ("projects/p", PROJECT, "title: P", "«goals» og «focus_areas»"),
        ("projects/p", PROJECT, "title: P\ngoals: [More in work]", "«focus_areas»"),
        ("projects/p", PROJECT, "title: P\ngoals: [More in work]\nfocus_areas: [Trade]", None),
        ("pages/p", PICTURE, "title: P", "«image»"),
        ("pages/p", PICTURE, "title: P\nimage: {src: a.jpg, alt: A river}", None),
        ("pages/p", "title: P\nimage: {src: a.jpg, decorative: true, credit: Kari}", "title: P", None),
        ("pages/p", "title: P\nimage: {src: a.jpg, decorative: true, caption: Elva}", "title: P", "«image»"),
        ("pages/p", "title: P\ntags: [Handel]", "title: P", "«tags»"),
        ("people/p", "name: Kari\nrole: Leder", "summary: About Kari", "«role»"),
        ("people/p", "name: Kari", "summary: About Kari", None),
        ("events/p", "title: P\nstart: 2026-12-01 18:00\nvenue: {name: Grønland 1}", "title: P", None),
        ("events/p", "title: P\nstart: 2026-12-01 18:00\nonline: {url: 'https://x.no/'}", "title: P", None),
        (
            "events/p",
            "title: P\nstart: 2026-12-01 18:00\nprogramme: [{time: '18:00', title: Åpning}]",
            "title: P",
            "«programme»",
        ),
    ],
)
def test_text_that_a_translation_takes_over_is_told_of(
    path: str, original: str, translation: str, fields: str | None
) -> None:
    """Not names, choices and addresses, which are the same in every language."""
    assert _told(path, original, translation) == ([("DW340", fields)] if fields is not None else [])


@pytest.mark.parametrize(
    ("original", "translation", "is_older"),
    [
        ("updated: 2026-11-02", "updated: 2026-11-01", True),
        ("updated: 2026-11-02", "updated: 2026-11-02", False),
        ("updated: 2026-11-02", "updated: 2026-11-03", False),
        ("updated: 2026-11-02", "summary: X", False),
        ("summary: X", "updated: 2026-11-01", False),
        ("summary: X", "summary: X", False),
    ],
)
def test_a_translation_that_is_older_than_its_original_is_told_of(
    original: str, translation: str, is_older: bool
) -> None:
    """By when they were updated; of one that says nothing, nothing is known."""
    expected = [("DW341", "2026-11-02")] if is_older else []
    assert _told("pages/p", f"title: P\n{original}", f"title: P\n{translation}") == expected
