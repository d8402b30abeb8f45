"""A card that a page requests: everything that it shows, and the file name that follows from that."""

from __future__ import annotations

from dataclasses import dataclass

from drammenworks.base.digests import digest_parts
from drammenworks.base.fast_pickle import FastPickle
from drammenworks.base.text.slugs import file_stem

WIDTH, HEIGHT = 1200, 630
"""Pixels: the size that Facebook and LinkedIn show; Open Graph (ogp.me) defines none."""

MIN_IMAGE_SIZE = 320
"""Pixels each way; a smaller image would be blurred by enlarging, and the brand's pattern looks better."""


@dataclass(frozen=True, slots=True)
class CardImage(FastPickle):
    """The image on a card."""

    file: str
    """The path from the project root."""
    digest: str
    """Of the file's bytes."""
    focal: tuple[float, float]
    """The focal point, as fractions of width and height."""


@dataclass(frozen=True, slots=True)
class Card(FastPickle):
    """One card."""

    title: str
    label: str
    """The kind of the page, such as Prosjekt or Aktuelt; may be empty."""
    site: str
    """The site's name."""
    lang: str
    """The language of the title, for hyphenation."""
    design: str
    """The digest of the brand's design."""
    image: CardImage | None

    @property
    def key(self) -> str:
        """The cache key: a digest of everything that it shows, and of the design."""
        image = (self.image.digest, *(f"{share:.4f}" for share in self.image.focal)) if self.image else ()
        return digest_parts(self.title, self.label, self.site, self.lang, self.design, *image)

    @property
    def format(self) -> str:
        """The suffix of its file: ``jpg``, since image variants in the same folder have ``jpeg``."""
        return "jpg"

    @property
    def output_path(self) -> str:
        """The path of the published file under the site's output folder."""
        stem = file_stem(self.title, "side")
        return f"media/{stem}-kort.{self.key[:8]}.jpg"
