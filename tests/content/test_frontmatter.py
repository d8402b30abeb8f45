"""Fields and body of a Markdown file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.frontmatter import split_front_matter
from drammenworks.errors import ContentError, Location


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("---\na: b\n---\nTekst\n", ("a: b\n", 2, "Tekst\n", 4)),
        ("---\na: b\nc: d\n---\n\nTekst", ("a: b\nc: d\n", 2, "\nTekst", 5)),
        ("---\n---\nTekst", ("", 2, "Tekst", 3)),
        ("---\n---", ("", 2, "", 3)),
        ("---\na: b\n---", ("a: b\n", 2, "", 4)),
        ("--- \na: b\n---\t\nTekst", ("a: b\n", 2, "Tekst", 4)),
        ("---\na: b\n---\nOver\n\n---\nUnder", ("a: b\n", 2, "Over\n\n---\nUnder", 4)),
        ("---\na: '---'\nb: ----\n ---\n---\n", ("a: '---'\nb: ----\n ---\n", 2, "", 6)),
    ],
)
def test_the_parts_and_the_lines_they_begin_at(text: str, parts: tuple[str, int, str, int]) -> None:
    """The fields stand between two lines of three hyphens, and the body begins after the second."""
    assert tuple(split_front_matter(text, path="a.md")) == parts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tekst", "DW112"),
        ("\n---\na: b\n---\n", "DW112"),
        (" ---\na: b\n---\n", "DW112"),
        ("----\na: b\n----\n", "DW112"),
        ("--- a\n---\n", "DW112"),
        ("---", "DW113"),
        ("---\n", "DW113"),
        ("---\na: b\n", "DW113"),
        ("---\na: b\n ---\n", "DW113"),
        ("---\na: b\n--- \u00a0\n", "DW113"),
    ],
)
def test_missing_fences_are_told_of_at_the_top(text: str, code: str) -> None:
    """A file must begin with a fence and have a second one."""
    with pytest.raises(ContentError) as caught:
        split_front_matter(text, path="a.md")
    [finding] = caught.value.findings
    assert (finding.code, finding.location) == (code, Location("a.md", 1, 1))


@given(
    st.lists(st.sampled_from(["---", "--- ", "a: b", "", "----", "æ"]), max_size=8).map("\n".join),
)
def test_the_parts_stand_at_the_lines_that_are_told(text: str) -> None:
    """Each part begins at its line of the file, so that findings in it point right."""
    try:
        fields, fields_line, body, body_line = split_front_matter(text, path="a.md")
    except ContentError:
        return
    lines = [*text.split("\n"), ""]
    assert "\n".join(lines[fields_line - 1 :]).startswith(fields)
    assert "\n".join(lines[body_line - 1 :]).rstrip("\n") == body.rstrip("\n")
