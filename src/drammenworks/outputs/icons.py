"""The brand's icons for tabs, home screens and launchers, rendered from one SVG."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from drammenworks.base.digests import digest_parts
from drammenworks.config import Theme
from drammenworks.errors import ContentError, Location
from drammenworks.errors.rules import themes as rules
from drammenworks.images.encoded_files import EncodedFileCache
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.outputs.icon_sizes import ICONS, TAB
from drammenworks.outputs.theme_files import IconFile, make_theme_files

SVG_ASSET = "favicon.svg"
"""The source asset of the icons; modern browsers use it directly."""

_VERSION = "1"


def make_icons(theme: Theme, root: Path, folder: str, store: EncodedFileCache) -> dict[str, IconFile]:
    """Return the icons of a theme by name; none for a theme without a colour.

    The tab icon is drawn, which shows whether the others can be; those are made when somebody needs them.

    :param folder: under the site's root, for the files.
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
    icons = {}
    for icon in ICONS:
        parts = (_VERSION, version("resvg-py"), version("pillow"), data, theme.colour, icon.name)
        icons[icon.name] = IconFile(icon, data, theme.colour, folder, digest_parts(*parts))
    try:
        make_theme_files([icons[TAB]], store)
    except UnusableImageError as error:
        location = Location(file.relative_to(root).as_posix())
        raise ContentError([rules.ICON.at(location, reason=error.reason)]) from None
    return icons
