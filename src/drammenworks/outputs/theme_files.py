"""Web fonts and icons: named by what they are made of, so that pages can refer to them before they exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drammenworks.base.fast_pickle import FastPickle
from drammenworks.fonts.installed_fonts import FontFile, Typeface
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.outputs.icon_sizes import TAB, Icon


@dataclass(frozen=True, slots=True)
class Webfont(FastPickle):
    """A typeface as a site publishes it."""

    typeface: Typeface
    file: FontFile
    folder: str
    """Under the site's root."""
    name: str
    key: str
    """The cache key: a digest of the font file, of what is left of it, and of the libraries that do that."""

    @property
    def format(self) -> str:
        """The suffix of its file."""
        return "woff2"

    @property
    def output_path(self) -> str:
        """The path of the published file under the site's output folder."""
        return f"{self.folder}/{self.name}.{self.key[:10]}.woff2"

    def make(self) -> bytes:
        """Return the bytes of the file."""
        # Loaded only when it is needed: the import of font libraries is slow.
        from drammenworks.fonts.webfont import make_webfont  # noqa: PLC0415

        return make_webfont(self.file.read(), self.typeface)


@dataclass(frozen=True, slots=True)
class IconFile(FastPickle):
    """An icon as a site publishes it."""

    icon: Icon
    svg: bytes
    """The drawing of the theme."""
    colour: str
    """The background of icons that are not transparent."""
    folder: str
    """Under the site's root."""
    key: str
    """The cache key: a digest of the drawing, the colour and the libraries that draw."""

    @property
    def format(self) -> str:
        """The suffix of its file."""
        return self.icon.name.rpartition(".")[2]

    @property
    def output_path(self) -> str:
        """The path of the published file under the site's output folder; that of the tab icon is fixed."""
        if self.icon.name == TAB:
            return TAB
        stem, _, suffix = self.icon.name.rpartition(".")
        return f"{self.folder}/{stem}.{self.key[:10]}.{suffix}"

    def make(self) -> bytes:
        """Return the bytes of the file.

        :raises UnusableImageError: if the drawing cannot be rendered.
        """
        # Loaded only when it is needed: Pillow takes as long as planning a thousand pages.
        from drammenworks.outputs.icon_drawing import draw_icon  # noqa: PLC0415

        return draw_icon(self.icon, self.svg, self.colour)


ThemeFile = Webfont | IconFile
"""A file of a theme that takes long to make."""


def make_theme_files(files: Iterable[ThemeFile], store: EncodedFileCache) -> dict[ThemeFile, EncodedFile]:
    """Return the files, made now unless they were made before.

    :param store: the files of earlier builds, to which new ones are added.
    """
    return {file: store.find(file) or store.put(file, file.make()) for file in files}
