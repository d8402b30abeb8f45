"""Documents that were copied."""

from __future__ import annotations

import pytest

from drammenworks.checks.duplicate_documents import check_copies
from drammenworks.content.document import Document
from tests.documents import document

TEXT = "Salen var full da døren ble lukket, og de som kom for sent, måtte stå ute i gangen til pausen kom en time senere."
SHORT = "Kom og bli med."


def _copies(*documents: Document) -> list[tuple[str, str, str]]:
    return [
        (finding.location.path.partition("/")[2], *(dict(finding.params)[name] for name in ("what", "other")))
        for finding in check_copies(documents)
    ]


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (document("news/a.md", "title: A\ndate: 2026-11-01", TEXT), document("news/b.md", "title: B\ndate: 2026-11-02", TEXT), "Teksten"),
        (document("news/a.md", "title: A\ndate: 2026-11-01", TEXT), document("projects/b.md", "title: B", TEXT), "Teksten"),
        (document("news/a.md", "title: A\ndate: 2026-11-01", TEXT), document("news/b.md", "title: B\ndate: 2026-11-02\ndraft: true", TEXT), "Teksten"),
        (document("news/a.md", "title: Vekst i år\ndate: 2026-11-01"), document("news/b.md", "title: vekst  i år\ndate: 2026-11-02"), "Tittelen"),
        (document("people/a.md", "name: Kari"), document("people/b.md", "name: Kari"), "Tittelen"),
        (document("events/a.md", "title: Møte\nstart: 2026-12-01 08:00"), document("events/b.md", "title: Møte\nstart: 2026-12-01 08:00"), "Tittelen"),
        (document("news/a.md", "title: A\ndate: 2026-11-01", SHORT), document("news/b.md", "title: B\ndate: 2026-11-02", SHORT), None),
        (document("news/a.md", "title: A\ndate: 2026-11-01", TEXT), document("news/b.md", "title: B\ndate: 2026-11-02", TEXT + " Ja."), None),
        (document("events/a.md", "title: Møte\nstart: 2026-12-01 08:00"), document("events/b.md", "title: Møte\nstart: 2027-12-01 08:00"), None),
        (document("pages/a.md", "title: Om\nsites: [a]"), document("pages/b.md", "title: Om\nsites: [b]"), None),
        (document("pages/a.md", "title: Om\nsites: [a]"), document("pages/b.md", "title: Om\nsites: [b, a]"), "Tittelen"),
        (document("pages/a.md", "title: Om"), document("projects/b.md", "title: Om"), None),
        (document("pages/a.md", "title: Om", TEXT), document("pages/a.en.md", "title: Om", TEXT, original="title: Om"), None),
    ],
)  # fmt: skip
def test_what_has_the_title_or_the_text_of_another_is_told_of(
    one: Document, other: Document, what: str | None
) -> None:
    """The second one, by their paths, in whatever order they were read."""
    first, second = one.location.path, other.location.path.partition("/")[2]
    expected = [(second, what, first)] if what is not None else []
    assert _copies(one, other) == _copies(other, one) == expected
