"""The state of the renderer for one document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.token import Token

from drammenworks.base.text.slugs import slugify
from drammenworks.content.markdown.nodes import Chunk, Heading
from drammenworks.content.markdown.reserved_ids import FRAME_IDS
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import accidental_markdown as markup_rules
from drammenworks.errors.rules import markdown as rules

_WHITESPACE = re.compile(r"[ \t\n]+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_DEFAULT_ID = "avsnitt"
"""The id of a heading without letters or digits."""


@dataclass(slots=True)
class OpenHeading:
    """An open heading."""

    out: int
    """The index in ``State.out`` of its opening tag, whose id depends on the text."""
    plain: int
    """The index in ``State.plain`` where its text begins."""
    location: Location
    attributes: dict[str, str]
    lang: str
    """The language outside the heading."""
    alt: str = ""
    """The alternative text of its pictures."""


@dataclass(slots=True)
class OpenLink:
    """An open link."""

    plain: int
    """The index in ``State.plain`` where its text begins."""
    location: Location
    target: str
    is_rendered: bool
    """False if only the text of the link is rendered."""
    alt: str = ""
    """The alternative text of its pictures."""


@dataclass(slots=True)
class OpenTable:
    """An open table."""

    out: int
    """The index in ``State.out`` of its opening tag, whose label depends on the header."""
    header: list[str] = field(default_factory=list)
    cell_out: int = 0
    """The index in ``State.out`` of the header cell's opening tag."""
    cell_plain: int = 0
    """The index in ``State.plain`` where its text begins."""
    cell_class: str = ""


@dataclass(slots=True)
class OpenDirective:
    """An open directive."""

    name: str
    location: Location
    closed: bool
    argument: str | None
    attributes: dict[str, str]
    out: list[Chunk]
    """``State.out`` outside the directive."""
    lang: str
    """The language outside the directive."""


@dataclass(slots=True)
class Footnotes:
    """The footnotes."""

    definitions: dict[str, list[Token]] = field(default_factory=dict)
    """The tokens of each, by label."""
    order: list[str] = field(default_factory=list)
    """The labels that are referred to, in order of the first reference."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Their numbers in that order, from 1."""
    uses: dict[str, int] = field(default_factory=dict)
    """The number of references to each."""


@dataclass(slots=True)
class State:
    """The state that the rendering rules share."""

    source_map: SourceMap
    lang: str
    """The language of the text at this point."""
    reserved_ids: set[str]
    """The ids in the whole document that the author specifies."""
    has_suspect_lines: bool = False
    """Some line in the whole document may look like a heading, a list or a table, and be none."""
    has_foreign_marks: bool = False
    """Some text in the whole document may have signs of another kind of Markdown."""
    footnotes: Footnotes = field(default_factory=Footnotes)

    out: list[Chunk] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    """The plain text, typeset."""
    headings: list[Heading] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    inline: Token | None = None
    """The inline token whose children are being rendered."""
    inline_start: int = 0
    """The index in ``plain`` where the text of the inline token begins."""
    in_paragraph: bool = False
    paragraph: int = 0
    """The index in ``out`` of the paragraph's opening tag."""
    images_are_blocks: bool = False
    """The inline token is a paragraph of pictures alone."""
    heading_level: int = 1
    """The level of the last heading; 1 is the page's title."""
    tables: int = 0
    """The number of tables so far."""

    heading: OpenHeading | None = None
    table: OpenTable | None = None
    links: list[OpenLink] = field(default_factory=list)
    directives: list[OpenDirective] = field(default_factory=list)
    outer_langs: list[str] = field(default_factory=list)
    """The languages outside the open spans."""

    author_ids: dict[str, int | None] = field(default_factory=dict)
    """The author's ids so far, with their lines."""
    generated_ids: dict[str, int] = field(default_factory=dict)
    """The number of ids generated from each text."""

    def report(self, finding: Finding) -> None:
        """Add a finding."""
        self.findings.append(finding)

    def location_at(self, offset: int) -> Location:
        """Return the location of a character of the inline token."""
        assert self.inline is not None, "inline rules run inside an inline token"
        return self.source_map.inline_location(self.inline, offset)

    def text_since(self, index: int) -> str:
        """Return the text since index ``index`` of ``plain``, on one line."""
        return collapse_whitespace("".join(self.plain[index:]))

    def claim_id(self, id_: str, location: Location) -> bool:
        """Reserve an id that the author specifies; report one that is in use, and return False."""
        if id_ in FRAME_IDS:
            self.report(markup_rules.RESERVED_ID.at(location, id=id_, suggestion=f"{id_}-2"))
            return False
        if id_ in self.author_ids:
            first = self.author_ids[id_]
            self.report(rules.DUPLICATE_ID.at(location, id=id_, first=first))
            return False
        self.author_ids[id_] = location.line
        return True

    def new_id(self, text: str) -> str:
        """Return a unique id for a heading, generated from its text."""
        base = slugify(text) or _DEFAULT_ID
        number = self.generated_ids.get(base, 0)
        while True:
            number += 1
            candidate = base if number == 1 else f"{base}-{number}"
            taken = (self.reserved_ids, self.generated_ids, FRAME_IDS)
            if not any(candidate in ids for ids in taken):
                break
        self.generated_ids[candidate] = 1
        self.generated_ids[base] = number
        return candidate


def collapse_whitespace(text: str) -> str:
    """Return ``text`` with single spaces, without soft hyphens; no-break spaces are unchanged."""
    if _SOFT_HYPHEN in text:
        text = text.replace(_SOFT_HYPHEN, "")
    # Checked first, because replacing every single space takes longer than all the rest.
    if "\n" in text or "  " in text or "\t" in text:
        text = _WHITESPACE.sub(" ", text)
    return text.strip(" ")


RenderRule = Callable[[State, Token], None]
"""Renders one type of token into the state."""
