"""The files that documents name."""

from __future__ import annotations

import unicodedata

import pytest

from tests.documents import Plan, document


def _findings(fields: str, body: str, *files: str) -> list[tuple[str, str]]:
    report = document("reports/r.md", f"title: R\nyear: 2017\n{fields}", body)
    plan = Plan(report, files=[f"content/{file}" for file in files])
    found = plan.findings("DW141")
    return [(str(finding.location).rpartition("r.md:")[2], finding.hint) for finding in found]


def test_every_way_of_naming_a_file_finds_it() -> None:
    """Beside the document or from content/, in fields or in the text, with spaces encoded or not."""
    assert (
        _findings(
            "image: {src: a.jpg, alt: A}\nfigures: [{id: b, title: B, src: /media/b.csv}]",
            "![C](../media/c.jpg) ![D](</media/d e.jpg>) ![D](/media/d%20e.jpg)",
            "reports/a.jpg",
            "media/b.csv",
            "media/c.jpg",
            "media/d e.jpg",
        )
        == []
    )


@pytest.mark.parametrize(
    ("src", "files", "words"),
    [
        ("a.jpg", ["reports/b.jpg"], " Mente du «b.jpg»?"),
        ("a.jpg", ["media/a.jpg"], " Mente du «/media/a.jpg»?"),
        ("bilde.jpg", ["media/Bilde.JPG"], " Mente du «/media/Bilde.JPG»?"),
        ("/media/sommer.jpg", ["media/sommer.jpeg"], " Mente du «/media/sommer.jpeg»?"),
        ("a.jpg", ["media/noe-helt-annet.pdf"], "nøyaktig likt."),
        ("../../../etc/passwd", [], "nøyaktig likt."),
    ],
)
def test_a_file_that_does_not_exist_is_reported_with_the_one_that_was_meant(
    src: str, files: list[str], words: str
) -> None:
    """As the document would have to write it."""
    [(place, hint)] = _findings("", f"![A]({src})", *files)
    assert place == "6:1"
    assert hint.endswith(words)


def test_a_name_that_only_looks_the_same_is_told_apart() -> None:
    """A Mac may have saved the file under letters that are two characters each."""
    [(_, hint)] = _findings("", "![A](/media/blå.jpg)", unicodedata.normalize("NFD", "media/blå.jpg"))
    assert "Gi filen navnet «blå.jpg» på nytt" in hint
