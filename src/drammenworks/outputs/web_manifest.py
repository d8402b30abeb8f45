"""The web app manifest (W3C): the name and appearance of a site on a home screen."""

from __future__ import annotations

import json
from collections.abc import Mapping

from drammenworks.config import Site
from drammenworks.engine.artifact import Artifact
from drammenworks.outputs.icon_sizes import ICONS
from drammenworks.site.base_urls import Addresses

PATH = "site.webmanifest"


def manifest_file(site: Site, colour: str, icons: Mapping[str, str], addresses: Addresses) -> Artifact:
    """Return the file, in the site's default language.

    :param colour: the brand's colour, as ``#rrggbb``.
    :param icons: name of each icon → path under the site's root.
    """
    home = addresses.href("/")
    lang = site.default_language
    manifest = {
        "id": home,
        "name": site.name,
        "short_name": site.name,
        **({"description": str(site.tagline[lang])} if lang in site.tagline else {}),
        "lang": lang,
        "dir": "ltr",
        "start_url": home,
        "scope": home,
        # A separate window, but with a back button and the URL.
        "display": "minimal-ui",
        "background_color": colour,
        "theme_color": colour,
        "icons": [
            {
                "src": addresses.href(icons[icon.name]),
                "sizes": f"{icon.size}x{icon.size}",
                "type": "image/png",
                "purpose": icon.purpose,
            }
            for icon in ICONS
            if icon.purpose is not None
        ],
    }
    return Artifact(PATH, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
