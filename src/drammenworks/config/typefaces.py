"""The typefaces of a theme, and their font files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, PlainValidator, model_validator

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.fields import (
    Boolean,
    Count,
    MediaPath,
    Number,
    Text,
    anchored,
    json_schema,
    pattern_validator,
    violation,
)
from drammenworks.errors import ContentError, Location, Phrase
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import fields as field_rules
from drammenworks.errors.rules import themes as rules
from drammenworks.fonts.installed_fonts import FontFile, Typeface, TypefaceNotFoundError, find_font
from drammenworks.fonts.theme_fonts import FontUnusableError, theme_font

FontRole = Literal["heading", "body"]

_SUFFIXES = frozenset({".woff2", ".woff", ".ttf", ".otf"})
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
    file: MediaPath | None = None
    """A file in the theme's folder that has the family, instead of an installed package."""
    italic_file: MediaPath | None = None
    """The same for its italics."""

    @model_validator(mode="after")
    def _has_whole_files(self) -> Self:
        if self.file is None and self.italic_file is not None:
            raise violation(
                field_rules.TOGETHER,
                "",
                field="file",
                reason=Phrase("det står «{line}»", line=f"italic_file: {self.italic_file}"),
                example="fonts/skriften.woff2",
                suggestion="",
            )
        if self.file is not None and self.italic and self.italic_file is None:
            raise violation(
                field_rules.TOGETHER,
                "",
                field="italic_file",
                reason=Phrase("det står «{line}»", line="italic: true"),
                example="fonts/skriften-kursiv.woff2",
                suggestion="",
            )
        return self


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


def find_fonts(
    fonts: TypefacesFile, folder: Path, at: Callable[..., Location]
) -> Mapping[FontRole, ThemeFont]:
    """Return the typefaces that a theme names, by role.

    :param folder: of the theme.
    :param at: returns the location of the value at some keys in the theme's file.
    :raises ContentError: if a family is not installed, or a file of the theme is missing or no font.
    """
    found: dict[FontRole, ThemeFont] = {}
    for role, settings in fonts.by_role():
        lightest, heaviest = sorted(settings.weights)
        axes = tuple(sorted((axis, float(value)) for axis, value in settings.axes.items()))
        has_italic = settings.italic or settings.italic_file is not None
        typeface = Typeface(settings.family, (lightest, heaviest), axes, has_italic)
        try:
            if settings.file is not None:
                upright = _own_font(folder, settings.file, at("fonts", role, "file"))
                italic = (
                    _own_font(folder, settings.italic_file, at("fonts", role, "italic_file"))
                    if settings.italic_file is not None
                    else None
                )
            else:
                upright = find_font(settings.family)
                italic = find_font(settings.family, italic=True) if settings.italic else None
        except TypefaceNotFoundError as error:
            raise ContentError([rules.TYPEFACE.at(at("fonts", role), family=error.family)]) from None
        found[role] = ThemeFont(typeface, upright, italic)
    return found


def _own_font(folder: Path, name: str, at: Location) -> FontFile:
    """Return a font file of a theme.

    :raises ContentError: if it does not exist, or is no font.
    """
    path = folder / name
    try:
        # Neither a path nor a link leads out of the theme.
        if not path.resolve().is_relative_to(folder.resolve()):
            raise FileNotFoundError(name)
        return theme_font(path)
    except FontUnusableError as error:
        raise ContentError([rules.FONT_UNUSABLE.at(at, file=name, reason=error.reason)]) from None
    except OSError:
        there = [
            file.relative_to(folder).as_posix()
            for file in sorted(folder.rglob("*"))
            if file.suffix.lower() in _SUFFIXES
        ]
        missing = rules.FONT_MISSING.at(
            at, file=name, theme=folder.name, suggestion=did_you_mean(name, there)
        )
        raise ContentError([missing]) from None
