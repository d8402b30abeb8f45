"""Texts without what no reader sees of them."""

from __future__ import annotations

import pytest

from drammenworks.content.markdown.as_read import body_as_read, paragraphs_as_read


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Et avsnitt over\nto linjer.", "Et avsnitt\nover to linjer."),
        ("Ett.\n\n\n\nTo.", "Ett.\n\nTo.\n\n"),
        ("Ett  ord.   ", "Ett ord."),
        ("- et punkt\n  som går videre\n- et til", "- et punkt som går videre\n- et til"),
        ("> et sitat\n> går videre", "> et sitat\n> går videre  ".rstrip()),
        ("| a |  b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("::: quote\nOrd over\nto linjer\n:::", "::: quote\nOrd over to linjer\n:::"),
    ],
)
def test_what_reads_the_same_is_the_same(one: str, two: str) -> None:
    """Where lines break, how many spaces and empty lines there are."""
    assert body_as_read(one) == body_as_read(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ett.\nTo.", "Ett.\n\nTo."),
        ("Ett.  \nTo.", "Ett.\nTo."),
        ("Ett.\\\nTo.", "Ett. To."),
        ("# Ett\nTo", "# Ett To"),
        ("Ett\n## To", "Ett ## To"),
        ("Ett\n- to", "Ett - to"),
        ("Ett\n---", "Ett ---"),
        ("```\na\nb\n```", "```\na b\n```"),
        ("```\na  b\n```", "```\na b\n```"),
        ("    a\n    b", "    a b"),
        ("Se `a  b`.", "Se `a b`."),
        ("| a |\n|---|\n| 1 |\n| 2 |", "| a |\n|---|\n| 1 | | 2 |"),
        ("- a\n- b", "- a b"),
        ("- a\n\n  b", "- a\n\nb"),
        ("Ett\xa0ord.", "Ett ord."),
    ],
)
def test_what_reads_otherwise_differs(one: str, two: str) -> None:
    """Paragraphs, hard breaks, blocks, code and no-break spaces."""
    assert body_as_read(one) != body_as_read(two)


def test_fields_have_paragraphs() -> None:
    """Between empty lines; all other space is one."""
    assert paragraphs_as_read("Ett\n ord.\n \n\nTo.\n") == "Ett ord.\n\nTo."
