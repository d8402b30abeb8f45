"""Picture presets: how wide a theme shows its pictures, and what they are cut to.

A browser chooses a file by the ``sizes`` of a picture before it knows the style sheet. Both follow from what
``theme.yaml`` says once: ``sizes`` is written by templates, and style sheets get custom properties.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.fields import Count, Slug, anchored, json_schema, pattern_validator, violation
from drammenworks.errors import ContentError, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import fields as rules

_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,4})?"
_BREAKPOINT = f"{_NUMBER}rem"
_WIDTH = f"(?:[1-9] x )?(?:{_NUMBER}vw(?: [+-] {_NUMBER}rem)?|{_NUMBER}rem)"
_SHAPE = "[1-9][0-9]{0,3}:[1-9][0-9]{0,3}"

_PARTS = re.compile(
    rf"(?:(?P<columns>[1-9]) x )?(?:(?P<vw>{_NUMBER})vw)?(?: ?(?P<sign>[+-])? ?(?P<rem>{_NUMBER})rem)?"
)
_REM = 16
"""CSS pixels, unless readers set their browser otherwise."""
_SMALLEST_WINDOW = 20
"""In rem. Narrower windows exist, but only where text is enlarged, and then with more device pixels."""
_FIRST_PLAIN_WINDOW = 48
"""In rem. Screens that are narrower are phones', with two device pixels or more for each CSS pixel; from here
on they may have one.
"""


@dataclass(frozen=True, slots=True)
class Width(FastPickle):
    """A length, in part of the window's width and in part fixed, and how many such stand side by side."""

    vw: float
    rem: float
    columns: int = 1

    @property
    def css(self) -> str:
        """As CSS writes it."""
        if not self.vw:
            return f"{self.rem:g}rem"
        if not self.rem:
            return f"{self.vw:g}vw"
        return f"calc({self.vw:g}vw {'+' if self.rem > 0 else '-'} {abs(self.rem):g}rem)"

    def pixels(self, window: float) -> float:
        """Return how many CSS pixels it is in a window of so many rem."""
        return (self.vw / 100 * window + self.rem) * _REM


class WidthFrom(NamedTuple):
    """A width that holds from a width of the window on."""

    start: float
    """In rem."""
    width: Width


@dataclass(frozen=True, slots=True)
class PicturePreset(FastPickle):
    """How wide a picture is shown in windows of every width, and what it is cut to."""

    steps: tuple[WidthFrom, ...]
    """From the narrowest window to the widest; the first holds in all that are narrower, too."""
    shape: str | None
    """What its files are cut to, as ``16:9``; the whole picture when None."""
    cuts: tuple[tuple[float, str], ...]
    """What the style sheet alone cuts it to further, from so many rem on."""
    widest: int | None
    """CSS pixels that it ever gets; None when there is no end to it."""
    narrowest: int = 0
    """Device pixels that it gets at least: no screen fetches a file that is narrower."""
    wide: PicturePreset | None = None
    """Takes its place in windows as wide as its first step says, with files of their own."""

    @property
    def sizes(self) -> str:
        """The attribute ``sizes`` of HTML: the first length whose condition holds."""
        first, *later = self.steps
        conditional = (f"(min-width: {step.start:g}rem) {step.width.css}" for step in reversed(later))
        return ", ".join([*conditional, first.width.css])

    @property
    def media(self) -> str:
        """The media query of the windows that it is for, when it takes the place of a narrower one."""
        return f"(min-width: {self.steps[0].start:g}rem)"

    def properties(self) -> dict[str, dict[float, str]]:
        """Return what custom properties say: name → rem of the window's width → the value from there on."""
        end = self.wide.steps[0].start if self.wide is not None else math.inf
        # The first step of all holds from the narrowest window on.
        steps = [WidthFrom(0, self.steps[0].width), *(step for step in self.steps[1:] if step.start < end)]
        shapes = [(0.0, self.shape), *(cut for cut in self.cuts if cut[0] < end)]
        if self.wide is not None:
            steps += self.wide.steps
            shapes += [(end, self.wide.shape), *self.wide.cuts]
        return {
            "width": {step.start: step.width.css for step in steps},
            "columns": {step.start: str(step.width.columns) for step in steps},
            "shape": {start: shape.replace(":", " / ") for start, shape in shapes if shape is not None},
        }


Breakpoint = Annotated[
    float,
    PlainValidator(
        pattern_validator(_BREAKPOINT, lambda text: float(text.removesuffix("rem")), rules.BAD_WIDTH)
    ),
    json_schema("breakpoint", type="string", pattern=anchored(_BREAKPOINT), examples=["44rem"]),
]
"""How wide a window must be at least."""


def _width(text: str) -> Width:
    found = _PARTS.fullmatch(text)
    assert found is not None, text
    rem = float(found["rem"] or 0) * (-1 if found["sign"] == "-" else 1)
    return Width(float(found["vw"] or 0), rem, int(found["columns"] or 1))


WidthField = Annotated[
    Width,
    PlainValidator(pattern_validator(_WIDTH, _width, rules.BAD_WIDTH)),
    json_schema("width", type="string", pattern=anchored(_WIDTH), examples=["42rem", "3 x 29vw"]),
]

Shape = Annotated[
    str,
    PlainValidator(pattern_validator(_SHAPE, str, rules.BAD_SHAPE)),
    json_schema("shape", type="string", pattern=anchored(_SHAPE), examples=["16:9"]),
]
"""A width and a height."""


def _some(widths: dict[float, Width]) -> dict[float, Width]:
    if not widths:
        raise violation(rules.BAD_WIDTH, "{}")
    return widths


class _View(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    widths: Annotated[dict[Breakpoint, WidthField], AfterValidator(_some)]
    shape: Shape | None = None
    cuts: dict[Breakpoint, Shape] = {}
    widest: Count | None = None

    def preset(self, wide: PicturePreset | None = None, *, is_wide: bool = False) -> PicturePreset:
        """Return what it says, with ``wide`` in its place in wide windows.

        :param is_wide: whether it takes the place of another one itself.
        """
        steps = tuple(WidthFrom(*step) for step in sorted(self.widths.items(), key=lambda step: step[0]))
        end = wide.steps[0].start if wide is not None else None
        widest = self.widest or _widest(steps, end)
        cuts = tuple(sorted(self.cuts.items()))
        # Otherwise the first step holds in all windows that are narrower, too.
        narrowest = _narrowest(steps, steps[0].start if is_wide else 0, end)
        return PicturePreset(steps, self.shape, cuts, widest, narrowest, wide)


class PresetFile(_View):
    """What theme.yaml says of a picture preset."""

    like: Slug | None = None
    """The preset that shape, cuts and limit come from where they are not stated."""
    wide: _View | None = None


def load_presets(
    files: Mapping[str, PresetFile], at: Callable[[str, str], Location]
) -> dict[str, PicturePreset]:
    """Return the picture presets of a theme.

    :param at: where a field of a preset stands, for findings.
    :raises ContentError: if a preset is like none of those that stand by themselves.
    """
    models = {name: file for name, file in files.items() if file.like is None}
    findings = [
        rules.NOT_CHOICE.at(
            at(name, "like"),
            field="like",
            value=file.like,
            choices=", ".join(models),
            suggestion=did_you_mean(file.like, models),
        )
        for name, file in files.items()
        if file.like is not None and file.like not in models
    ]
    if findings:
        raise ContentError(findings)
    return {name: _load(file, models[file.like] if file.like else file) for name, file in files.items()}


def _load(file: PresetFile, model: PresetFile) -> PicturePreset:
    unstated = {
        name: getattr(model, name)
        for name in ("shape", "cuts", "widest")
        if name not in file.model_fields_set
    }
    wide = file.wide.preset(is_wide=True) if file.wide is not None else None
    return file.model_copy(update=unstated).preset(wide)


def _widest(steps: tuple[WidthFrom, ...], end: float | None) -> int | None:
    """Return the CSS pixels that a picture ever gets, or None when it grows with the window without end.

    :param end: the rem of the window's width at which something takes its place; None for never.
    """
    if end is None and steps[-1].width.vw:
        return None
    ends = [*(later.start for later in steps[1:]), end or 0]
    return math.ceil(max(step.width.pixels(end) for step, end in zip(steps, ends, strict=True)))


def _narrowest(steps: tuple[WidthFrom, ...], begin: float, end: float | None) -> int:
    """Return the device pixels that a picture gets at least.

    :param begin: the rem of the window's width from which on it is shown.
    :param end: the rem at which something takes its place; None for never.
    """
    starts = [begin, *(step.start for step in steps[1:])]
    ends = [*starts[1:], end or math.inf]
    least = [
        width.pixels(window) * (1 if window >= _FIRST_PLAIN_WINDOW else 2)
        for (_, width), start, stop in zip(steps, starts, ends, strict=True)
        # A step may begin on phones and go on on laptops.
        for window in (max(start, _SMALLEST_WINDOW), max(start, _FIRST_PLAIN_WINDOW))
        if window < stop
    ]
    return math.floor(min(least, default=0))
