"""Passages of running text, with the location of each character in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from drammenworks.base.text.edits import OPAQUE
from drammenworks.base.text.typography_exclusions import exclude_addresses
from drammenworks.content.markdown.attributes import language_attribute
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.content.markdown.syntax import fast_parser
from drammenworks.content.markdown.syntax.meta import START
from drammenworks.errors import Location

_NO_PROSE = re.compile(
    r"""
    (?<!`) (?P<ticks>`+) (?!`) .*? (?<!`) (?P=ticks) (?!`)      # code
    | !\[ [^\]]* \] \( [^)]* \)                                 # a picture
    | (?<=\]) \( [^)]* \)                                       # the target of a link
    | \[\^ [^\]]* \]                                            # a reference to a footnote
    | < [^<>\s]+ >                                              # an address as text
    | (?<=[\])`]) \{ [^}]* \}                                   # attributes
    | \\ [!-/:-@\[-`{-~]                                        # an escape: intentional
    """,
    re.VERBOSE | re.DOTALL,
)
_ITEM_NUMBER = re.compile(r"\A(\d{1,9})\.(?=\s)")


@dataclass(frozen=True, slots=True)
class LinkText:
    """The text and target of a link."""

    text: str
    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, a cell of a table, or a field."""

    text: str
    """Of the same length as in the source, with line breaks; what is not prose is ``OPAQUE``."""
    with_addresses: str
    """The same, but with unmasked addresses."""
    lang: str
    locate: Callable[[int], Location]
    """Returns the location of the character at an offset."""
    in_table: bool = False
    has_lang_markup: bool = False
    """The author specifies the language of some of the text."""
    links: tuple[LinkText, ...] = ()
    is_markdown: bool = False
    """It is of a body, where a number and a full stop at the start of a line begin a list."""

    def as_typed(self, text: str, position: int) -> str:
        """Return ``text`` as it has to be typed at ``position`` to be shown as it is."""
        begins_line = not self.text[:position].rpartition("\n")[2].strip(" \t")
        return _ITEM_NUMBER.sub(r"\1\\.", text) if self.is_markdown and begins_line else text


def body_passages(body: str, *, path: str, first_line: int, lang: str) -> Iterator[Passage]:
    """Yield the passages of a Markdown body, in order."""
    source_map = SourceMap(body, path=path, first_line=first_line)
    langs = [lang]
    in_table = 0
    for token in fast_parser().parse(body, {}):
        match token.type:
            case "directive_open":
                langs.append(language_attribute(token.meta["opening"].attributes) or langs[-1])
            case "directive_close":
                langs.pop()
            case "table_open" | "table_close":
                in_table += token.nesting
            case "inline" | "words" | "heading":
                yield _inline_passage(
                    token, source_map, langs[-1], in_table=bool(in_table), has_lang_markup=len(set(langs)) > 1
                )


def field_passage(text: str, *, lang: str, location: Location) -> Passage:
    """Return a field as a passage; every character has the location of the field."""
    return Passage(exclude_addresses(text), text, lang, lambda _: location)


def _inline_passage(
    token: Token, source_map: SourceMap, lang: str, *, in_table: bool, has_lang_markup: bool
) -> Passage:
    content = token.content
    visible = _NO_PROSE.sub(lambda match: OPAQUE * len(match[0]), content)
    return Passage(
        exclude_addresses(visible),
        visible,
        lang,
        lambda offset: source_map.inline_location(token, offset),
        in_table,
        has_lang_markup or "lang=" in content,
        tuple(_link_texts(token, source_map)),
        is_markdown=True,
    )


def _link_texts(token: Token, source_map: SourceMap) -> Iterator[LinkText]:
    children = token.children or []
    for index, child in enumerate(children):
        if child.type != "link_open":
            continue
        text = ""
        for inner in children[index + 1 :]:
            if inner.type == "link_close":
                break
            text += inner.content
        location = source_map.inline_location(token, child.meta.get(START, 0))
        yield LinkText(text, str(child.attrs.get("href", "")), location)
