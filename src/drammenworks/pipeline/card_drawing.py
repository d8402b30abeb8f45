"""Draw a social card into the cache of encoded files; the work of the workers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import media as media_rules
from drammenworks.errors.rules import themes as theme_rules
from drammenworks.images.cards.card import Card
from drammenworks.images.cards.card_template import CardDesign
from drammenworks.images.cards.renderer import CardRenderer, CardTemplateError
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.images.probe_result import UnusableImageError
from drammenworks.outputs.card_designs import ThemeCards


class CardTask:
    """Draws a card and caches it; the function of the workers."""

    def __init__(self, themes: Mapping[str, ThemeCards], root: Path, cache: EncodedFileCache) -> None:
        self._themes = themes
        self._root = root
        self._cache = cache
        self._renderers: dict[str, CardRenderer] = {}

    def __reduce__(self) -> tuple[type[CardTask], tuple[Mapping[str, ThemeCards], Path, EncodedFileCache]]:
        # Templates and typefaces stay in their process; another one opens them for itself.
        return (CardTask, (self._themes, self._root, self._cache))

    def __call__(self, card: Card) -> EncodedFile | Finding:
        """Return the card, or what is wrong with it."""
        theme = self._themes[card.design]
        try:
            data = self._drawer(theme.design).render(card, self._picture(card))
        except UnusableImageError as error:
            assert card.image is not None
            src = Path(card.image.file).name
            return media_rules.UNUSABLE.at(Location(card.image.file), src=src, reason=error.reason)
        except CardTemplateError as error:
            place = Location(theme.sources[error.template], error.line)
            return theme_rules.CARD.at(place, title=card.title, reason=error.reason)
        return self._cache.put(card, data)

    def _drawer(self, design: CardDesign) -> CardRenderer:
        if design.digest not in self._renderers:
            self._renderers[design.digest] = CardRenderer(design)
        return self._renderers[design.digest]

    def _picture(self, card: Card) -> bytes | None:
        if card.image is None:
            return None
        try:
            data = (self._root / card.image.file).read_bytes()
        except OSError:
            raise UnusableImageError(Phrase("den finnes ikke lenger")) from None
        if digest(data) != card.image.digest:
            raise UnusableImageError(Phrase("den ble endret mens nettstedet ble bygget"))
        return data
