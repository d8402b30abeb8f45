"""The fast paths of the parser give the same result as markdown-it's own rules."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drammenworks.content.markdown import Body, parse_markdown
from drammenworks.content.markdown.syntax.parser import reference_parser
from drammenworks.errors import Finding

_FIXTURES = Path(__file__).parent / "fixtures"

# fmt: off
_PIECES = [
    "ord", "a", "å", "Et ord til.", " ", " ", "\n", "\n", "\n\n", "\n\n", "\n  ", "\n    ", "\t", "\x85",
    "*", "**", "_", "***", "*ord*", "**to ord**", " *ord* ", " **ord**,", "_ord_", "(*ord*)", "«**ord**»",
    "[", "]", "(", ")", "[ord](a)", "[to ord](a/b)", "[ord](a){lang=en}", "[a](b\\)", "[a](<b>)", "![a](b)",
    "[ord]", "[^1]", "[^1]: ", "[a]: b", "{", "}", "{#a}", "{lang=en}", "!", "`", "```", "~~~", "~", "<", ">",
    "> ", "\n- ord\n- to *ord*\n\n", "- ord", "\n* [a](b)\n\n\n", "\n- 12 ord\n- (a)", "\n+ `a`\n+ **b** c\n\n", "\n## Ord\n", "Ord.\n\n", "- ", "* ", "+ ", "1. ", "2) ", "12", "# ", "## ", "#", "---", "***", "===", "=", "-", "|", "|---|",
    ":", ": ", "~ ", ":::", "::: facts", "\\", "\\*", "&", "&amp;", "<a@b.no>", '"', "'", "\N{NO-BREAK SPACE}",
]
# fmt: on


def fast_and_reference_result(text: str) -> tuple[tuple[Body, tuple[Finding, ...]], ...]:
    """Return the result of the fast parser and that of the reference parser."""
    found = parse_markdown(text, path="x.md", first_line=1, lang="nb")
    with mock.patch("drammenworks.content.markdown.parse.fast_parser", return_value=reference_parser()):
        return found, parse_markdown(text, path="x.md", first_line=1, lang="nb")


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
def test_any_text_gives_the_reference_result(text: str) -> None:
    """Trying all rules everywhere gives the same body and the same findings."""
    fast, reference = fast_and_reference_result(text)
    assert fast == reference


_MARKS = [
    "# ",
    "## ",
    "###### ",
    "> ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "12) ",
    "```",
    "~~~",
    ": ",
    "::: ",
    "[^1]: ",
    "",
]
_HEADERS = ["a|b", "|a|b|", "*a*|b", "a|"]
_UNDERLINES = ["-|-", "|-|-|", ":-|-:", "--", "-|", "==="]
_BELOW = ["", "\nc|d", "\n- c|d", "\n\nc", "\n# c|d\n-|-"]


@given(
    *map(st.sampled_from, (_MARKS, _HEADERS, _UNDERLINES, _BELOW)), st.sampled_from(["", "ord\n", "ord\n\n"])
)
def test_a_line_above_an_underline_gives_the_reference_result(
    mark: str, header: str, underline: str, below: str, above: str
) -> None:
    """Whether a line is a header, a heading or neither is decided alike, whatever sign it begins with."""
    fast, reference = fast_and_reference_result(f"{above}{mark}{header}\n{underline}{below}\n")
    assert fast == reference


@pytest.mark.parametrize("mark", ["# ", "> ", "- ", "1. ", "```"])
def test_the_sign_of_another_block_begins_no_table(mark: str) -> None:
    """A heading, a quotation, a list and a block of code stay what they are above a line of a table."""
    body, _ = parse_markdown(f"{mark}a|b\n-|-\n", path="x.md", first_line=1, lang="nb")
    assert "<table>" not in "".join(map(str, body.chunks))


@pytest.mark.parametrize("name", sorted(file.name for file in _FIXTURES.glob("*.md")))
def test_golden_files_give_the_reference_result(name: str) -> None:
    """The golden files have a case for all supported syntax."""
    fast, reference = fast_and_reference_result((_FIXTURES / name).read_text(encoding="utf-8"))
    assert fast == reference
