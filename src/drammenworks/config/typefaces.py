"""What a theme says of its typefaces, and the font files that they are in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, PlainValidator

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.fields import Boolean, Count, Number, Text, anchored, json_schema, pattern_validator
from drammenworks.errors import ContentError, Location
from drammenworks.errors.rules import fields as field_rules
from drammenworks.errors.rules import themes as rules
from drammenworks.fonts.typeface import FontFile, NoSuchTypefaceError, Typeface, find_font

Part = Literal["heading", "body"]

_AXIS = "[A-Za-z]{4}"

Axis = Annotated[
    str,
    PlainValidator(pattern_validator(_AXIS, str, field_rules.BAD_AXIS)),
    json_schema("axis", type="string", pattern=anchored(_AXIS), examples=["opsz"]),
]
"""The tag of an axis of variation, as OpenType has them."""


class TypefaceFile(BaseModel):
    """A family, and how much of it pages use."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    family: Text
    weights: tuple[Count, Count] = (400, 700)
    axes: dict[Axis, Number] = {}
    italic: Boolean = False


class TypefacesFile(BaseModel):
    """What headings and what everything else is set in."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    heading: TypefaceFile | None = None
    body: TypefaceFile | None = None

    def parts(self) -> Iterator[tuple[Part, TypefaceFile]]:
        """Yield each part that is set in a typeface of the theme's own."""
        if self.heading is not None:
            yield "heading", self.heading
        if self.body is not None:
            yield "body", self.body


@dataclass(frozen=True, slots=True)
class ThemeFont(FastPickle):
    """A typeface of a theme with its files."""

    typeface: Typeface
    upright: FontFile
    italic: FontFile | None


def find_fonts(fonts: TypefacesFile, at: Callable[..., Location]) -> Mapping[Part, ThemeFont]:
    """Return the typefaces that a theme names, by the part of pages that they set.

    :param at: where the value at some keys stands in the theme's file.
    :raises ContentError: if a family is not installed.
    """
    found: dict[Part, ThemeFont] = {}
    for part, wanted in fonts.parts():
        lightest, heaviest = sorted(wanted.weights)
        axes = tuple(sorted((axis, float(value)) for axis, value in wanted.axes.items()))
        typeface = Typeface(wanted.family, (lightest, heaviest), axes, wanted.italic)
        try:
            upright = find_font(wanted.family)
            italic = find_font(wanted.family, italic=True) if wanted.italic else None
        except NoSuchTypefaceError as error:
            raise ContentError([rules.TYPEFACE.at(at("fonts", part), family=error.family)]) from None
        found[part] = ThemeFont(typeface, upright, italic)
    return found
