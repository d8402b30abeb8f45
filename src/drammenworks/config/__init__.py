"""The sites and their themes: content/sites/*.yaml and themes/*/theme.yaml as frozen values."""

from drammenworks.config.load import load_sites
from drammenworks.config.site import Site
from drammenworks.config.theme import Theme, load_theme

__all__ = ["Site", "Theme", "load_sites", "load_theme"]
