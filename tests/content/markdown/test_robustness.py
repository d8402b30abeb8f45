"""No text is too strange."""

from __future__ import annotations

import math
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.markdown import Body, parse_markdown

_TAGS = re.compile(
    "</?(?:a|blockquote|br|code|dd|div|dl|dt|em|h[2-6]|hr|li|ol|p|pre|section|span|strong|sup|table|tbody|td|th"
    "|thead|tr|ul)[ >]"
)
"""The tags that we write ourselves."""

# fmt: off
_PIECES = [
    "[", "]", "(", ")", "{", "}", "!", "^", "*", "_", "**", "`", "```", "~~~", "<", ">", "> ", ":::", "::::",
    "::: facts", "::: video a", "- ", "1. ", "# ", "## ", "|", "|---|", ": ", "[^1]", "[^1]: ", "[a](b)",
    "![a](b)", "{#a}", "{lang=en}", "\\", "&shy;", "&#0;", "---", "===", "\n", "\n\n", "\n  ", "\n    ",
    "\t", " ", "a", "å", '"', "'", "1 000", "<script>", "</script>", "javascript:", "\r\n",
    "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}",
]
_ENDLESS = [
    "[", "![", "![](", "[a](", "[a](b)", "[^a]", "[^", "[^a[^", "[a]{", '[a]{b="', '![a](b){c="', "[[a]](b)",
    "*", "**a *", "_a*", "`", "<", "<a", "&", "\\", ">", "> a\n\n", "- ", "- a\n  ", "a\n: ", "# a\n",
    "## a {#b}\n", ":::", ":::\n", "::: facts\n", "::: facts\n:::: facts\n", "::::\n:::\n",
    "> ::: facts\n", "- ::: facts\n", "a|\n-|\n", "|a", "[a]: b\n", "[^a]: ", "{a=b}", '"', "1-2 ", "<b>",
    "](", "[x](javascript:a) ",
]
# fmt: on


def body_of(text: str) -> Body:
    body, findings = parse_markdown(text, path="x.md", first_line=1, lang="nb")
    for finding in findings:
        assert finding.message
        assert finding.hint
        assert finding.location.line is not None
        assert 1 <= finding.location.line <= len(re.split("\r\n?|\n", text))
    return body


def check(text: str) -> None:
    """Check that all markup in the body of ``text`` is ours."""
    for chunk in body_of(text).walk():
        if isinstance(chunk, str):
            assert "<" not in _TAGS.sub("", chunk)


@given(st.text())
def test_any_text_can_be_parsed(text: str) -> None:
    """Nothing raises, and no markup of the author's gets through."""
    check(text)


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_markdown_can_be_parsed(text: str) -> None:
    """Nothing raises, however the marks are put together, and no markup of the author's gets through."""
    check(text)


@given(st.text())
def test_text_in_any_place_stays_text(text: str) -> None:
    """What an author writes in attributes, titles and labels does not become markup."""
    line = text.replace("\n", " ")
    check(
        f'## {line} {{#a .b}}\n\n| {line} |\n|---|\n| [{line}](a "{line}"){{class="{line}"}} |\n\n'
        f"```{line}\n{line}\n```\n\n::: details {line}\n[^{line}] [^{line}]: {line}\n:::\n"
    )


_N = 12_000


@pytest.mark.parametrize("unit", _ENDLESS)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    """Four times as much of the same takes about four times as long, not sixteen."""
    # The least of several: a busy machine makes a run longer, and never shorter.
    short = long = math.inf
    for _ in range(8):
        short, long = min(short, seconds(unit, _N)), min(long, seconds(unit, 4 * _N))
        if long < 0.05 or long < 12 * short:
            return
    pytest.fail(f"{short:.3f} s became {long:.3f} s")


def seconds(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    start = time.process_time()
    parse_markdown(text, path="x.md", first_line=1, lang="nb")
    return time.process_time() - start


def test_deep_nesting_is_bounded() -> None:
    """A thousand levels are a finding, and no endless recursion."""
    _, findings = parse_markdown("> " * 1000 + "a", path="x.md", first_line=1, lang="nb")
    assert [finding.code for finding in findings] == ["DW408"]
