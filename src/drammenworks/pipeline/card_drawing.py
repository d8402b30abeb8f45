"""Draw a social card and keep it; the work of the workers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from drammenworks.base.digests import digest
from drammenworks.errors import Finding, Location, Phrase
from drammenworks.errors.rules import media as media_rules
from drammenworks.errors.rules import themes as theme_rules
from drammenworks.images.cards.card import Card
from drammenworks.images.cards.design import CardDesign
from drammenworks.images.cards.drawing import CardTemplateError, Drawer
from drammenworks.images.kept import EncodedFile, KeptPictures
from drammenworks.images.probe import UnusablePictureError
from drammenworks.pipeline.cards import ThemeCards


class Draw:
    """Draws a card and keeps it; the function of the workers."""

    def __init__(self, themes: Mapping[str, ThemeCards], root: Path, kept: KeptPictures) -> None:
        self._themes = themes
        self._root = root
        self._kept = kept
        self._drawers: dict[str, Drawer] = {}

    def __reduce__(self) -> tuple[type[Draw], tuple[Mapping[str, ThemeCards], Path, KeptPictures]]:
        # Templates and typefaces stay in their process; another one opens them for itself.
        return (Draw, (self._themes, self._root, self._kept))

    def __call__(self, card: Card) -> EncodedFile | Finding:
        """Return the card, or what is wrong with it."""
        theme = self._themes[card.design]
        try:
            data = self._drawer(theme.design).draw(card, self._picture(card))
        except UnusablePictureError as error:
            assert card.picture is not None
            src = Path(card.picture.file).name
            return media_rules.UNUSABLE.at(Location(card.picture.file), src=src, reason=error.reason)
        except CardTemplateError as error:
            place = Location(theme.sources[error.template], error.line)
            return theme_rules.CARD.at(place, title=card.title, reason=error.reason)
        return self._kept.put(card, data)

    def _drawer(self, design: CardDesign) -> Drawer:
        if design.digest not in self._drawers:
            self._drawers[design.digest] = Drawer(design)
        return self._drawers[design.digest]

    def _picture(self, card: Card) -> bytes | None:
        if card.picture is None:
            return None
        try:
            data = (self._root / card.picture.file).read_bytes()
        except OSError:
            raise UnusablePictureError(Phrase("den finnes ikke lenger")) from None
        if digest(data) != card.picture.digest:
            raise UnusablePictureError(Phrase("den ble endret mens nettstedet ble bygget"))
        return data
