"""The ``:::`` directives. A new directive needs an entry here and a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from drammenworks.content.markdown.attributes import COMMON
from drammenworks.errors import Phrase


class Presence(Enum):
    """Whether something is required, optional or forbidden."""

    REQUIRED = auto()
    OPTIONAL = auto()
    FORBIDDEN = auto()


class ContentRequirement(Enum):
    """The required content of a directive."""

    ANYTHING = auto()
    """Any content, or none."""
    SOMETHING = auto()
    IMAGE = auto()
    """A picture, in Markdown or in the attribute ``src``."""
    IMAGES = auto()
    """Pictures in Markdown, and nothing else."""
    LINK = auto()


@dataclass(frozen=True, slots=True)
class ArgumentSpec:
    """The argument after the name of a directive."""

    presence: Presence
    what: str = ""
    """Its description, for editors."""
    example: str = ""
    prose: bool = False
    """It is prose, and typeset; otherwise it is a one-word name."""


@dataclass(frozen=True, slots=True)
class DirectiveSpec:
    """The syntax of a directive."""

    argument: ArgumentSpec
    attributes: tuple[str, ...]
    """In addition to those of every directive."""
    content: ContentRequirement
    norwegian_aliases: tuple[str, ...]
    """Names that editors may use by mistake, and that findings correct."""
    unused_attributes: tuple[str, ...] = ()
    """Nothing shows them yet: guides and findings leave them out, and texts may have them."""

    @property
    def allowed(self) -> tuple[str, ...]:
        """All attributes of the directive."""
        return (*self.attributes, *COMMON)


_NO_ARGUMENT = ArgumentSpec(Presence.FORBIDDEN)


def _name_argument(what: str, example: str) -> ArgumentSpec:
    return ArgumentSpec(Presence.REQUIRED, what, example)


DIRECTIVES: Mapping[str, DirectiveSpec] = {
    "figure": DirectiveSpec(
        _NO_ARGUMENT,
        ("src", "alt", "decorative", "caption", "credit", "focal", "download"),
        ContentRequirement.IMAGE,
        ("bilde", "figur", "foto", "image"),
    ),
    "gallery": DirectiveSpec(
        _NO_ARGUMENT, (), ContentRequirement.IMAGES, ("galleri", "bilder"), unused_attributes=("columns",)
    ),
    "video": DirectiveSpec(
        _name_argument(Phrase("navnet på videoen"), "mentorordningen"),
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
        _name_argument(Phrase("navnet på diagrammet"), "medlemmer"),
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
        _name_argument(Phrase("navnet på tabellen"), "medlemmer"),
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
"""The directives by name."""

REQUIRED_CONTENT = {
    ContentRequirement.SOMETHING: Phrase("innhold"),
    ContentRequirement.IMAGE: Phrase("et bilde"),
    ContentRequirement.IMAGES: Phrase("et bilde"),
    ContentRequirement.LINK: Phrase("en lenke"),
}
"""The labels of required content, for editors."""

NORWEGIAN_ALIASES = {word: name for name, spec in DIRECTIVES.items() for word in spec.norwegian_aliases}
"""Norwegian names that editors may use → the names of the directives."""
