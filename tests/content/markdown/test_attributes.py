"""Reading attributes in braces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.markdown.attributes import Pairs, parse_attributes


def read(text: str) -> Pairs | None:
    found = parse_attributes(text, 0, len(text))
    return None if found is None else found[1]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("{#a}", [("id", "a")]),
        ("{.a.b #c}", [("class", "a"), ("class", "b"), ("id", "c")]),
        ("{#å-1_x}", [("id", "å-1_x")]),
        ("{ lang=en }", [("lang", "en")]),
        ("{Lang=en}", [("lang", "en")]),
        ("{open}", [("open", None)]),
        ("{open columns=3}", [("open", None), ("columns", "3")]),
        ('{by="to ord"}', [("by", "to ord")]),
        ('{by=""}', [("by", "")]),
        (r'{by="a \"b\" \\"}', [("by", r'a "b" \ '.rstrip())]),
        ("{by='to ord'}", [("by", "to ord")]),
        ("{by=“to ord”}", [("by", "to ord")]),
        ("{by=”to ord”}", [("by", "to ord")]),
        ("{by=«to ord»}", [("by", "to ord")]),
        ("{by=O'Hara}", [("by", "O'Hara")]),
        ("{src=../a/b.jpg}", [("src", "../a/b.jpg")]),
        ('{by="a}b"}', [("by", "a}b")]),
        ("{a=1\nb=2}", [("a", "1"), ("b", "2")]),
    ],
)
def test_attributes_are_read_in_order(text: str, pairs: Pairs) -> None:
    """Ids, classes, flags and values are read as they are written, with any kind of quotation marks."""
    assert read(text) == pairs


@pytest.mark.parametrize(
    "text", ["{}", "{ }", "{", "{a", "{a=}", '{a="b}', "{5}", "{a,b}", "{{a}}", "{% a %}"]
)
def test_other_braces_are_no_attributes(text: str) -> None:
    """Empty, unclosed and other braces are the author's text."""
    assert read(text) is None


def test_attributes_end_at_their_brace() -> None:
    """The text after it is not consumed."""
    assert parse_attributes("x{a} y}", 1, 7) == (4, [("a", None)])


def test_attributes_do_not_go_past_the_end() -> None:
    """A brace after the end of the text that is looked at does not count."""
    assert parse_attributes("{a}", 0, 2) is None


@given(st.text(alphabet="{}#.=ab \"'«»“”\\\n-"))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing raises, and what is read lies within the text."""
    found = parse_attributes("{" + text, 0, len(text) + 1)
    assert found is None or found[0] <= len(text) + 1
