"""Draw social cards into the cache of encoded files, or only check them; the work of the workers."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import media as media_rules
from drammenworks.errors.rules import themes as theme_rules
from drammenworks.images.cards.card import Card
from drammenworks.images.cards.card_template import CardTemplate, CardTemplateError
from drammenworks.images.cards.renderer import CardRenderer
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.images.probe_result import CHANGED, GONE, UnusableImageError
from drammenworks.outputs.theme_cards import ThemeCards


class CardTask:
    """Draws cards of one image and caches them; the function of the workers."""

    def __init__(self, themes: Mapping[str, ThemeCards], root: Path, cache: EncodedFileCache) -> None:
        self._themes = themes
        self._root = root
        self._cache = cache
        self._lock = threading.Lock()
        """For the renderers, which hold what they drew last."""

    def __reduce__(self) -> tuple[type[CardTask], tuple[Mapping[str, ThemeCards], Path, EncodedFileCache]]:
        # Templates and typefaces stay in their process; another one opens them for itself.
        return (CardTask, (self._themes, self._root, self._cache))

    @cached_property
    def _renderers(self) -> Mapping[str, CardRenderer]:
        return {name: CardRenderer(theme.design, self._cache) for name, theme in self._themes.items()}

    def __call__(self, cards: Sequence[Card]) -> list[EncodedFile | Finding]:
        """Return each card, or what is wrong with it."""
        return [self._draw(card) for card in cards]

    def _draw(self, card: Card) -> EncodedFile | Finding:
        try:
            data = self.render(card)
        except (UnusableImageError, CardTemplateError) as error:
            finding = self.finding(card, error)
            assert finding is not None
            return finding
        return self._cache.put(card, data)

    def render(self, card: Card) -> bytes:
        """Return a card as the bytes of its file. Can be called in any thread.

        :raises UnusableImageError: if its image is gone, has changed or cannot be decoded.
        :raises CardTemplateError: if the template fails, or does not produce valid SVG.
        """
        with self._lock:
            return self._renderers[card.design].render(card, self._picture(card))

    def finding(self, card: Card, error: Exception) -> Finding | None:
        """Return what is wrong with a card; None for an error that is no fault of image or template."""
        if isinstance(error, CardTemplateError):
            return _template_finding(error, card, self._themes[card.design])
        if isinstance(error, UnusableImageError) and card.image is not None:
            return media_rules.unusable(card.image.file, error.reason)
        return None

    def _picture(self, card: Card) -> bytes | None:
        if card.image is None:
            return None
        try:
            data = (self._root / card.image.file).read_bytes()
        except OSError:
            raise UnusableImageError(GONE) from None
        if digest(data) != card.image.digest:
            raise UnusableImageError(CHANGED)
        return data


class CardCheck:
    """Finds out whether a card could be drawn; the function of the workers.

    Of its image that is known already: only an image that could be decoded is on a card.
    """

    def __init__(self, themes: Mapping[str, ThemeCards]) -> None:
        self._themes = themes

    def __reduce__(self) -> tuple[type[CardCheck], tuple[Mapping[str, ThemeCards]]]:
        return (CardCheck, (self._themes,))

    @cached_property
    def _templates(self) -> Mapping[str, CardTemplate]:
        return {name: CardTemplate(theme.design) for name, theme in self._themes.items()}

    def __call__(self, card: Card) -> Finding | None:
        """Return what is wrong with a card."""
        try:
            self._templates[card.design].check(card)
        except CardTemplateError as error:
            return _template_finding(error, card, self._themes[card.design])
        return None


def _template_finding(error: CardTemplateError, card: Card, theme: ThemeCards) -> Finding:
    place = Location(theme.sources[error.template], error.line)
    return theme_rules.CARD.at(place, title=card.title, reason=error.reason)
