"""Parse Markdown to a body and findings."""

from __future__ import annotations

from typing import Any

from drammenworks.content.markdown.compile import State, collapse_whitespace, merge_chunks, render
from drammenworks.content.markdown.lint.broken_tables import once_per_table
from drammenworks.content.markdown.lint.characters import check_characters
from drammenworks.content.markdown.lint.dialects import has_foreign_marks
from drammenworks.content.markdown.lint.paragraph_lines import has_suspect_lines
from drammenworks.content.markdown.nodes import Body
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.content.markdown.syntax import fast_parser
from drammenworks.content.markdown.syntax.meta import IDS
from drammenworks.errors import Finding

_SPACES = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")


def parse_markdown(text: str, *, path: str, first_line: int, lang: str) -> tuple[Body, tuple[Finding, ...]]:
    """Return the body of a Markdown text, and its findings.

    :param text: the text after the front matter.
    :param path: the file, for findings.
    :param first_line: the line number of the first line of ``text`` in its file.
    :param lang: the document's language, which selects typography and labels.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    environment: dict[str, Any] = {}
    tokens = fast_parser().parse(text, environment)
    source_map = SourceMap(text, path=path, first_line=first_line)
    state = State(
        source_map, lang, environment.get(IDS, set()), has_suspect_lines(text), has_foreign_marks(text)
    )
    render(state, tokens)
    state.findings += check_characters(text, path=path, first_line=first_line)
    body = Body(merge_chunks(state.out), tuple(state.headings), _count_words("".join(state.plain)))
    findings = sorted(state.findings, key=lambda finding: finding.sort_key)
    return body, tuple(once_per_table(findings))


def _count_words(text: str) -> int:
    """Return the number of words in a text. Splitting the text takes ten times as long."""
    text = collapse_whitespace(text)
    return sum(map(text.count, _SPACES)) + 1 if text else 0
