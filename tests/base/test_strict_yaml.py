"""YAML without its traps."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from drammenworks.base import strict_yaml
from drammenworks.base.strict_yaml import load, locate
from drammenworks.base.yaml_common import MAX_DEPTH, MAX_FINDINGS, Value
from drammenworks.errors import ContentError, Finding, Location


def _load(text: str) -> dict[str, Value]:
    return load(text, path="a.yaml")


def _findings(text: str, first_line: int = 1) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(ContentError) as caught:
        load(text, path="a.yaml", first_line=first_line)
    return [(found.code, found.location.line, found.location.column) for found in caught.value.findings]


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "No",
        "off",
        "y",
        "true",
        "18:00",
        "09:30",
        "1:05:00",
        "0150",
        "0o17",
        "0x1F",
        "1_000",
        "1e3",
        ".inf",
        "-.NaN",
        "2026-13-40",
        "2026-11-21",
        "2026-11-21T18:00:00Z",
        "=",
        "12.50",
        "+47 32 00 00 00",
        "C:\\mappe",
        "100 %",
        "5 * 3",
        "a & b",
        "10#3",
        "it's",
        "«sitat»",
    ],
)
def test_what_is_typed_is_what_a_field_gets(scalar: str) -> None:
    """A scalar stays the text that was typed, whatever YAML 1.1 would make of it."""
    assert _load(f"a: {scalar}\n") == {"a": scalar}


def test_scalars_in_lists_are_text_too() -> None:
    """It makes no difference where a scalar stands."""
    assert _load("a: [no, 09:30, 0150]\nb:\n  - yes\n  - 2026-13-40\n") == {
        "a": ["no", "09:30", "0150"],
        "b": ["yes", "2026-13-40"],
    }


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_a_field_without_a_value_is_left_out(nothing: str) -> None:
    """An empty field is as if its line were not there."""
    assert _load(f"a: {nothing}\nb: x\n") == {"b": "x"}


@pytest.mark.parametrize("quoted", ["''", '""', "'null'", '"~"'])
def test_quotes_keep_what_would_be_nothing(quoted: str) -> None:
    """In quotes, even « null » is text."""
    assert _load(f"a: {quoted}") == {"a": quoted[1:-1]}


def test_an_empty_item_of_a_list_keeps_its_place() -> None:
    """The items after an empty one do not move up, so that findings find them."""
    assert _load("a: [x, ~, y]\nb:\n  -\n  - z\n") == {"a": ["x", None, "y"], "b": [None, "z"]}


def test_lists_and_mappings_nest() -> None:
    """Both ways of writing give plain lists and dictionaries."""
    assert _load("a: {b: [c, {d: e}]}\nf:\n  - g: h\n    i: |\n      j\n      k\n") == {
        "a": {"b": ["c", {"d": "e"}]},
        "f": [{"g": "h", "i": "j\nk\n"}],
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# bare en kommentar\n", "---\n", "--- ~\n"])
def test_nothing_is_no_fields(text: str) -> None:
    """A text without fields is an empty mapping."""
    assert _load(text) == {}


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("a:\tb\n\tc: d", [("DW121", 1, 3), ("DW121", 2, 1)]),
        ("a: 1\nb: 2\na: 3\nb: 4", [("DW122", 3, 1), ("DW122", 4, 1)]),
        ("x: {a: 1, a: 2}", [("DW122", 1, 11)]),
        ("a: b: c", [("DW123", 1, 5)]),
        ("a: 'b\nc: d", [("DW124", 1, 4)]),
        ('a: b\nc: "d', [("DW124", 2, 4)]),
        ("a: b\nc: [d, e", [("DW125", 2, 4)]),
        ("a: [b, {\n\n", [("DW125", 1, 8)]),
        ("a: [b c: d] e", [("DW138", 1, 13)]),
        ("a: @b", [("DW126", 1, 4)]),
        ("a: |b", [("DW126", 1, 5)]),
        ("a: > b", [("DW126", 1, 6)]),
        ("a:\n  b: c\n d: e", [("DW127", 3, 2)]),
        ("a: b\n  c: d", [("DW127", 2, 4)]),
        ("a: b\nc d\ne: f", [("DW128", 2, 1)]),
        ("a: &b c\nd: *b", [("DW129", 1, 4), ("DW129", 2, 4)]),
        ("&a b: c", [("DW129", 1, 1)]),
        ("a: !!int 1\nb: !c d", [("DW130", 1, 4), ("DW130", 2, 4)]),
        ("!!str a: b", [("DW130", 1, 1)]),
        ("a: b\n---\nc: d", [("DW131", 2, 1)]),
        ("- a", [("DW132", 1, 1)]),
        ("tekst", [("DW132", 1, 1)]),
        ("[a]: b", [("DW133", 1, 1)]),
        ("a: {b: [{c}: d]}", [("DW133", 1, 9)]),
        ('a: "\\q"', [("DW137", 1, 5)]),
        ("a: 'b' c", [("DW138", 1, 8)]),
        ("a:b\nc: d", [("DW139", 1, 2)]),
        ("a: - b", [("DW120", 1, 4)]),
        ('æøå: æøå\nå: "x\x07"', [("DW136", 2, 6)]),
        ("a: b\u2028c: d", [("DW136", 1, 5)]),
        ("a: b\x85c", [("DW136", 1, 5)]),
        ('a: "b\\0"', [("DW136", 1, 4)]),
        ('a: "\\x1b[31m"', [("DW136", 1, 4)]),
    ],
)
def test_errors_are_reported_with_their_location(text: str, findings: list[tuple[str, int, int]]) -> None:
    """Every kind of fault has its own finding, at the line and column where it stands."""
    assert _findings(text) == findings


def test_lines_are_counted_in_the_file() -> None:
    """Front matter does not begin at line 1, and findings know it."""
    assert _findings("a: b\na: c", first_line=2) == [("DW122", 3, 1)]
    with pytest.raises(ContentError, match="først på linje 2"):
        load("a: b\na: c", path="a.yaml", first_line=2)


def test_a_tag_is_shown_as_it_was_typed() -> None:
    """The hint contains « !!str », as in the source."""
    with pytest.raises(ContentError, match="«!!str»"):
        _load("a: !!str b")


def test_duplicate_keys_do_not_hide_later_faults() -> None:
    """What is wrong in one place does not keep the rest from being read."""
    assert _findings("a: 1\na: 2\nb: *c\nd: [") == [("DW122", 2, 1), ("DW129", 3, 4), ("DW125", 4, 4)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "a:\n"])
def test_depth_is_bounded(opening: str) -> None:
    """Thousands of levels are refused at the first one too many, and never exhaust the stack."""
    nested = "".join(" " * depth + opening for depth in range(400)) if "\n" in opening else opening * 5_000
    [(code, _, _)] = _findings(f"x: {nested}" if opening in "[{a: " else nested)
    assert code == "DW134"


def test_the_deepest_level_allowed_is_read() -> None:
    """One level less than too many is fine."""
    depth = MAX_DEPTH - 1
    assert _load("a: " + "[" * depth + "]" * depth)
    assert _findings("a: " + "[" * (depth + 2) + "]" * (depth + 2)) == [("DW134", 1, 4 + MAX_DEPTH)]


def test_a_bomb_of_aliases_is_a_handful_of_findings() -> None:
    """References are refused unexpanded, and a file that is full of them does not flood the report."""
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 50}]\n" for n in range(1, 200))
    assert len(_findings(bomb)) == MAX_FINDINGS


def test_a_file_full_of_tabs_is_a_handful_of_findings() -> None:
    """The same mistake on every line has a limited number of findings."""
    assert len(_findings("a:\tb\n" * 1_000)) == MAX_FINDINGS


def test_size_is_bounded() -> None:
    """More than a quarter of a megabyte of fields is refused unread."""
    assert _findings("a: " + "b" * strict_yaml.MAX_CHARACTERS) == [("DW135", 1, 1)]


_YAML = st.text(
    alphabet=st.sampled_from(list("ab:-[]{},'\"&*!|>?%@`#\\ \t\n~=<.0æ\x07\u2028")),
    max_size=40,
)


@given(st.one_of(st.text(max_size=60), _YAML))
@example("? ")
@example("? a\n: - b")
@example("[")
@example("'")
@example("%YAML 3.0\n---\na: b")
@example("\ufeff")
@example("a: \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"))
def test_any_text_is_fields_or_findings_that_point_into_it(text: str) -> None:
    """Whatever is typed, the answer is a mapping or findings, and each finding points into the text."""
    lines = text.split("\n")
    value: object = None
    findings: tuple[Finding, ...] = ()
    try:
        value = _load(text)
    except ContentError as error:
        findings = error.findings
    assert isinstance(value, dict) != bool(findings)
    for finding in findings:
        assert finding.location.line is not None
        assert finding.location.column is not None
        assert 1 <= finding.location.line <= len(lines)
        assert 1 <= finding.location.column <= len(lines[finding.location.line - 1]) + 1


_VALUES = st.recursive(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")),
        min_size=1,
        max_size=12,
    ),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.text(alphabet="abcæ", min_size=1, max_size=4), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(alphabet="xyzø", min_size=1, max_size=4), _VALUES, max_size=4))
def test_text_comes_through_unchanged(data: dict[str, Value]) -> None:
    """Text that PyYAML writes is read as the same text."""
    written = yaml.safe_dump(data, default_style='"', allow_unicode=True)
    if "\\" not in written and "\ufeff" not in written:
        assert _load(written) == data


TEXT = """\
title: Om oss
image:
  src: a.jpg
  focal: [0.5, 0.3]
tags:
  - en
  - to
empty:
"""


@pytest.mark.parametrize(
    ("keys", "line", "column"),
    [
        (("title",), 1, 1),
        (("image",), 2, 1),
        (("image", "src"), 3, 3),
        (("image", "focal", 1), 4, 16),
        (("tags", 1), 7, 5),
        (("empty",), 8, 1),
        (("image", "alt"), 2, 1),
        (("tags", 9), 5, 1),
        (("image", "focal", 1, "deeper", 0), 4, 16),
        (("missing", "entirely"), 1, 1),
        ((), 1, 1),
    ],
)
def test_locate_finds_a_field_or_the_nearest_above_it(
    keys: tuple[str | int, ...], line: int, column: int
) -> None:
    """A field stands where its name does, an item where it begins; what is missing, where it would belong."""
    assert locate(TEXT, keys, path="a.md") == Location("a.md", line, column)
    assert locate(TEXT, keys, path="a.md", first_line=2) == Location("a.md", line + 1, column)


def test_locate_in_nothing_is_the_beginning() -> None:
    """Without fields there is still a location."""
    assert locate("", ("title",), path="a.md", first_line=2) == Location("a.md", 2, 1)
