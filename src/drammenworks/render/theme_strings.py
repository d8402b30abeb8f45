"""The words of a theme in one language."""

from __future__ import annotations

from drammenworks.base.text.language_names import language_name
from drammenworks.config import Theme
from drammenworks.errors import ContentError, Location
from drammenworks.errors.nearest import did_you_mean
from drammenworks.errors.rules import themes as rules


class Strings:
    """Calls as ``t("nav.skip")``; with ``n`` it takes the form for one or for several."""

    def __init__(self, theme: Theme, lang: str) -> None:
        self._source = theme
        self._theme = theme.name
        self._lang = lang
        self._words = theme.strings.get(lang, {})

    def in_language(self, lang: str) -> Strings:
        """Return the words of the same theme in another language."""
        return Strings(self._source, lang)

    def has(self, key: str) -> bool:
        """Return whether the theme has such words in the language."""
        return key in self._words

    def __call__(self, key: str, *, n: int | None = None, **values: object) -> str:
        """Return the words of ``key`` with ``values`` in their places.

        :raises ContentError: if the theme has no such words in the language, or they have other places.
        """
        if n is not None:
            key = f"{key}.{'one' if n == 1 else 'other'}" if key not in self._words else key
            values["n"] = n
        words = self._words.get(key)
        if words is None:
            location = Location(f"themes/{self._theme}/strings/{self._lang}.yaml")
            suggestion = did_you_mean(key, self._words)
            finding = rules.STRING_MISSING.at(
                location,
                key=key,
                lang=self._lang,
                language=language_name(self._lang),
                theme=self._theme,
                suggestion=suggestion,
            )
            raise ContentError([finding])
        if not values:
            return words
        try:
            return words.format(**values)
        except (LookupError, ValueError, AttributeError, TypeError):
            location = Location(f"themes/{self._theme}/strings/{self._lang}.yaml")
            known = ", ".join(f"{{{name}}}" for name in values)
            finding = rules.STRING_PLACES.at(
                location, key=key, language=language_name(self._lang), words=words, known=known
            )
            raise ContentError([finding]) from None
