"""Parsing a document whose body alone differs gives what parsing all of its file gives."""

from __future__ import annotations

import pytest

from drammenworks.content.discover import Source
from drammenworks.content.document import Document
from drammenworks.content.parse_document import ParsedDocument, parse_body_only, parse_document, split
from tests.engine.small_sites import PIECES

SOURCE = Source("content/news/sommer.md", "article", "sommer", "nb")
FIELDS = "---\ntitle: Sommer\nsummary: Kort sagt.\ndate: 2026-06-01\ntags: [Vekst]\n---\n"


def _parsed(text: str) -> ParsedDocument:
    return parse_document(split(SOURCE, text.encode()), None)


def _before() -> Document:
    document = _parsed(f"{FIELDS}Ord.\n").document
    assert document is not None
    return document


@pytest.mark.parametrize(
    "body", [*PIECES, "", "# Galt\n\n[tom]()\n", "Her er {ingen} ::: boks", "![](uten-tekst.jpg)"]
)
def test_a_body_is_parsed_as_in_the_whole_file(body: str) -> None:
    """The document, its body and all that is wrong with it are the same."""
    text = f"{FIELDS}{body}\n"
    assert parse_body_only(_before(), text.encode()) == _parsed(text)


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
def test_more_than_a_body_is_left_to_the_whole_parser(text: str) -> None:
    """Fields, or a place that is still to be filled in."""
    assert parse_body_only(_before(), text.encode()) is None


def test_bytes_that_are_no_text_are_left_to_the_whole_parser() -> None:
    """It reports them."""
    assert parse_body_only(_before(), FIELDS.encode() + b"\xff\n") is None
