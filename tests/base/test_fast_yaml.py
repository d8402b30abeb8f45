"""The fast path of strict YAML gives the same values as the full parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.base.fast_yaml import load_simple
from drammenworks.base.yaml_common import TextOrigin, Value
from drammenworks.base.yaml_events import construct

# fmt: off
_PIECES = [
    "title: ", "tags: ", "date: ", "a: ", "a_b: ", "A: ", "a:", ": ", ":", "Ord", "to ord", "2026-12-01", "18:00",
    "https://a.no/b", "null", "Null", "~", "no", "å", "é", "[", "]", "[a, b]", "[a b, c-d]", "[a, null]", ", ", ",",
    " ", "  ", "\n", "\n", "\n", "\n  ", "- ", "-", "#", " #", "'", '"', "&", "*", "!", "|", ">", "%", "@", "`",
    "{", "}", "?", "? ", "---", "...", "«", "»", "–", "…", "(", ")", "/", "\\", "\x85", "\N{NO-BREAK SPACE}", "_",
]
# fmt: on


def _by_events(text: str) -> Value:
    return construct(text, TextOrigin("a.md", 1))


@given(st.lists(st.sampled_from(_PIECES), max_size=20).map("".join))
def test_the_fast_path_gives_the_same_values_as_the_parser(text: str) -> None:
    """The fast path either skips a text, or gives the same result as PyYAML's parser."""
    found = load_simple(f"{text}\n")
    if found is not None:
        assert _by_events(f"{text}\n") == (found or None)


_KEYS = st.from_regex(r"[a-z][a-z_]{0,9}", fullmatch=True) | st.integers(1, 3000).map("k".__mul__)
"""Keys of any length: the parser has a limit, and the fast path must have one that is no greater."""
_VALUES = st.sampled_from(["Ord", "to ord", "[a, b]", "18:00", "x" * 3000, "null", "", "«Ord»"])


@given(st.lists(st.tuples(_KEYS, _VALUES), max_size=4))
def test_the_fast_path_takes_no_key_that_the_parser_refuses(pairs: list[tuple[str, str]]) -> None:
    """What the fast path reads is YAML, whatever the lengths of its keys and values."""
    text = "".join(f"{key}: {value}\n" for key, value in pairs)
    found = load_simple(text)
    if found is not None:
        assert _by_events(text) == (found or None)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("title: Ord, og flere: nei\n", None),
        ("title: Når, hvor og hvorfor?\n", {"title": "Når, hvor og hvorfor?"}),
        ("start: 2026-12-01 18:00\ntags: [kultur, ny næring]\n", {"start": "2026-12-01 18:00", "tags": ["kultur", "ny næring"]}),
        ("title: null\n", None),
        ("title: Ord # merknad\n", None),
        ("title: Ord\ntitle: Ord\n", None),
        ("title: Ord\n  som går videre\n", None),
        ('title: "Ord"\n', None),
    ],
)  # fmt: skip
def test_only_what_needs_no_parser_is_plain(text: str, fields: dict[str, Value] | None) -> None:
    """Whatever YAML may read as something else than its letters is left to the parser."""
    assert load_simple(text) == fields
