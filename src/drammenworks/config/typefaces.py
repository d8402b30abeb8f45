"""The typefaces of a theme, and their font files."""

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
from drammenworks.fonts.installed_fonts import FontFile, Typeface, TypefaceNotFoundError, find_font

FontRole = Literal["heading", "body"]

_AXIS = "[A-Za-z]{4}"

Axis = Annotated[
    str,
    PlainValidator(pattern_validator(_AXIS, str, field_rules.BAD_AXIS)),
    json_schema("axis", type="string", pattern=anchored(_AXIS), examples=["opsz"]),
]
"""The tag of an OpenType variation axis."""


class TypefaceFile(BaseModel):
    """A font family, and the weights and axes that pages use."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    family: Text
    weights: tuple[Count, Count] = (400, 700)
    axes: dict[Axis, Number] = {}
    italic: Boolean = False


class TypefacesFile(BaseModel):
    """The typefaces of headings and of body text."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    heading: TypefaceFile | None = None
    body: TypefaceFile | None = None

    def by_role(self) -> Iterator[tuple[FontRole, TypefaceFile]]:
        """Yield each role with a typeface of the theme."""
        if self.heading is not None:
            yield "heading", self.heading
        if self.body is not None:
            yield "body", self.body


@dataclass(frozen=True, slots=True)
class ThemeFont(FastPickle):
    """A typeface of a theme, with its font files."""

    typeface: Typeface
    upright: FontFile
    italic: FontFile | None


def find_fonts(fonts: TypefacesFile, at: Callable[..., Location]) -> Mapping[FontRole, ThemeFont]:
    """Return the typefaces that a theme names, by role.

    :param at: returns the location of the value at some keys in the theme's file.
    :raises ContentError: if a family is not installed.
    """
    found: dict[FontRole, ThemeFont] = {}
    for role, settings in fonts.by_role():
        lightest, heaviest = sorted(settings.weights)
        axes = tuple(sorted((axis, float(value)) for axis, value in settings.axes.items()))
        typeface = Typeface(settings.family, (lightest, heaviest), axes, settings.italic)
        try:
            upright = find_font(settings.family)
            italic = find_font(settings.family, italic=True) if settings.italic else None
        except TypefaceNotFoundError as error:
            raise ContentError([rules.TYPEFACE.at(at("fonts", role), family=error.family)]) from None
        found[role] = ThemeFont(typeface, upright, italic)
    return found
