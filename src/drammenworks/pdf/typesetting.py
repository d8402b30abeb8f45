"""Typeset a PDF with Typst: tagged, in PDF/UA-1 and PDF/A-3a, the same bytes each time.

What editors write reaches Typst as data alone (``document.json``): no sign of theirs can become code. Typst
sees no file but those that are laid out for it, and no typeface but the theme's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from drammenworks.base.atomic_write import write_atomic
from drammenworks.config.typefaces import ThemeFont
from drammenworks.errors import Phrase
from drammenworks.fonts.installed_fonts import FontFile
from drammenworks.fonts.print_font import PRINT_FONT_VERSION, make_print_font
from drammenworks.pdf.structure import LanguageError, finish, row_headers
from drammenworks.pdf.theme import LOGO, TypstTheme
from drammenworks.render.environment import PDF

_DATA = "document.json"
_LOSS = "ignored"
"""A word of the warnings that tell of text which a PDF lacks."""
_PLACE = re.compile(r"┌─ (?P<file>[^:\n]+):(?P<line>\d+)")


class TypesettingError(Exception):
    """A document cannot be set as the Typst files of its theme are."""

    def __init__(self, reason: str, file: str | None, line: int | None) -> None:
        super().__init__(reason, file, line)
        self.reason = reason
        """In the words of Typst."""
        self.file = file
        """The file of the theme that it is about."""
        self.line = line


class Typesetter:
    """Sets documents as one theme says."""

    def __init__(self, theme: TypstTheme, folder: Path) -> None:
        """Lay out the typefaces of a theme.

        :param folder: in the cache, for typefaces and for the documents that are being set.
        """
        self._theme = theme
        self._paths = {name: path for name, _, path in theme.sources}
        self._folder = folder
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[_font_folder(theme, folder)]
        )

    def set(self, data: Mapping[str, Any], pictures: Mapping[str, bytes]) -> bytes:
        """Return a document as a PDF.

        :param data: see :func:`source.pdf_data`.
        :param pictures: the bytes of each file that its tree shows, by its name there.
        :raises TypesettingError: if Typst refuses it.
        """
        standards: list[Any] = ["ua-1", "a-3a"] if data["date"] is not None else ["ua-1"]
        with TemporaryDirectory(dir=self._folder, prefix="set-") as name:
            root = Path(name)
            self._lay_out(root, pictures)
            (root / _DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            try:
                pdf, warnings = typst.compile_with_warnings(
                    str(root / PDF),
                    root=str(root),
                    font_paths=self._fonts,
                    ignore_system_fonts=True,
                    format="pdf",
                    pdf_standards=standards,
                )
            except typst.TypstError as error:
                raise self._error(error) from error
        for warning in warnings:
            if _LOSS in warning.message:
                raise self._error(warning)
        try:
            return finish(pdf, row_headers(data["tree"]), data["lang"])
        except LanguageError:
            reason = Phrase("den sier ikke hvilket språk den er på; skriv «#set text(lang: data.lang)»")
            raise TypesettingError(reason, self._paths[PDF], None) from None

    def _lay_out(self, root: Path, pictures: Mapping[str, bytes]) -> None:
        for name, text, _ in self._theme.sources:
            _write(root / name, text.encode())
        # A drawing in a page needs no namespace; a file does.
        logo = self._theme.logo or "<svg viewBox='0 0 1 1'></svg>"
        _write(root / LOGO, logo.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode())
        for name, picture in pictures.items():
            _write(root / name, picture)

    def _error(self, error: typst.TypstError | typst.TypstWarning) -> TypesettingError:
        """Return what Typst says, with the innermost place of the theme on the way to it."""
        for place in _PLACE.finditer(error.diagnostic):
            file = place["file"].replace("\\", "/").lstrip("/")
            name = next((name for name in self._paths if file == name or file.endswith(f"/{name}")), None)
            if name is not None:
                return TypesettingError(error.message, self._paths[name], int(place["line"]))
        return TypesettingError(error.message, None, None)


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _font_folder(theme: TypstTheme, folder: Path) -> Path:
    """Return the folder with the typefaces of a theme; they are made when it has none."""
    fonts = folder / f"fonts-{PRINT_FONT_VERSION}-{theme.digest[:16]}"
    for role, font in theme.fonts:
        for style, file in _styles(font):
            path = fonts / f"{role}{style}.ttf"
            if not path.exists():
                fonts.mkdir(parents=True, exist_ok=True)
                write_atomic(path, make_print_font(file.read(), font.typeface, role.capitalize()))
    fonts.mkdir(parents=True, exist_ok=True)
    return fonts


def _styles(font: ThemeFont) -> list[tuple[str, FontFile]]:
    italic = [("-italic", font.italic)] if font.italic is not None else []
    return [("", font.upright), *italic]
