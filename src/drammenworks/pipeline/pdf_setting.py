"""Typeset PDFs into the cache, or only try to; the work of the threads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from drammenworks.engine.content_store import Store
from drammenworks.errors import Finding, Location
from drammenworks.errors.rules import themes as rules
from drammenworks.images.encoded_files import EncodedFile, EncodedFileCache
from drammenworks.pdf.theme import TypstTheme
from drammenworks.pdf.typesetting import Typesetter, TypesettingError
from drammenworks.pipeline.pdf_sources import PdfSource, pdf_key

_STAND_IN = b'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="9"/>'
"""What a check sets in place of each picture, under a name that says what it is."""


class PdfTask:
    """Sets one PDF after another, each by the theme of its site."""

    def __init__(
        self,
        themes: Mapping[str, TypstTheme],
        sources: Store,
        folder: Path,
        pictures: Mapping[str, Path] | None,
        kept: EncodedFileCache | None,
    ) -> None:
        """Prepare for PDFs of several themes.

        :param folder: in the cache, for what is laid out for Typst.
        :param pictures: where each is that they show; None to try without them.
        :param kept: the cache that gets them; None to keep none.
        """
        self._themes = themes
        self._sources = sources
        self._folder = folder
        self._pictures = pictures
        self._kept = kept
        self._typesetters: dict[str, Typesetter] = {}
        self._lock = Lock()

    def __call__(self, source: PdfSource) -> EncodedFile | Finding | None:
        """Return a PDF, or why there is none; None for one that is not kept."""
        text = self._sources.file(source.digest).read_text(encoding="utf-8")
        pictures: dict[str, bytes] = {}
        for use in source.pictures:
            path = use.output_path
            if self._pictures is None:
                text = text.replace(f'"{path}"', f'"{path}.svg"')
                pictures[f"{path}.svg"] = _STAND_IN
            else:
                pictures[path] = self._pictures[path].read_bytes()
        try:
            pdf = self._typesetter(source.theme).set(json.loads(text), pictures)
        except TypesettingError as error:
            location = Location(error.file or source.document, error.line)
            return rules.TYPST.at(location, document=source.document, reason=error.reason)
        if self._kept is None:
            return None
        with self._lock:
            return self._kept.put(pdf_key(source.digest), pdf)

    def _typesetter(self, theme: str) -> Typesetter:
        with self._lock:
            if theme not in self._typesetters:
                self._typesetters[theme] = Typesetter(self._themes[theme], self._folder)
            return self._typesetters[theme]
