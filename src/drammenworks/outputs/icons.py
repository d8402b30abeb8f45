"""The brand's icons: for tabs, home screens and launchers, drawn from one SVG."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from drammenworks.base.digests import digest_parts
from drammenworks.config import Theme
from drammenworks.engine.publish import Artifact
from drammenworks.errors import ContentError, Location
from drammenworks.errors.rules import themes as rules
from drammenworks.images.kept import EncodedFile, KeptPictures
from drammenworks.images.probe import UnusablePictureError

DRAWING = "favicon.svg"
"""The asset that icons are drawn from; modern browsers show it as it is."""
TAB = "favicon.ico"
"""Where every browser looks by itself, so it keeps its name and its place."""

_RECIPE = "1"
TAB_SIZES = (16, 32, 48)
"""Pixels each way of the drawings in the icon for tabs."""


@dataclass(frozen=True, slots=True)
class Icon:
    """One of the icons that are made of a theme's drawing."""

    name: str
    """As an asset of the theme."""
    size: int
    """Pixels each way; of an .ico, its largest."""
    purpose: str | None
    """What a manifest lists it for; None when it does not."""


ICONS = (
    Icon(TAB, TAB_SIZES[-1], None),
    Icon("apple-touch-icon.png", 180, None),
    Icon("icon-192.png", 192, "any"),
    Icon("icon-512.png", 512, "any"),
    Icon("icon-maskable.png", 512, "maskable"),
)


@dataclass(frozen=True, slots=True)
class _StoredIcon:
    """An icon as it is kept between builds."""

    key: str
    format: str


def make_icons(theme: Theme, root: Path, kept: KeptPictures) -> dict[str, EncodedFile]:
    """Return the icons of a theme by their names; none for a theme that names no colour for them.

    :param kept: those of former builds.
    :raises ContentError: if the theme has no drawing for them, or one that cannot be read.
    """
    if theme.colour is None:
        return {}
    file = theme.assets.get(DRAWING)
    if file is None:
        location = Location(f"themes/{theme.name}/assets")
        finding = rules.ASSET_MISSING.at(location, asset=DRAWING, theme=theme.name, suggestion="")
        raise ContentError([finding])
    data = file.read_bytes()
    made = {}
    for icon in ICONS:
        parts = (_RECIPE, version("resvg-py"), version("pillow"), data, theme.colour, icon.name)
        drawn = _StoredIcon(digest_parts(*parts), icon.name.rpartition(".")[2])
        try:
            made[icon.name] = kept.find(drawn) or kept.put(drawn, _draw(icon, data, theme.colour))
        except UnusablePictureError as error:
            raise ContentError(
                [rules.ICON.at(Location(file.relative_to(root).as_posix()), reason=error.reason)]
            ) from None
    return made


def icon_artifact(name: str, file: EncodedFile, folder: str) -> Artifact:
    """Return an icon to publish: by a name with its fingerprint, unless it has a place of its own."""
    if name == TAB:
        return Artifact(TAB, file.path, file.digest)
    stem, _, suffix = name.rpartition(".")
    return Artifact(f"{folder}/{stem}.{file.digest[:10]}.{suffix}", file.path, file.digest)


def _draw(icon: Icon, data: bytes, colour: str) -> bytes:
    # Loaded only when it is needed: Pillow takes as long as planning a thousand pages.
    from drammenworks.outputs.icon_drawing import draw_icon  # noqa: PLC0415

    return draw_icon(icon, data, colour)
