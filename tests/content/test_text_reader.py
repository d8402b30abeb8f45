"""Reading a text again gives what reading all of its file gives."""

from __future__ import annotations

import pytest

from drammenworks.content.discover import Source
from drammenworks.content.parse import Parsed, parse_document, take_apart
from drammenworks.content.text_reader import parse_text
from tests.engine.small_sites import PIECES

SOURCE = Source("content/news/sommer.md", "article", "sommer", "nb")
FIELDS = "---\ntitle: Sommer\nsummary: Kort sagt.\ndate: 2026-06-01\ntags: [Vekst]\n---\n"


def parsed(text: str) -> Parsed:
    return parse_document(take_apart(SOURCE, text.encode()), None)


@pytest.mark.parametrize(
    "body", [*PIECES, "", "# Galt\n\n[tom]()\n", "Her er {ingen} ::: boks", "![](uten-tekst.jpg)"]
)
def test_a_text_is_read_as_a_whole_file_is(body: str) -> None:
    """Its head, its body and all that is wrong with it are the same."""
    before = parsed(f"{FIELDS}Ord.\n").head
    assert before is not None
    assert parse_text(before, f"{FIELDS}{body}\n".encode()) == parsed(f"{FIELDS}{body}\n")


@pytest.mark.parametrize(
    "text",
    [
        FIELDS.replace("Sommer", "Høst") + "Ord.\n",
        FIELDS.replace("---\n", "---\n\n", 1) + "Ord.\n",
        FIELDS + "FYLL INN\n",
        "Ord.\n",
        FIELDS.rstrip("-\n"),
    ],
)
def test_more_than_a_text(text: str) -> None:
    """What may be said of fields, or by them, is left to those who read them."""
    before = parsed(f"{FIELDS}Ord.\n").head
    assert before is not None
    assert parse_text(before, text.encode()) is None


def test_bytes_that_are_no_text() -> None:
    """They are told of by those who read the whole file."""
    before = parsed(f"{FIELDS}Ord.\n").head
    assert before is not None
    assert parse_text(before, FIELDS.encode() + b"\xff\n") is None
