"""The sites and their themes: content/sites/*.yaml and themes/*/theme.yaml as frozen objects.

``load`` and ``load_theme`` read them.
"""

from drammenworks.config.site import Site
from drammenworks.config.theme import Theme

__all__ = ["Site", "Theme"]
