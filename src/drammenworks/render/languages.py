"""The languages of a site as a page shows them: its translations, and the nearest page where it has none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from drammenworks.render.render_context import PageContext, RenderContext
from drammenworks.render.theme_strings import Strings
from drammenworks.render.views import Alternate
from drammenworks.site.navigation import NavLink, alternates, nearest

LANGUAGE_NAMES = {"nb": "Norsk", "nn": "Nynorsk", "en": "English"}
"""Each in its own language, as those who look for it will know it."""

TAXONOMY_KEYS = {"tags": "document.tags", "focus_areas": "project.focus_areas"}


class OtherLanguage(NamedTuple):
    """Where another language of the site is, seen from one page."""

    lang: str
    name: str
    url: str
    near: NavLink | None
    """What is there when the language does not have the page itself."""
    context: RenderContext

    @property
    def place(self) -> str | None:
        """What is there, in that language; None when it is the page itself."""
        return label_of(self.near, self.context.words_in(self.lang)) if self.near is not None else None

    @property
    def note(self) -> str | None:
        """The sentence, in that language, which says that it does not have the page; else None."""
        return self.context.words_in(self.lang)("nav.not_translated") if self.near is not None else None


def alternate_views(context: PageContext) -> tuple[Alternate, ...]:
    """Return the page in every language that has it, itself included."""
    page = context.page
    return tuple(
        Alternate(
            lang,
            LANGUAGE_NAMES[lang],
            context.href(path),
            context.canonical_url(path),
            lang == page.lang,
        )
        for lang, path in alternates(context.ask, page)
    )


def other_languages(context: PageContext, found: Iterable[Alternate]) -> tuple[OtherLanguage, ...]:
    """Return all other languages of the site.

    :param found: the page in every language that has it.
    """
    pages = {alternate.lang: alternate.url for alternate in found}
    languages = []
    for lang in context.site.languages:
        near = nearest(context.ask, context.page, lang) if lang not in pages else None
        url = context.href(near.path) if near is not None and near.path else pages.get(lang)
        if lang != context.lang and url is not None:
            languages.append(OtherLanguage(lang, LANGUAGE_NAMES[lang], url, near, context))
    return tuple(languages)


def label_of(link: NavLink, strings: Strings) -> str:
    """Return the words of a link whose label is left to the theme."""
    if link.facet == "category":
        return strings(f"categories.{link.label}")
    if link.section is not None:
        return strings(f"kinds.{link.section}")
    if link.is_search:
        return strings("search.title")
    if link.taxonomy is not None:
        return strings(TAXONOMY_KEYS[link.taxonomy])
    return strings("nav.home")
