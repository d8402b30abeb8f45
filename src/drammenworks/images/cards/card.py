"""A card as a page asks for it: everything that it shows, and the name that follows from that."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.digests import digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.text.slugs import slugify

WIDTH, HEIGHT = 1200, 630
"""Pixels: what Facebook and LinkedIn show links in; Open Graph (ogp.me) leaves it open."""

SMALLEST_PICTURE = 320
"""Pixels each way; a smaller picture would be blown up to a blur, and the brand's pattern looks better."""

_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class CardPicture(FastPickle):
    """The picture on a card."""

    file: str
    """Its path from the project's root."""
    digest: str
    """Of the file's bytes."""
    focal: tuple[float, float]
    """What is kept in view, as fractions of width and height."""


@dataclass(frozen=True, slots=True)
class Card(FastPickle):
    """One card."""

    title: str
    label: str
    """What the page is: Prosjekt, Aktuelt; empty for none."""
    site: str
    """The site's name."""
    lang: str
    """Of the title, whose words may have to be divided."""
    design: str
    """The digest of the brand's design."""
    picture: CardPicture | None

    @property
    def key(self) -> str:
        """Tells this card from any other: all that it shows, and how it is drawn."""
        shown = self.picture
        picture = (shown.digest, *(f"{share:.4f}" for share in shown.focal)) if shown else ()
        return digest_parts(self.title, self.label, self.site, self.lang, self.design, *picture)

    @property
    def format(self) -> str:
        """The suffix of its file: another than that of pictures in JPEG, which are kept beside it."""
        return "jpg"

    @property
    def output_path(self) -> str:
        """The file that holds it, under the site's output folder."""
        stem = slugify(self.title)[:_NAME_LENGTH].strip("-") or "side"
        return f"media/{stem}-kort.{self.key[:8]}.jpg"
