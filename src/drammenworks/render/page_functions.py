"""The functions of templates that work for whichever page is rendered.

They are globals of the environment, so that a template that is imported without context knows them too. Such
a template is run once for all pages; its macros ask the page at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from drammenworks.config.picture_presets import PicturePreset
from drammenworks.render.fragments import show_fragment
from drammenworks.render.render_context import RenderContext
from drammenworks.render.views import FileView, Image, Picture


class CurrentStrings:
    """The words of the theme in the language of the page at hand; ``t`` in templates."""

    __slots__ = ("_current",)

    def __init__(self, current: Callable[[], RenderContext]) -> None:
        self._current = current

    @property
    def lang(self) -> str:
        """The language of the page."""
        return self._current().lang

    def __call__(self, key: str, *, n: int | None = None, **values: object) -> str:
        """Return the words of ``key``; see :class:`theme_strings.Strings`."""
        return self._current().words(key, n=n, **values)


def page_functions(current: Callable[[], RenderContext]) -> Mapping[str, Any]:
    """Return the functions by the names that docs/templates.md lists.

    :param current: returns the page or fragment that is rendered.
    """

    def image(shown: Picture, preset: PicturePreset | None = None) -> Image:
        return current().image(shown, preset)

    def picture_preset(name: str) -> PicturePreset:
        return current().picture_preset(name)

    def original(shown: Picture) -> FileView | None:
        return current().original(shown)

    def asset(path: str) -> str:
        return current().asset(path)

    def svg(path: str) -> Markup:
        return current().svg(path)

    def fragment(template: str, **arguments: Any) -> Markup:
        return show_fragment(current(), template, **arguments)

    return {
        "t": CurrentStrings(current),
        "image": image,
        "picture_preset": picture_preset,
        "original": original,
        "asset": asset,
        "svg": svg,
        "fragment": fragment,
    }
