"""The brand's icons for tabs, home screens and launchers, rendered from one SVG."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from drammenworks.base.digests import digest_parts
from drammenworks.config import Theme
from drammenworks.engine.artifact import Artifact
from drammenworks.errors import ContentError, Location
from drammenworks.errors.rules import themes as rules
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.outputs.icon_sizes import ICONS, TAB, Icon

SVG_ASSET = "favicon.svg"
"""The source asset of the icons; modern browsers use it directly."""

_VERSION = "1"


@dataclass(frozen=True, slots=True)
class _IconKey:
    """The key of an icon in the store."""

    key: str
    format: str


def make_icons(theme: Theme, root: Path, store: EncodedFileCache) -> dict[str, EncodedFile]:
    """Return the icons of a theme by name; none for a theme without a colour.

    :param store: the icons of earlier builds.
    :raises ContentError: if the theme's SVG is missing or invalid.
    """
    if theme.colour is None:
        return {}
    file = theme.assets.get(SVG_ASSET)
    if file is None:
        location = Location(f"themes/{theme.name}/assets")
        finding = rules.ASSET_MISSING.at(location, asset=SVG_ASSET, theme=theme.name, suggestion="")
        raise ContentError([finding])
    data = file.read_bytes()
    files = {}
    for icon in ICONS:
        parts = (_VERSION, version("resvg-py"), version("pillow"), data, theme.colour, icon.name)
        key = _IconKey(digest_parts(*parts), icon.name.rpartition(".")[2])
        try:
            files[icon.name] = store.find(key) or store.put(key, _draw(icon, data, theme.colour))
        except UnusableImageError as error:
            raise ContentError(
                [rules.ICON.at(Location(file.relative_to(root).as_posix()), reason=error.reason)]
            ) from None
    return files


def icon_artifact(name: str, file: EncodedFile, folder: str) -> Artifact:
    """Return an icon to publish: with a fingerprint in its name, except the tab icon."""
    if name == TAB:
        return Artifact(TAB, file.path, file.digest)
    stem, _, suffix = name.rpartition(".")
    return Artifact(f"{folder}/{stem}.{file.digest[:10]}.{suffix}", file.path, file.digest)


def _draw(icon: Icon, data: bytes, colour: str) -> bytes:
    # Loaded when it is needed: importing Pillow takes as long as planning a thousand pages.
    from drammenworks.outputs.icon_drawing import draw_icon  # noqa: PLC0415

    return draw_icon(icon, data, colour)
