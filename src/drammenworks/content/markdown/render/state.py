"""What the renderer knows while it goes through the tokens of one document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markdown_it.token import Token

from drammenworks.base.text.slugs import slugify
from drammenworks.content.markdown.body import Chunk, Heading
from drammenworks.content.markdown.source_map import SourceMap
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import markdown as rules

_WHITESPACE = re.compile(r"[ \t\n]+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_NAMELESS = "avsnitt"
"""The id of a heading whose text has no letter or digit."""


@dataclass(slots=True)
class OpenHeading:
    """A heading whose end has not been reached."""

    out: int
    """Where in ``State.out`` its opening tag goes: the tag has an id that comes from the text."""
    plain: int
    """Where in ``State.plain`` its text begins."""
    location: Location
    attributes: dict[str, str]
    lang: str
    """The language outside the heading."""
    alt: str = ""
    """The alternative text of the pictures in it."""


@dataclass(slots=True)
class OpenLink:
    """A link whose end has not been reached."""

    plain: int
    """Where in ``State.plain`` its text begins."""
    location: Location
    target: str
    shown: bool
    """False when the link is dropped and only its text remains."""
    alt: str = ""
    """The alternative text of the pictures in it."""


@dataclass(slots=True)
class OpenTable:
    """A table whose header has not been read."""

    out: int
    """Where in ``State.out`` its opening tag goes: the tag has a label made from the header."""
    header: list[str] = field(default_factory=list)
    cell_out: int = 0
    """Where in ``State.out`` the opening tag of the header cell goes."""
    cell_plain: int = 0
    """Where in ``State.plain`` its text begins."""
    cell_class: str = ""


@dataclass(slots=True)
class OpenDirective:
    """A directive whose end has not been reached."""

    name: str
    location: Location
    closed: bool
    argument: str | None
    attributes: dict[str, str]
    out: list[Chunk]
    """What ``State.out`` was outside the box."""
    lang: str
    """The language outside the box."""


@dataclass(slots=True)
class Footnotes:
    """The footnotes."""

    definitions: dict[str, list[Token]] = field(default_factory=dict)
    """The tokens of each, by label."""
    order: list[str] = field(default_factory=list)
    """Those that are referred to, in order of the first time."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Their places in that order, from 1."""
    uses: dict[str, int] = field(default_factory=dict)
    """How often each is referred to."""


@dataclass(slots=True)
class State:
    """Everything that the rules of the renderer share."""

    source: SourceMap
    lang: str
    """The language of the text at this point."""
    reserved_ids: set[str]
    """The ids that the author chose anywhere in the document."""
    notes: Footnotes = field(default_factory=Footnotes)

    out: list[Chunk] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    """The text alone, typeset."""
    headings: list[Heading] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    inline: Token | None = None
    """The inline token whose children are being rendered."""
    in_paragraph: bool = False
    paragraph: int = 0
    """Where in ``out`` the opening tag of the paragraph is."""
    images_are_blocks: bool = False
    """The inline token is a paragraph with pictures alone."""
    heading_level: int = 1
    """Of the last heading; 1 is the page's title."""
    tables: int = 0
    """How many there have been."""

    heading: OpenHeading | None = None
    table: OpenTable | None = None
    links: list[OpenLink] = field(default_factory=list)
    boxes: list[OpenDirective] = field(default_factory=list)
    outer_langs: list[str] = field(default_factory=list)
    """The languages outside the spans that are open."""

    chosen_ids: dict[str, int | None] = field(default_factory=dict)
    """The ids that the author chose so far, and on which lines."""
    given_ids: dict[str, int] = field(default_factory=dict)
    """How often each text has become an id."""

    def report(self, finding: Finding) -> None:
        """Add a finding."""
        self.findings.append(finding)

    def position(self, offset: int) -> Location:
        """Return the place of a character of the inline token."""
        assert self.inline is not None, "inline rules run inside an inline token"
        return self.source.position_in(self.inline, offset)

    def text_since(self, index: int) -> str:
        """Return the text rendered since ``plain`` had ``index`` parts, as one line."""
        return collapse_whitespace("".join(self.plain[index:]))

    def claim_id(self, wanted: str, location: Location) -> bool:
        """Take an id that the author chose; it is a finding, and False, when it is taken."""
        if wanted in self.chosen_ids:
            first = self.chosen_ids[wanted]
            self.report(rules.DUPLICATE_ID.at(location, id=wanted, first=first))
            return False
        self.chosen_ids[wanted] = location.line
        return True

    def new_id(self, text: str) -> str:
        """Return an id for a heading, made from its text."""
        base = slugify(text) or _NAMELESS
        number = self.given_ids.get(base, 0)
        while True:
            number += 1
            candidate = base if number == 1 else f"{base}-{number}"
            if candidate not in self.reserved_ids and candidate not in self.given_ids:
                break
        self.given_ids[candidate] = 1
        self.given_ids[base] = number
        return candidate


def collapse_whitespace(text: str) -> str:
    """Return ``text`` with single spaces and without soft hyphens; no-break spaces stay."""
    if _SOFT_HYPHEN in text:
        text = text.replace(_SOFT_HYPHEN, "")
    # Only what is no single space already: putting a space for each space takes longer than all the rest.
    if "\n" in text or "  " in text or "\t" in text:
        text = _WHITESPACE.sub(" ", text)
    return text.strip(" ")


Rule = Callable[[State, Token], None]
"""Renders one type of token into the state."""
