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


class ContentRequirement(Enum):
    """What must stand inside a box."""

    ANYTHING = auto()
    """Anything, or nothing."""
    SOMETHING = auto()
    IMAGE = auto()
    """A picture, in Markdown or as the attribute ``src``."""
    LINK = auto()


@dataclass(frozen=True, slots=True)
class ArgumentSpec:
    """The words after the name of a box."""

    presence: Presence
    what: str = ""
    """What it is, for the editor."""
    example: str = ""
    prose: bool = False
    """It is text for the reader, and typeset; otherwise it is one word that names something."""


@dataclass(frozen=True, slots=True)
class DirectiveSpec:
    """What one box takes."""

    argument: ArgumentSpec
    attributes: tuple[str, ...]
    """Beside those that every box takes."""
    content: ContentRequirement
    norwegian: tuple[str, ...]
    """What an editor may call it by mistake; leads to the right name."""

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every attribute that the box takes."""
        return (*self.attributes, *COMMON)


_NO_ARGUMENT = ArgumentSpec(Presence.FORBIDDEN)


def _names(what: str, example: str) -> ArgumentSpec:
    return ArgumentSpec(Presence.REQUIRED, what, example)


DIRECTIVES: Mapping[str, DirectiveSpec] = {
    "figure": DirectiveSpec(
        _NO_ARGUMENT,
        ("src", "alt", "decorative", "caption", "credit", "focal", "download"),
        ContentRequirement.IMAGE,
        ("bilde", "figur", "foto", "image"),
    ),
    "gallery": DirectiveSpec(_NO_ARGUMENT, ("columns",), ContentRequirement.IMAGE, ("galleri", "bilder")),
    "video": DirectiveSpec(
        _names(Phrase("navnet på videoen"), "mentorordningen"),
        ("caption",),
        ContentRequirement.ANYTHING,
        ("film",),
    ),
    "facts": DirectiveSpec(
        ArgumentSpec(Presence.OPTIONAL, Phrase("en tittel"), "Kort fortalt", prose=True),
        (),
        ContentRequirement.SOMETHING,
        ("fakta", "faktaboks", "fact"),
    ),
    "quote": DirectiveSpec(_NO_ARGUMENT, ("by", "role"), ContentRequirement.SOMETHING, ("sitat",)),
    "chart": DirectiveSpec(
        _names(Phrase("navnet på diagrammet"), "medlemmer"),
        ("caption",),
        ContentRequirement.ANYTHING,
        ("diagram", "graf"),
    ),
    "events": DirectiveSpec(
        _NO_ARGUMENT,
        ("limit",),
        ContentRequirement.ANYTHING,
        ("arrangement", "arrangementer", "event"),
    ),
    "figures": DirectiveSpec(
        _names(Phrase("navnet på tabellen"), "medlemmer"),
        (),
        ContentRequirement.ANYTHING,
        ("tabell", "nøkkeltall", "tall"),
    ),
    "button": DirectiveSpec(_NO_ARGUMENT, ("variant",), ContentRequirement.LINK, ("knapp",)),
    "details": DirectiveSpec(
        ArgumentSpec(Presence.REQUIRED, Phrase("en tekst å trykke på"), "Slik søker du", prose=True),
        ("open",),
        ContentRequirement.SOMETHING,
        ("detaljer", "utvid", "trekkspill"),
    ),
}
"""Every box by its name."""

REQUIRED_CONTENT = {
    ContentRequirement.SOMETHING: Phrase("innhold"),
    ContentRequirement.IMAGE: Phrase("et bilde"),
    ContentRequirement.LINK: Phrase("en lenke"),
}
"""What a box lacks, for the editor."""

NORWEGIAN_ALIASES = {word: name for name, kind in DIRECTIVES.items() for word in kind.norwegian}
"""Names that an editor may try, and the boxes they lead to."""
