"""From Markdown to a body: parse, render, gather."""

from __future__ import annotations

from typing import Any

from drammenworks.content.markdown.body import Body
from drammenworks.content.markdown.render import State, collapse_whitespace, merge_chunks, render
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.content.markdown.syntax import fast_parser
from drammenworks.content.markdown.syntax.meta import IDS
from drammenworks.errors import Finding

_GAPS = (" ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")


def parse_markdown(text: str, *, path: str, first_line: int, lang: str) -> tuple[Body, tuple[Finding, ...]]:
    """Return the body that ``text`` is the Markdown of, and what is wrong with it.

    :param text: what follows the front matter.
    :param path: the file, for the findings.
    :param first_line: the number in the file of the first line of ``text``.
    :param lang: the language of the document, which decides typography and our own few words.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    environment: dict[str, Any] = {}
    tokens = fast_parser().parse(text, environment)
    source = SourceMap(text, path=path, first_line=first_line)
    state = State(source, lang, environment.get(IDS, set()))
    render(state, tokens)
    body = Body(merge_chunks(state.out), tuple(state.headings), _words("".join(state.plain)))
    return body, tuple(sorted(state.findings, key=lambda finding: finding.sort_key))


def _words(text: str) -> int:
    """Return how many words a text has. Making a list of them takes ten times as long."""
    text = collapse_whitespace(text)
    return sum(map(text.count, _GAPS)) + 1 if text else 0
