"""The ``:::`` boxes that an editor can write. A new box is one entry here and one template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from drammenworks.content.markdown.attributes import COMMON
from drammenworks.errors import Phrase


class Presence(Enum):
    """Whether something must, may or must not be there."""

    REQUIRED = auto()
    OPTIONAL = auto()
    FORBIDDEN = auto()


class Content(Enum):
    """What must stand inside a box."""

    ANYTHING = auto()
    """Anything, or nothing."""
    SOMETHING = auto()
    IMAGE = auto()
    """A picture, in Markdown or as the attribute ``src``."""
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Argument:
    """The words after the name of a box."""

    presence: Presence
    what: str = ""
    """What it is, for the editor."""
    example: str = ""
    prose: bool = False
    """It is text for the reader, and typeset; otherwise it is one word that names something."""


@dataclass(frozen=True, slots=True)
class DirectiveKind:
    """What one box takes."""

    argument: Argument
    attributes: tuple[str, ...]
    """Beside those that every box takes."""
    content: Content
    norwegian: tuple[str, ...]
    """What an editor may call it by mistake; leads to the right name."""

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every attribute that the box takes."""
        return (*self.attributes, *COMMON)


_NO_ARGUMENT = Argument(Presence.FORBIDDEN)


def _names(what: str, example: str) -> Argument:
    return Argument(Presence.REQUIRED, what, example)


DIRECTIVES: Mapping[str, DirectiveKind] = {
    "figure": DirectiveKind(
        _NO_ARGUMENT,
        ("src", "alt", "decorative", "caption", "credit", "focal", "download"),
        Content.IMAGE,
        ("bilde", "figur", "foto", "image"),
    ),
    "gallery": DirectiveKind(_NO_ARGUMENT, ("columns",), Content.IMAGE, ("galleri", "bilder")),
    "video": DirectiveKind(
        _names(Phrase("navnet på videoen"), "mentorordningen"),
        ("caption",),
        Content.ANYTHING,
        ("film",),
    ),
    "facts": DirectiveKind(
        Argument(Presence.OPTIONAL, Phrase("en tittel"), "Kort fortalt", prose=True),
        (),
        Content.SOMETHING,
        ("fakta", "faktaboks", "fact"),
    ),
    "quote": DirectiveKind(_NO_ARGUMENT, ("by", "role"), Content.SOMETHING, ("sitat",)),
    "chart": DirectiveKind(
        _names(Phrase("navnet på diagrammet"), "medlemmer"),
        ("caption",),
        Content.ANYTHING,
        ("diagram", "graf"),
    ),
    "events": DirectiveKind(
        _NO_ARGUMENT,
        ("limit",),
        Content.ANYTHING,
        ("arrangement", "arrangementer", "event"),
    ),
    "figures": DirectiveKind(
        _names(Phrase("navnet på tabellen"), "medlemmer"),
        (),
        Content.ANYTHING,
        ("tabell", "nøkkeltall", "tall"),
    ),
    "button": DirectiveKind(_NO_ARGUMENT, ("variant",), Content.LINK, ("knapp",)),
    "details": DirectiveKind(
        Argument(Presence.REQUIRED, Phrase("en tekst å trykke på"), "Slik søker du", prose=True),
        ("open",),
        Content.SOMETHING,
        ("detaljer", "utvid", "trekkspill"),
    ),
}
"""Every box by its name."""

LACKS = {
    Content.SOMETHING: Phrase("innhold"),
    Content.IMAGE: Phrase("et bilde"),
    Content.LINK: Phrase("en lenke"),
}
"""What a box lacks, for the editor."""

NORWEGIAN = {word: name for name, kind in DIRECTIVES.items() for word in kind.norwegian}
"""Names that an editor may try, and the boxes they lead to."""
